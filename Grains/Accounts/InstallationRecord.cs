using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Accounts;

/// <summary>What is kept of an installation before its first organisation is founded.</summary>
public sealed record InstallationRecord
{
    /// <summary>Id of the organisation that the first setup makes, whichever silo it comes through; empty: none is asked for.</summary>
    public string Org { get; set; } = "";

    /// <summary>Id of its first administrator.</summary>
    public string UserId { get; set; } = "";

    /// <summary>SHA-256 of the codes that silos have printed; the newest last.</summary>
    public ImmutableArray<string> CodeHashes { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
