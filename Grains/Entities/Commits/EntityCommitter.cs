using System.Diagnostics;
using System.Text.Json;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities.Commits;

/// <summary>Turns a draft into one atomic commit.</summary>
internal sealed class EntityCommitter<TState, TCommand, TEvent>(
    EntityRuntime runtime, EntityDefinition<TState, TCommand, TEvent> definition, EntityKey key)
    where TState : class
    where TEvent : class
{
    /// <summary>The commit of a draft, or why it is refused before the write.</summary>
    public (EntityCommit? Commit, Rejection? TooLarge) Prepare(Draft<TState, TCommand, TEvent> draft, StoredCommand? command)
    {
        var from = draft.From;
        draft.Lanes = draft.Events.Count > 0 ? draft.Lanes with { ChangedAt = draft.Version } : draft.Lanes;
        draft.ForgetGivenUp();
        var facts = draft.Facts();
        var factsBytes = FactsJson.Write(facts);
        var state = JsonSerializer.SerializeToUtf8Bytes(draft.State, definition.StateJson);
        var lanes = draft.Lanes.Write();
        var seals = SealRules.Seal(state, definition.EvolveVersion, definition.MinReader, lanes, command);
        var content = CommitWriter.Write(draft, definition, factsBytes, command?.CommandKey, seals);
        if (CommitLimits.Check(draft.Events.Count, content.Length, state.Length) is { } tooLarge)
        {
            return (null, tooLarge);
        }

        if (state.Length > StoreLimits.SoftStateBytes)
        {
            EntityLog.LargeState(runtime.Log, key, state.Length);
        }

        var firstSeq = from.LastSeq + 1;
        var hash = ChainRules.Hash(from.LastHash.Span, draft.Version, firstSeq, draft.LastSeq, draft.RecordedAt, content);
        return (new()
        {
            Key = key,
            ExpectedEtag = from.Etag,
            Version = draft.Version,
            State = state,
            Lanes = lanes,
            EvolveVersion = definition.EvolveVersion,
            MinReader = definition.MinReader,
            Row = new(draft.Version, firstSeq, draft.LastSeq, draft.RecordedAt, content, hash),
            Command = command,
            Facts = facts,
            FactsBytes = factsBytes,
        }, null);
    }

    /// <summary>Writes it; afterwards, and only then, it is what decisions start from.</summary>
    public async Task<Confirmed<TState>> Write(Draft<TState, TCommand, TEvent> draft, EntityCommit commit)
    {
        runtime.Attend(key, TimeSpan.Zero);
        var began = EntityMetrics.CommitDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
        var etag = await runtime.Ask("The commit", key, store => store.Commit(commit));
        if (began != 0)
        {
            EntityMetrics.CommitDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("kind", key.Kind));
        }

        return new(draft.State, etag, commit.Version, commit.Row.LastSeq, draft.Lanes, commit.Row.RecordedAt, commit.Row.Hash, commit.Facts, commit.State.Length);
    }
}
