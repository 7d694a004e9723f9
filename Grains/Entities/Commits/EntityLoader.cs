using System.Text.Json;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities.Commits;

/// <summary>Reads an entity; folds it anew when its snapshot is of another version of Evolve, refuses it when it needs a newer reader.</summary>
internal sealed class EntityLoader<TState, TCommand, TEvent>(
    EntityRuntime runtime, EntityDefinition<TState, TCommand, TEvent> definition, EntityKey key)
    where TState : class
    where TEvent : class
{
    private const int Page = 200;

    /// <summary>What is stored, as the store has it and as decisions start from it.</summary>
    /// <param name="anew">Fold the history although the snapshot is of this version.</param>
    public async Task<(StoredEntity? Stored, Confirmed<TState> Confirmed)> Load(bool anew = false)
    {
        if (await runtime.Ask("The read", key, store => store.Load(key)) is not { } stored)
        {
            return (null, Confirmed<TState>.Nothing(definition.Initial));
        }

        if (stored.MinReader > definition.EvolveVersion)
        {
            throw new NewerRecordException($"{key} needs reader {stored.MinReader}; this program is reader {definition.EvolveVersion}.");
        }

        var state = stored.EvolveVersion == definition.EvolveVersion && !anew
            ? JsonSerializer.Deserialize(stored.State.Span, definition.StateJson)!
            : await Refold(stored);

        return (stored, new(
            state, stored.Etag, stored.Version, stored.LastSeq, LaneNumbers.Read(stored.Lanes),
            stored.LastRecordedAt, stored.LastHash, stored.Facts, stored.State.Length));
    }

    private async Task<TState> Refold(StoredEntity stored)
    {
        EntityLog.Refolds(runtime.Log, key, stored.EvolveVersion, definition.EvolveVersion);
        var state = definition.Initial;
        var version = 0L;
        while (version < stored.Version)
        {
            var commits = await runtime.Ask("The history", key, store => store.ReadCommits(key, version, Page));
            if (commits.IsEmpty)
            {
                throw new StoreUnknownException($"{key} has {stored.Version} commits, of which only {version} can be read.");
            }

            foreach (var commit in commits.TakeWhile(commit => commit.Version <= stored.Version))
            {
                state = Fold(state, commit);
            }

            version = commits[^1].Version;
        }

        return state;
    }

    private TState Fold(TState state, StoredCommit commit)
    {
        var content = CommitContent.Read(commit.Content);
        var seq = commit.FirstSeq;
        foreach (var record in content.Events)
        {
            var one = Known(record.Data);
            var meta = new EventMeta(
                CommitContent.EventId(key, content.Generation, seq++),
                record.OccurredAt ?? commit.RecordedAt, commit.RecordedAt, record.Actor ?? content.Actor);
            state = definition.Evolve(state, one, meta);
        }

        return state;
    }

    // An event that a newer program recorded is never passed over: what follows from it is unknown here.
    private TEvent Known(JsonElement data)
    {
        try
        {
            return data.Deserialize(definition.EventJson)!;
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            throw new NewerRecordException($"{key} has an event that this program does not know: {unknown.Message}");
        }
    }
}
