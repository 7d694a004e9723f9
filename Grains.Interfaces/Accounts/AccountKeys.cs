using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Accounts;

/// <summary>Keys of accounts: hashes, so that names and subjects do not appear in logs of grain keys. Stored: never change them.</summary>
public static class AccountKeys
{
    /// <summary>The account of a sign-in name; null when the text cannot be one.</summary>
    public static string? OfName(string name) => Normalize(name) is { } normal ? Hash("name", normal) : null;

    /// <summary>The account of a subject at an identity provider.</summary>
    public static string OfLogin(string issuer, string subject) => Hash("login", $"{issuer}\n{subject}");

    /// <summary>A sign-in name as it is compared: lower case, 3–100 of letters, digits and <c>. _ @ + -</c>; null when it is not one.</summary>
    public static string? Normalize(string name)
    {
        var normal = name.Trim().ToLowerInvariant();
        return normal.Length is >= 3 and <= 100 && normal.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '@' or '+' or '-')
            ? normal
            : null;
    }

    private static string Hash(string kind, string text) =>
        $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40]}";
}
