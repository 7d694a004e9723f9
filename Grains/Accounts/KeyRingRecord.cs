using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Accounts;

/// <summary>The keys that sessions are encrypted with, as stored: one document, so that every silo reads what any other has opened.</summary>
public sealed record KeyRingRecord
{
    /// <summary>Keys and revocations, each an XML element as the framework writes it.</summary>
    public ImmutableArray<string> Elements { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
