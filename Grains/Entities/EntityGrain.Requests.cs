using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Delivery;

namespace SalesGrains.Entities;

/// <content>What the system asks: due moments, deliveries, pings, re-evaluation, history.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    // Far above what rules can mean: a rule that never runs dry must not hold its entity for good.
    private const int MostSlices = 1000;

    /// <inheritdoc/>
    public Task<EntityFacts?> OnDue(DateTimeOffset dueMoment) => Turn(async _ =>
    {
        // One "now" for all slices of this call.
        var actor = Actor.System("clock");
        var (_, at) = await Frame(actor, dueMoment);
        return await Slices(actor, at.Now, definition.Due, force: false);
    });

    /// <inheritdoc/>
    public Task<EntityFacts?> Reevaluate() => Turn(async _ =>
    {
        var actor = Actor.System("rules");
        var (_, at) = await Frame(actor);
        while (true)
        {
            var facts = Current.Facts;
            var current = facts is null || (facts.RulesVersion == at.Rules.Version
                && facts.CalendarVersion == at.Calendar.Version && facts.FactsCode == definition.FactsCode);
            if (!current)
            {
                return await Slices(actor, at.Now, definition.Reevaluate, force: true);
            }

            if (fresh)
            {
                return facts;
            }

            await Load();
        }
    });

    /// <inheritdoc/>
    public async Task Ping()
    {
        // Whoever pings saw a pending mark; an activation that believes it has none looks again.
        if (drain.IsIdle)
        {
            await Turn(async _ =>
            {
                if (!fresh)
                {
                    await Load();
                }

                return true;
            });
        }

        drain.Kick();
    }

    /// <inheritdoc/>
    public Task<LaneReply> Deliver(LaneBatch batch) => Turn(async _ =>
    {
        var inbox = new EntityInbox<TState, TCommand, TEvent>(definition, runtime.Effects, batch);
        while (true)
        {
            var (organization, context) = await Frame(Actor.System("lanes"));
            var step = inbox.Next(
                Current, actor => new(definition, Current, context with { Actor = actor }, organization, runtime.Effects));
            var failed = step.Failed;
            if (step.Draft is not null)
            {
                failed = await Take(step.Draft);
                if (failed is null || inbox.Smaller())
                {
                    continue;
                }
            }

            if (fresh)
            {
                return inbox.Answer(Current, failed);
            }

            await Load();
        }
    });

    /// <inheritdoc/>
    public async Task<bool> Viewed(long version) => await drain.FactsSeen(version, runtime.Options.ViewTimeout);

    /// <inheritdoc/>
    public async Task<ImmutableArray<HistoryEntry>> History(long afterVersion, int take)
    {
        var commits = await runtime.Ask(
            "The history", Key, store => store.ReadCommits(Key, afterVersion, Math.Clamp(take, 1, 200)));
        return [.. commits.SelectMany(commit => HistoryRules.Entries(Key, commit))];
    }

    /// <inheritdoc/>
    public async Task<bool> ReplayDeadLetter(string letterId)
    {
        var letters = await runtime.Ask("The dead letters", Key, store => store.ReadDeadLetters(Key.Org));
        if (letters.FirstOrDefault(one => one.Id == letterId && one.Source == Key) is not { Payload: { } payload } letter)
        {
            return false;
        }

        // The key makes it one effect, however often it is asked for before the letter is closed.
        var key = $"replay/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letterId)))}";
        await Turn(async conflict =>
        {
            var actor = Actor.System("replay");
            if (conflict is CommandKeyTakenException)
            {
                return true;
            }

            var (organization, context) = await Frame(actor);
            var draft = new Draft<TState, TCommand, TEvent>(definition, Current, context, organization, runtime.Effects);
            draft.Send(letter.Target, $"{letterId}/replay", payload, actor, draft.RecordedAt);
            await Commit(draft, KeyRow(draft, new(actor, key)));
            return true;
        });
        await runtime.Ask("The dead letter", Key, async store =>
        {
            await store.CloseDeadLetter(Key.Org, letterId);
            return true;
        });
        return true;
    }

    /// <summary>Commits what a consumer took; the error of its own code, or null when it is committed.</summary>
    private async Task<string?> Take(Draft<TState, TCommand, TEvent> draft)
    {
        try
        {
            return (await Commit(draft))?.Code;
        }
        catch (EntityFaultException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>
    /// Commits slices until none is left, each at most as large as a commit may be. Answers with the facts after the last, from a
    /// version that was read or written in this turn.
    /// </summary>
    private async Task<EntityFacts?> Slices(
        Actor actor, DateTimeOffset now, Func<TState, DecisionContext, ImmutableArray<TEvent>> next, bool force)
    {
        for (var slices = 0; slices < MostSlices; slices++)
        {
            var (organization, context) = await Frame(actor, now);
            var events = Current.LastSeq == 0 ? [] : Rules("a due moment", () => next(Current.State, context));
            if (!events.IsDefaultOrEmpty || (force && Current.Version > 0))
            {
                var draft = new Draft<TState, TCommand, TEvent>(definition, Current, context, organization, runtime.Effects);
                Rules("an event", () => draft.Add(events.IsDefault ? [] : events, actor));
                if (await Commit(draft) is { } tooLarge)
                {
                    throw new EntityFaultException($"{Key}: {tooLarge.Code}");
                }

                force = false;
                continue;
            }

            if (fresh)
            {
                return Current.Facts;
            }

            await Load();
        }

        throw new EntityFaultException($"{Key} finds more due after {MostSlices} slices.");
    }

    /// <summary>
    /// Records, as the source, that a consumer refused or never took an effect. Its number goes into the same commit, so that a repeat
    /// records nothing twice.
    /// </summary>
    private Task Record(UndeliveredEffect effect, LaneItem item) => Turn(async _ =>
    {
        var to = effect.To.ToString();
        var (organization, context) = await Frame(Actor.System("lanes"));
        if (Current.Lanes.Recorded.GetValueOrDefault(to) >= item.Number)
        {
            return true;
        }

        var decision = Rules("an undelivered effect", () => definition.Undelivered(Current.State, effect, context));
        if (decision.Rejection is null && decision.Events.Length > 0)
        {
            var draft = new Draft<TState, TCommand, TEvent>(definition, Current, context, organization, runtime.Effects);
            Rules("an event", () => draft.Add(decision.Events, context.Actor, item.EffectId));
            draft.Lanes = draft.Lanes with { Recorded = draft.Lanes.Recorded.SetItem(to, item.Number) };
            if (await Commit(draft) is { } tooLarge)
            {
                throw new EntityFaultException($"{Key}: {tooLarge.Code}");
            }
        }

        return true;
    });
}
