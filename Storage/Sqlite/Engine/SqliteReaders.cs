using System.Collections.Concurrent;

namespace SalesGrains.Sqlite.Engine;

/// <summary>
/// Reads on connections of their own: in WAL mode they never wait for the writer. They always leave the caller's thread, because a
/// grain's turn must not wait for a disk, and because a reminder range that is read synchronously loses ticks.
/// </summary>
internal sealed class SqliteReaders(Func<SqliteSession> open, int concurrency) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> idle = [];
    private readonly SemaphoreSlim slots = new(concurrency);
    private volatile bool closed;

    /// <summary>Runs a read on a pooled connection.</summary>
    public async Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken cancellation = default)
    {
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => OnSession(read), cancellation).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    private T OnSession<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!idle.TryTake(out var session))
        {
            session = open();
        }

        T result;
        try
        {
            result = read(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        idle.Add(session);
        if (closed)
        {
            CloseIdle();
        }

        return result;
    }

    public void Dispose()
    {
        closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
