using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>One caller's part of a transaction.</summary>
internal abstract class WriteOperation(EntityKey key)
{
    /// <summary>The entity it writes. Operations of one entity keep their order and never share a statement.</summary>
    public EntityKey Key { get; } = key;

    /// <summary>How much it sends, about, in bytes.</summary>
    public abstract int Bytes { get; }

    /// <summary>Forgets what an earlier attempt answered.</summary>
    public abstract void Prepare();

    /// <summary>Its transaction is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Nobody knows whether its transaction is on the disk.</summary>
    public abstract void Fail(Exception error);
}

/// <inheritdoc cref="WriteOperation"/>
internal abstract class WriteOperation<T>(EntityKey key) : WriteOperation(key)
{
    // Continuations elsewhere: the writer must not run a caller's code.
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the caller waits for.</summary>
    public Task<T> Result => done.Task;

    /// <summary>What the transaction answers, known before it is on the disk.</summary>
    public abstract T Answer { get; }

    public override void Complete() => done.TrySetResult(Answer);

    public override void Fail(Exception error) =>
        done.TrySetException(new StoreOutcomeUnknownException("The write failed; it is unknown whether it took place.", error));
}
