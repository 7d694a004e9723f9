using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>
/// One connection that writes. Whatever waits when it gets round becomes one transaction, sent in one message: one round trip and one
/// flush to the disk acknowledge many writes. An operation that is refused changes nothing and disturbs nobody. When the server refuses
/// the transaction, its operations are tried again each alone, so that one cannot spoil the others; when the connection fails, their
/// outcome is unknown and a new connection is opened.
/// </summary>
internal sealed class PostgreSqlWriter : IAsyncDisposable
{
    // More would not fit into the server's memory for one sort of work, and would be written to a file first.
    private const int MaxBatchBytes = 1 << 20;

    private readonly Channel<WriteOperation> queue;
    private readonly NpgsqlDataSource source;
    private readonly PostgreSqlStorageOptions options;
    private readonly ILogger log;
    private readonly Task loop;
    private WriteOperation? next;
    private NpgsqlConnection? connection;
    private bool failing;

    public PostgreSqlWriter(NpgsqlDataSource source, PostgreSqlStorageOptions options, ILogger log)
    {
        (this.source, this.options, this.log) = (source, options, log);
        queue = Channel.CreateBounded<WriteOperation>(new BoundedChannelOptions(options.QueueCapacity)
        {
            SingleReader = true,
            AllowSynchronousContinuations = false,
        });
        loop = Task.Run(Loop);
    }

    /// <summary>Transactions so far.</summary>
    public long Transactions { get; private set; }

    /// <summary>Operations in them.</summary>
    public long Operations { get; private set; }

    /// <summary>True when nobody waits: the moment for housekeeping.</summary>
    public bool Idle => queue.Reader.Count == 0;

    /// <summary>Runs an operation in the next transaction; completes after that transaction is on the disk.</summary>
    /// <exception cref="StoreOutcomeUnknownException">The transaction failed; it may or may not have taken place.</exception>
    public async Task<T> Write<T>(WriteOperation<T> operation)
    {
        while (!queue.Writer.TryWrite(operation))
        {
            // Full: the caller waits, which is how load is pushed back. Closed: nothing was sent.
            if (!await queue.Writer.WaitToWriteAsync().ConfigureAwait(false))
            {
                throw new ObjectDisposedException(nameof(PostgreSqlWriter));
            }
        }

        return await operation.Result.ConfigureAwait(false);
    }

    private async Task Loop()
    {
        while (next is not null || await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = Take();
            try
            {
                await Run(batch).ConfigureAwait(false);
            }
            catch (PostgresException refused) when (batch.Count > 1 && Refused(refused))
            {
                log.LogWarning(refused, "A transaction of {Count} writes was refused; each is tried alone.", batch.Count);
                foreach (var operation in batch.Operations)
                {
                    await RunAlone(operation).ConfigureAwait(false);
                }
            }
            catch (Exception error)
            {
                await Fail(batch, error).ConfigureAwait(false);
            }
        }
    }

    private WriteBatch Take()
    {
        var batch = new WriteBatch();
        while (next is not null || queue.Reader.TryRead(out next))
        {
            if (!batch.TryAdd(next, options.MaxBatch, MaxBatchBytes))
            {
                break;
            }

            next = null;
        }

        return batch;
    }

    private async Task RunAlone(WriteOperation operation)
    {
        var batch = new WriteBatch();
        batch.TryAdd(operation, 1, 0);
        try
        {
            await Run(batch).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await Fail(batch, error).ConfigureAwait(false);
        }
    }

    private async Task Run(WriteBatch batch)
    {
        connection ??= await source.OpenConnectionAsync().ConfigureAwait(false);
        var began = Stopwatch.GetTimestamp();
        await batch.Execute(connection, options.Timeout).ConfigureAwait(false);
        Transactions++;
        Operations += batch.Count;
        StoreMetrics.Committed(batch.Count, Stopwatch.GetElapsedTime(began));
        if (failing)
        {
            failing = false;
            log.LogWarning("Writing works again.");
        }

        foreach (var operation in batch.Operations)
        {
            operation.Complete();
        }
    }

    private async Task Fail(WriteBatch batch, Exception error)
    {
        StoreMetrics.Failed(batch.Count);
        if (!failing)
        {
            failing = true;
            log.LogError(error, "A transaction of {Count} writes failed; their outcome is unknown. Further failures are counted, not logged, until one succeeds.", batch.Count);
        }

        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            connection = null;
        }

        foreach (var operation in batch.Operations)
        {
            operation.Fail(error);
        }
    }

    // An error of the statement rolls everything back; a fatal one says nothing about what came before it.
    private static bool Refused(PostgresException error) => error.InvariantSeverity == "ERROR";

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop.ConfigureAwait(false);
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
