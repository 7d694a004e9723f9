using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SalesGrains.Http;

namespace SalesGrains.Accounts;

/// <summary>
/// API keys: <c>sg_live_{org}_{id}_{secret}</c>, the secret 32 random bytes. Shown once; kept is only its SHA-256.
/// </summary>
internal static class ApiKeys
{
    /// <summary>The scheme.</summary>
    public const string Scheme = "api-key";

    /// <summary>How every key begins.</summary>
    public const string Prefix = "sg_live_";

    /// <summary>A new key and the hash of its secret.</summary>
    public static (string Key, string SecretHash) New(string org, string id)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return ($"{Prefix}{org}_{id}_{secret}", Hash(secret));
    }

    /// <summary>The parts of a key, or null when it is none.</summary>
    public static (string Org, string Id, string SecretHash)? Parse(string key) =>
        key.Length <= 200 && key.StartsWith(Prefix, StringComparison.Ordinal) && key[Prefix.Length..].Split('_') is [var org, var id, { Length: 64 } secret]
            && TenantGrains.IsId(org) && TenantGrains.IsId(id)
            ? (org, id, Hash(secret))
            : null;

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}

/// <summary>Lets API clients in by their key.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Callers callers, KeyUses uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || ApiKeys.Parse(header["Bearer ".Length..].Trim()) is not { } given)
        {
            return AuthenticateResult.NoResult();
        }

        if (await callers.ApiKey(given.Org, given.Id) is not { } key
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.SecretHash), Encoding.ASCII.GetBytes(given.SecretHash)))
        {
            return AuthenticateResult.Fail("Unknown API key.");
        }

        uses.Note(given.Org, given.Id);
        return AuthenticateResult.Success(new(Callers.Principal(given.Org, key, Scheme.Name), Scheme.Name));
    }
}
