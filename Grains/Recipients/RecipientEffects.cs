using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Recipients;

/// <summary>A rep tells its recipient which unit's leaders come next (X17).</summary>
/// <param name="UnitId">The rep's team or store.</param>
public sealed record PlaceRecipient(string UnitId) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A source of first contacts has produced an event of this rep (C09); told once for each source, or more often without harm.</summary>
/// <param name="Source">wecom-contact, call or wechat-message.</param>
/// <param name="At">When the event happened.</param>
public sealed record SourceProven(string Source, DateTimeOffset At) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
