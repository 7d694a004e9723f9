using Microsoft.AspNetCore.Identity;
using SalesGrains.Problems;

namespace SalesGrains.Accounts;

/// <summary>Hashes and checks passwords; a check takes as long when there is nobody of that name.</summary>
internal sealed class Passwords
{
    private readonly PasswordHasher<string> hasher = new();
    private readonly string nobody;

    public Passwords() => nobody = hasher.HashPassword("", "nobody has this password");

    /// <summary>The hash of a new password.</summary>
    /// <exception cref="ProblemException">422: too short or too long.</exception>
    public string Hash(string password, string field = "/password") => password.Length switch
    {
        < AccountRules.MinPassword => throw new Problem(StatusCodes.Status422UnprocessableEntity, "password.too-short", field).ToException(),
        > AccountRules.MaxPassword => throw new Problem(StatusCodes.Status422UnprocessableEntity, "password.too-long", field).ToException(),
        _ => hasher.HashPassword("", password),
    };

    /// <summary>True when the password belongs to the hash.</summary>
    public bool Check(string? hash, string password) =>
        hasher.VerifyHashedPassword("", hash ?? nobody, password.Length > AccountRules.MaxPassword ? "" : password) != PasswordVerificationResult.Failed
        && hash is not null;
}
