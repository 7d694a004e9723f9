using System.Diagnostics;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities;

/// <summary>
/// The entity protocol: load, decide, commit, answer, deliver. This is the only place where it is written; a grain of a kind adds the
/// kind's commands and views. Decisions start from what is confirmed and change nothing until the store has taken the commit.
/// </summary>
public abstract partial class EntityGrain<TState, TCommand, TEvent>(
    EntityRuntime runtime, EntityDefinition<TState, TCommand, TEvent> definition) : Grain, IEntityGrain
    where TState : class
    where TEvent : class
{
    // Held while a decision is on its way to the store: requests come one at a time, but the delivery loop records outcomes too.
    private readonly SemaphoreSlim turn = new(1);
    private readonly RecentKeys keys = new(runtime.Options.KeysInMemory);
    private EntityLoader<TState, TCommand, TEvent> loader = null!;
    private EntityCommitter<TState, TCommand, TEvent> committer = null!;
    private EntityDrain drain = null!;
    private Confirmed<TState>? confirmed;

    // True when this turn has read or written the entity's version: only then may it answer without a commit.
    private bool fresh;
    private long seenAt;

    /// <summary>The entity that this grain keeps.</summary>
    protected EntityKey Key { get; private set; }

    /// <summary>The state as last confirmed by the store.</summary>
    protected TState State => Current.State;

    /// <summary>Number of commits so far; 0 when nothing is stored.</summary>
    protected long Version => Current.Version;

    /// <summary>When the last commit was recorded: decisions look at no earlier moment, whatever the clock says.</summary>
    protected DateTimeOffset LastRecordedAt => Current.LastRecordedAt;

    /// <summary>True when the entity has an event: a refused command leaves its key and a version, but makes nothing.</summary>
    protected bool Exists => Current.LastSeq > 0;

    /// <summary>The current facts, or null when nothing is stored.</summary>
    protected EntityFacts? Facts => Current.Facts;

    private Confirmed<TState> Current => confirmed ?? throw Forgotten();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Key = EntityKey.Of(this.GetGrainId());
        loader = new(runtime, definition, Key);
        committer = new(runtime, definition, Key);
        drain = new(Key, runtime, GrainFactory, Record);
        try
        {
            await Load();
        }
        catch (StoreUnknownException)
        {
            // The first call reads again and says so to its caller.
        }
        catch (NewerRecordException)
        {
            // So does it here, and then lets another silo have the entity.
        }

        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        drain.Stop();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>
    /// Runs a piece of work that may commit; on its second run it is told what the first met. A definite conflict reads the entity again and starts over, once; any other failure of
    /// the store makes this activation forget and go, and the caller is told that the outcome is unknown.
    /// </summary>
    private async Task<T> Turn<T>(Func<Exception?, Task<T>> work)
    {
        await turn.WaitAsync();
        try
        {
            if (confirmed is null)
            {
                await Load();
            }

            try
            {
                return await work(null);
            }
            catch (Exception definite) when (IsConflict(definite))
            {
                await Load();
                return await work(definite);
            }
        }
        catch (Exception error) when (error is StoreUnknownException || IsConflict(error))
        {
            Forget();
            throw new OutcomeUnknownException(error.Message);
        }
        catch (NewerRecordException) when (confirmed is null)
        {
            MoveOn();
            throw;
        }
        finally
        {
            fresh = false;
            turn.Release();
        }
    }

    private static bool IsConflict(Exception error) => error is EtagConflictException or CommandKeyTakenException;

    /// <summary>Reads the entity; a read that fails leaves nothing to answer from.</summary>
    private async Task Load(bool anew = false)
    {
        try
        {
            (var stored, confirmed) = await loader.Load(anew);
            beyond = null;
            Seen();
            drain.Loaded(stored);
        }
        catch (Exception error)
        {
            confirmed = null;
            beyond = error as NewerRecordException;
            throw;
        }
    }

    private void Seen() => (fresh, seenAt) = (true, Stopwatch.GetTimestamp());

    /// <summary>Drops everything and goes; whatever was committed but not delivered is the sweeper's from here.</summary>
    private void Forget()
    {
        EntityLog.Forgets(runtime.Log, Key);
        confirmed = null;
        drain.Stop();
        DeactivateOnIdle();
    }

    /// <summary>One atomic commit; refused before the write when it is too large.</summary>
    private async Task<Rejection?> Commit(Draft<TState, TCommand, TEvent> draft, StoredCommand? command = null)
    {
        var (commit, tooLarge) = Rules("the facts", () => committer.Prepare(draft, command));
        if (commit is null)
        {
            return tooLarge;
        }

        confirmed = await committer.Write(draft, commit);
        Seen();
        drain.Committed(confirmed.Version, commit.Facts, draft.Effects);
        return null;
    }

    /// <summary>Calls rules. What they throw is a definite failure: nothing has been changed, the same call will fail again.</summary>
    private T Rules<T>(string where, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception error)
        {
            EntityLog.RulesFailed(runtime.Log, Key, where, error);
            throw new EntityFaultException($"{Key}, {where}: {error.GetType().Name}: {error.Message}");
        }
    }
}
