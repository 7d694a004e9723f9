using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Accounts;

/// <summary>Keeps when an API key was last used.</summary>
[GrainType("key-use")]
public sealed class KeyUseGrain([PersistentState("key-use", StorageNames.Documents)] IPersistentState<KeyUseRecord> stored) : Grain, IKeyUseGrain
{
    /// <summary>How exactly it is kept.</summary>
    public static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task Used(DateTimeOffset at)
    {
        if (at - (stored.State.At ?? DateTimeOffset.MinValue) >= Precision)
        {
            stored.State = stored.State with { At = at };
            await stored.WriteStateAsync();
        }
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> LastUsed() => Task.FromResult(stored.State.At);
}

/// <summary>A key's last use as stored.</summary>
public sealed record KeyUseRecord
{
    /// <summary>When.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
