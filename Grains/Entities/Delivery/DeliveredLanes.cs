using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Entities.Delivery;

/// <summary>"Delivered up to" of all lanes of a source: a row of its own, written lazily.</summary>
public sealed record DeliveredLanes
{
    /// <summary>Nothing delivered.</summary>
    public static DeliveredLanes Empty { get; } = new();

    /// <summary>All effects of commits up to this version have passed: where a later activation starts to read.</summary>
    public long Version { get; init; }

    /// <summary>The lanes by consumer.</summary>
    public ImmutableDictionary<string, OutboxLane> Lanes
    {
        get => field ?? ImmutableDictionary<string, OutboxLane>.Empty;
        init;
    }

    /// <summary>Members that a newer program wrote.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>As UTF-8 JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ProtocolJson.Stored.DeliveredLanes);

    /// <summary>From UTF-8 JSON; empty is <see cref="Empty"/>.</summary>
    public static DeliveredLanes Read(ReadOnlyMemory<byte> json) =>
        json.IsEmpty ? Empty : JsonSerializer.Deserialize(json.Span, ProtocolJson.Stored.DeliveredLanes)!;
}
