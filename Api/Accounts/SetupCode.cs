using System.Security.Cryptography;
using System.Text;
using SalesGrains.Http;

namespace SalesGrains.Accounts;

/// <summary>The one-time code of the first start: printed, never stored. It also fixes the ids, so that a repeated setup makes one organisation.</summary>
internal sealed class SetupCode
{
    private string? code = RandomNumberGenerator.GetString("abcdefghjkmnpqrstvwxyz23456789", 12);

    /// <summary>The code as it is printed; null once it was used.</summary>
    public string? Text => code is { } text ? $"{text[..4]}-{text[4..8]}-{text[8..]}" : null;

    /// <summary>Ids of the organisation and its first administrator.</summary>
    public (string Org, string User) Ids { get; } = (DerivedId.NewOrganization(), DerivedId.Of("setup", RandomNumberGenerator.GetHexString(32), "person"));

    /// <summary>True for the code, with or without its hyphens.</summary>
    public bool Is(string given) => code is { } text && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(given.Replace("-", "", StringComparison.Ordinal).Trim().ToLowerInvariant()));

    /// <summary>It works once.</summary>
    public void Used() => code = null;
}
