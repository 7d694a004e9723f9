using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Benchmarks.Commands;

/// <summary>What one call to the store writes: enough to write the same rows and bytes again.</summary>
/// <param name="Entity">The entity's key.</param>
/// <param name="State">Bytes of state.</param>
/// <param name="Facts">Bytes of facts.</param>
/// <param name="Lanes">Bytes of lane numbers, or of "delivered up to" for a lane advance.</param>
/// <param name="Content">Bytes of the commit row; 0 for a lane advance.</param>
/// <param name="Key">The command's key, or null.</param>
/// <param name="Clears">True when a lane advance clears the pending mark.</param>
internal sealed record WrittenRow(string Entity, int State, int Facts, int Lanes, int Content, string? Key, bool Clears)
{
    /// <summary>All bytes.</summary>
    public long Bytes => State + Facts + Lanes + Content;
}

/// <summary>The store, with a note of everything that is written through it.</summary>
internal sealed class RecordingStore(IEntityStore inner) : StoreWrapper(inner)
{
    private readonly ConcurrentQueue<WrittenRow> written = new();

    /// <summary>Whether notes are taken.</summary>
    public bool Records { get; set; }

    /// <summary>The notes, in the order of the calls.</summary>
    public ImmutableArray<WrittenRow> Taken => [.. written];

    public override async Task<string> Commit(EntityCommit commit)
    {
        var etag = await base.Commit(commit);
        if (Records)
        {
            written.Enqueue(new(
                commit.Key.ToString(), commit.State.Length, JsonSerializer.SerializeToUtf8Bytes(commit.Facts, FactsJson.Default.EntityFacts).Length,
                commit.Lanes.Length, commit.Row.Content.Length, commit.Command?.CommandKey, false));
        }

        return etag;
    }

    public override async Task<LaneAdvanced> AdvanceLanes(LaneAdvance advance)
    {
        var advanced = await base.AdvanceLanes(advance);
        if (Records)
        {
            written.Enqueue(new(advance.Key.ToString(), 0, 0, advance.Delivered.Length, 0, null, advanced.MarkCleared));
        }

        return advanced;
    }
}
