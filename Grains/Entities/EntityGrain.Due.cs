using System.Collections.Immutable;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities;

/// <content>What falls due: done item by item, so that one that fails hides no other.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    private static readonly Actor ClockActor = Actor.System("clock");

    /// <inheritdoc/>
    public Task<DueReply> OnDue(DateTimeOffset dueMoment, long clockVersion, bool giveUp, long failedAt) => Turn(async _ =>
    {
        // One "now" for all commits of this call.
        var (_, at) = await Frame(ClockActor, dueMoment, clockVersion);
        var failed = new Dictionary<string, FailedItem>(StringComparer.Ordinal);
        for (var commits = 0; commits < MostSlices; commits++)
        {
            var draft = await NewDraft(ClockActor, at.Now);
            while (Current.LastSeq > 0 && !FillWithDue(draft, failed))
            {
                draft = await NewDraft(ClockActor, at.Now);
            }

            if (draft.Events.Count > 0)
            {
                await CommitByItself(draft);
            }
            else if (!fresh)
            {
                failed.Clear();
                await Load();
            }
            else if (failed.Count == 0)
            {
                return new DueReply(Current.Facts);
            }
            else
            {
                var first = failed.Values.MinBy(item => item.At)!;
                if (giveUp && (failedAt == 0 || failedAt == Current.Version))
                {
                    await GiveUp(failed.Where(item => item.Value.At <= dueMoment), at.Now);
                }

                return new DueReply(Current.Facts, first.Error);
            }
        }

        throw new EntityFaultException($"{Key} finds more due after {MostSlices} commits.");
    });

    /// <summary>
    /// Puts what is due into a commit, in the order of its moments. False when an item failed: it is left out from then on, and the draft
    /// may hold a half of it.
    /// </summary>
    private bool FillWithDue(Draft<TState, TCommand, TEvent> draft, Dictionary<string, FailedItem> failed)
    {
        while (NextDue(draft, failed) is { } item)
        {
            try
            {
                var events = item.Do();
                if (events.IsDefaultOrEmpty)
                {
                    throw new InvalidOperationException("It came to nothing.");
                }

                if (draft.Events.Count > 0 && draft.Events.Count + events.Length > CommitLimits.Events)
                {
                    return true;
                }

                draft.Add(events, ClockActor);
            }
            catch (Exception error)
            {
                EntityLog.RulesFailed(runtime.Log, Key, item.Id, error);
                failed[item.Id] = new(item.At, $"{error.GetType().Name}: {error.Message}");
                return false;
            }
        }

        return true;
    }

    private DueItem<TEvent>? NextDue(Draft<TState, TCommand, TEvent> draft, Dictionary<string, FailedItem> failed) => Rules(
        "what is due", () => definition.Due(draft.State, draft.Context)
            .Where(item => item.At <= draft.Context.Now && !draft.Context.IsGivenUp(item.Id) && !failed.ContainsKey(item.Id))
            .MinBy(item => item.At));

    /// <summary>The dead letters first: once a moment is given up, nobody else will tell of it.</summary>
    private async Task GiveUp(IEnumerable<KeyValuePair<string, FailedItem>> items, DateTimeOffset now)
    {
        var draft = await NewDraft(ClockActor, now);
        var givenUp = draft.Lanes.GivenUp ?? ImmutableDictionary<string, string>.Empty;
        foreach (var (id, item) in items)
        {
            var letter = $"{Key}@{id}{(draft.Lanes.DueRetries is { } retries ? $"~{retries}" : "")}";
            await runtime.Ask("The dead letter", Key, async store =>
            {
                await store.PutDeadLetter(new(Key.Org, letter, Key, Key, null, item.Error, draft.RecordedAt));
                return true;
            });
            givenUp = givenUp.SetItem(id, letter);
        }

        draft.Lanes = draft.Lanes with { GivenUp = givenUp };
        await CommitByItself(draft);
    }

    /// <summary>A person asks for a moment that was given up: it is due again. False when this entity has not given it up.</summary>
    private Task<bool> RetryDue(DeadLetter letter) => Turn(async _ =>
    {
        while (true)
        {
            if (Current.Lanes.GivenUp?.FirstOrDefault(item => item.Value == letter.Id).Key is { } id)
            {
                var draft = await NewDraft(Actor.System("replay"));
                var left = draft.Lanes.GivenUp!.Remove(id);
                draft.Lanes = draft.Lanes with { GivenUp = left.IsEmpty ? null : left, DueRetries = (draft.Lanes.DueRetries ?? 0) + 1 };
                await CommitByItself(draft);
                return true;
            }

            if (fresh)
            {
                return false;
            }

            await Load();
        }
    });

    private async Task<Draft<TState, TCommand, TEvent>> NewDraft(Actor actor, DateTimeOffset? now = null)
    {
        var (organization, context) = await Frame(actor, now);
        return new(definition, Current, context, organization, runtime.Effects);
    }

    /// <summary>A commit that nobody commanded; too large is a fault of the rules.</summary>
    private async Task CommitByItself(Draft<TState, TCommand, TEvent> draft)
    {
        if (await Commit(draft) is { } tooLarge)
        {
            throw new EntityFaultException($"{Key}: {tooLarge.Code}");
        }
    }

    private sealed record FailedItem(DateTimeOffset At, string Error);
}
