using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Identities;

/// <summary>A customer says that an external identity is one of its own (C04); signals that waited for it come to the customer.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="RepId">The rep who owns it.</param>
public sealed record HoldIdentity(string CustomerId, string RepId) : EffectBody
{
    /// <summary>The duplicates that were merged into the customer (X10): what one of them holds passes on; null: none was.</summary>
    public ImmutableArray<string>? FormerIds { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A customer gives an external identity up.</summary>
/// <param name="CustomerId">The customer.</param>
public sealed record DropIdentity(string CustomerId) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>
/// Something happened between a rep and a customer outside this system (信号, P03, C03): a contact was added, a call was made, messages were
/// exchanged. Never their content.
/// </summary>
public sealed record CustomerSignal : EffectBody
{
    /// <summary>The source's own id: the same signal twice is one.</summary>
    public string SignalId { get; set; } = "";

    /// <summary>wecom-contact, call, wechat-message or attachment.</summary>
    public string Source { get; set; } = "";

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The rep, when the source knows.</summary>
    public string? RepId { get; set; }

    /// <summary>Length of a call in seconds.</summary>
    public int? DurationSeconds { get; set; }

    /// <summary>Number of messages.</summary>
    public int? Count { get; set; }

    /// <summary>in or out.</summary>
    public string? Direction { get; set; }

    /// <summary>mobile or pc, when the source knows.</summary>
    public string? Device { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
