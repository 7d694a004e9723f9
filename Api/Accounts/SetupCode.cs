using System.Security.Cryptography;
using System.Text;
using SalesGrains.Http;

namespace SalesGrains.Accounts;

/// <summary>
/// The one-time code of the first start. Each silo prints one of its own and every silo accepts it: the installation knows its hash, and
/// fixes the ids, so that a repeated setup makes one organisation.
/// </summary>
internal sealed class SetupCode(IGrainFactory grains)
{
    private readonly string code = RandomNumberGenerator.GetString("abcdefghjkmnpqrstvwxyz23456789", 12);

    /// <summary>The code as it is printed, once the installation knows it.</summary>
    public async Task<string> Offer()
    {
        await Installation.Offer(
            Hash(code), new(DerivedId.NewOrganization(), DerivedId.Of("setup", RandomNumberGenerator.GetHexString(32), "person")));
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>What a code that any silo printed, with or without its hyphens, makes; null for another.</summary>
    public Task<FirstIds?> Redeem(string given) =>
        Installation.Redeem(Hash(given.Replace("-", "", StringComparison.Ordinal).Trim().ToLowerInvariant()));

    private IInstallationGrain Installation => grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key);

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
