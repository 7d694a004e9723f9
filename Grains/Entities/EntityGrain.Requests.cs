using System.Collections.Immutable;
using System.Diagnostics;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities;

/// <content>What the system asks: due moments, re-evaluation, pings, history.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    // Far above what rules can mean: rules that never run dry must not hold their entity for good.
    private const int MostSlices = 1000;

    private static readonly Actor RulesActor = Actor.System("rules");

    /// <inheritdoc/>
    public Task<EntityFacts?> Reevaluate() => Turn(async _ =>
    {
        var draft = await NewDraft(RulesActor);
        if (!IsOlder(draft.Context) && !fresh)
        {
            await Load();
            draft = await NewDraft(RulesActor);
        }

        if (!IsOlder(draft.Context))
        {
            return Current.Facts;
        }

        // The first commit makes the facts anew, whether or not anything happens; more follow as long as the rules find something.
        for (var commits = 0; commits < MostSlices; commits++, draft = await NewDraft(RulesActor))
        {
            var now = draft;
            var events = Current.LastSeq == 0 ? [] : Rules("newer rules", () => definition.Reevaluate(Current.State, now.Context));
            if (events.IsDefaultOrEmpty && commits > 0)
            {
                return Current.Facts;
            }

            Rules("an event", () => now.Add(events.IsDefault ? [] : events, RulesActor));
            await CommitByItself(now);
        }

        throw new EntityFaultException($"{Key} finds more to re-evaluate after {MostSlices} commits.");
    });

    /// <inheritdoc/>
    public Task<EntityFacts?> Restate(Actor actor) => Turn(async _ =>
    {
        await Load(anew: true);
        if (Current.LastSeq == 0)
        {
            return null;
        }

        await CommitByItself(await NewDraft(actor));
        return Current.Facts;
    });

    private bool IsOlder(DecisionContext context) => Current.Facts is { } facts
        && FactsOrigin.Of(facts).IsOlderThan(
            new(context.Rules.Version, context.Calendar.Version, definition.FactsCode), definition.FollowsRules);

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
}
