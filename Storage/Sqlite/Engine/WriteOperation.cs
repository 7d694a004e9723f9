using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Sqlite.Engine;

/// <summary>One caller's part of a transaction.</summary>
internal abstract class WriteOperation
{
    public abstract void Execute(SqliteSession session);

    /// <summary>The transaction is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Nobody knows whether the transaction is on the disk.</summary>
    public abstract void Fail(Exception error);
}

/// <inheritdoc cref="WriteOperation"/>
internal sealed class WriteOperation<T>(Func<SqliteSession, T> execute) : WriteOperation
{
    // Continuations elsewhere: the writer's thread must not run a caller's code.
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Result => done.Task;

    public override void Execute(SqliteSession session) => result = execute(session);

    public override void Complete() => done.TrySetResult(result);

    public override void Fail(Exception error) =>
        done.TrySetException(new StoreOutcomeUnknownException("The write failed; it is unknown whether it took place.", error));
}
