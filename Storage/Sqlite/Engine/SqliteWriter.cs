using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Sqlite.Engine;

/// <summary>
/// One thread writes. Whatever waits when it gets round becomes one transaction, so one flush to the disk acknowledges many writes.
/// An operation that is refused changes nothing and disturbs nobody; any error leaves the whole transaction unknown and the
/// connection is opened anew.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly Channel<WriteOperation> queue;
    private readonly Func<SqliteSession> open;
    private readonly int maxBatch;
    private readonly ILogger log;
    private readonly Thread thread;
    private readonly List<WriteOperation> batch = [];
    private SqliteSession? session;

    public SqliteWriter(Func<SqliteSession> open, int capacity, int maxBatch, ILogger log)
    {
        this.open = open;
        this.maxBatch = maxBatch;
        this.log = log;
        session = open();
        queue = Channel.CreateBounded<WriteOperation>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            AllowSynchronousContinuations = false,
        });
        thread = new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" };
        thread.Start();
    }

    /// <summary>Transactions so far.</summary>
    public long Transactions { get; private set; }

    /// <summary>Operations in them.</summary>
    public long Operations { get; private set; }

    /// <summary>True when nobody waits: the moment for housekeeping.</summary>
    public bool Idle => queue.Reader.Count == 0;

    /// <summary>Runs an operation in the next transaction; completes after that transaction is on the disk.</summary>
    /// <param name="execute">Must check its conditions before it changes anything: an exception spoils the whole transaction.</param>
    /// <exception cref="StoreOutcomeUnknownException">The transaction failed; it may or may not have taken place.</exception>
    public async Task<T> Write<T>(Func<SqliteSession, T> execute)
    {
        var operation = new WriteOperation<T>(execute);
        while (!queue.Writer.TryWrite(operation))
        {
            // Full: the caller waits, which is how load is pushed back. Closed: nothing was sent.
            if (!await queue.Writer.WaitToWriteAsync().ConfigureAwait(false))
            {
                throw new ObjectDisposedException(nameof(SqliteWriter));
            }
        }

        return await operation.Result.ConfigureAwait(false);
    }

    private void Loop()
    {
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < maxBatch && queue.Reader.TryRead(out var operation))
            {
                batch.Add(operation);
            }

            try
            {
                RunBatch(session ??= open());
            }
            catch (Exception error)
            {
                StoreMetrics.Failed(batch.Count);
                log.LogError(error, "A transaction of {Count} writes failed; their outcome is unknown.", batch.Count);
                session?.Dispose();
                session = null;
                foreach (var operation in batch)
                {
                    operation.Fail(error);
                }

                continue;
            }

            foreach (var operation in batch)
            {
                operation.Complete();
            }
        }
    }

    private void RunBatch(SqliteSession on)
    {
        var began = Stopwatch.GetTimestamp();
        on.Use("BEGIN IMMEDIATE").Run();
        foreach (var operation in batch)
        {
            operation.Execute(on);
        }

        on.Use("COMMIT").Run();
        Transactions++;
        Operations += batch.Count;
        StoreMetrics.Committed(batch.Count, Stopwatch.GetElapsedTime(began));
    }

    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
        session?.Dispose();
    }
}
