using System.Collections.Immutable;
using System.Diagnostics;
using SalesGrains.Entities.Commits;

namespace SalesGrains.Entities;

/// <content>What the system asks: due moments, re-evaluation, pings, history.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    // Far above what rules can mean: a rule that never runs dry must not hold its entity for good.
    private const int MostSlices = 1000;

    /// <inheritdoc/>
    public Task<EntityFacts?> OnDue(DateTimeOffset dueMoment, long clockVersion) => Turn(async _ =>
    {
        // One "now" for all slices of this call.
        var actor = Actor.System("clock");
        var (_, at) = await Frame(actor, dueMoment, clockVersion);
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
            if (facts is not null && FactsOrigin.Of(facts).IsOlderThan(new(at.Rules.Version, at.Calendar.Version, definition.FactsCode)))
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
        // Whoever pings saw a pending mark: an activation that believes it has none, or has not looked for a while, looks again.
        if (drain.IsIdle || Stopwatch.GetElapsedTime(seenAt) > runtime.Options.LookAgainAfter)
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
    public async Task<bool> Viewed(long version) => await drain.FactsSeen(version, runtime.Options.ViewTimeout);

    /// <inheritdoc/>
    public async Task<ImmutableArray<HistoryEntry>> History(long afterVersion, int take)
    {
        var commits = await runtime.Ask(
            "The history", Key, store => store.ReadCommits(Key, afterVersion, Math.Clamp(take, 1, 200)));
        return [.. commits.SelectMany(commit => HistoryRules.Entries(Key, commit))];
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
}
