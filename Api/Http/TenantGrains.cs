using System.Text.RegularExpressions;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>
/// The grains of one organisation, the authenticated caller's: the only place of the edge where grain keys are made,
/// so no id from outside can name another organisation's grain.
/// </summary>
public sealed partial class TenantGrains(IGrainFactory grains, string org)
{
    /// <summary>The grain of an entity.</summary>
    /// <exception cref="ProblemException">404 when the text cannot be an id.</exception>
    public TGrain Entity<TGrain>(string id)
        where TGrain : IGrainWithStringKey =>
        IsId(id) ? grains.GetGrain<TGrain>($"{org}|{id}") : throw Problem.NotFound().ToException();

    /// <summary>A grain of the organisation under a key that the program made, for example a portfolio shard.</summary>
    public TGrain Named<TGrain>(string key)
        where TGrain : IGrainWithStringKey =>
        key.StartsWith($"{org}|", StringComparison.Ordinal)
            ? grains.GetGrain<TGrain>(key)
            : throw new ArgumentException("The key belongs to another organisation.", nameof(key));

    /// <summary>True for 1–64 lower-case letters, digits and hyphens.</summary>
    public static bool IsId(string? text) => text is not null && Id().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex Id();
}
