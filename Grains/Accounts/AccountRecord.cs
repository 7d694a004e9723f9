using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Accounts;

/// <summary>An account as stored.</summary>
public sealed record AccountRecord
{
    /// <summary>Organisation; empty: nobody's.</summary>
    public string Org { get; set; } = "";

    /// <summary>The person in it.</summary>
    public string UserId { get; set; } = "";

    /// <summary>When it was claimed.</summary>
    public DateTimeOffset ClaimedAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
