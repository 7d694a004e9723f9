using SalesGrains.Organizations;

namespace SalesGrains.Entities;

/// <content>What is answered without a commit.</content>
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
}
