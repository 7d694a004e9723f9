using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SalesGrains.Organizations;

namespace SalesGrains.Entities;

/// <content>What is answered without a commit, and activations that have nothing to answer from: what was read is unknown, or beyond what this program can read.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    /// <summary>
    /// Before a view is answered from memory: what is not there is looked for, and so is everything for a while after a silo came or went,
    /// when an entity may live twice and this may be the one that others do not write to.
    /// </summary>
    /// <exception cref="OutcomeUnknownException">The store does not say.</exception>
    protected Task See() => Exists && !runtime.Silos.HaveChanged ? Task.CompletedTask : Turn(async _ =>
    {
        if (!fresh)
        {
            await Load();
        }

        return true;
    });

    /// <summary>What decisions look at, for a view that derives something from now.</summary>
    protected async ValueTask<DecisionContext> Look(Actor actor)
    {
        try
        {
            return (await Frame(actor)).Context;
        }
        catch (StoreUnknownException error)
        {
            throw new OutcomeUnknownException(error.Message);
        }
    }

    // Why the last read left nothing, when the record was a newer program's.
    private NewerRecordException? beyond;

    /// <summary>A view asks an activation that knows nothing: it goes, so that the next call reads again, if need be at another silo.</summary>
    private Exception Forgotten()
    {
        if (beyond is not null)
        {
            MoveOn();
            return new NewerRecordException(beyond.Message);
        }

        DeactivateOnIdle();
        return new OutcomeUnknownException($"{Key} has to be read again; repeat the call.");
    }

    /// <summary>
    /// Lets another silo have the entity, whose program may be newer. Callers remember where it was: merely gone, it would be back here at
    /// their next call.
    /// </summary>
    private void MoveOn()
    {
        var oracle = ServiceProvider.GetService<ISiloStatusOracle>();
        var others = oracle?.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(oracle.SiloAddress)).ToArray() ?? [];
        if (others.Length == 0)
        {
            DeactivateOnIdle();
            return;
        }

        // Any of them: which are newer is not known, and the next one moves it on again.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, others[(int)(Environment.TickCount64 % others.Length)]);
        MigrateOnIdle();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
    }
}
