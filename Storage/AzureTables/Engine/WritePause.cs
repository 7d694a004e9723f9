using System.Diagnostics;
using Azure.Data.Tables;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Engine;

/// <summary>
/// A backup that finds no moment without a write asks for one: while its row is there, writes wait. Whoever writes looks for the row, at
/// most once a second and without waiting for the answer; so one write may still slip through, which the backup notices.
/// </summary>
/// <param name="read">Reads the row, or null.</param>
/// <param name="remove">Deletes the row as it was read.</param>
internal sealed class WritePause(Func<Task<TableEntity?>> read, Func<TableEntity, Task> remove)
{
    /// <summary>Where the row stands.</summary>
    public const string Partition = "backup";

    /// <inheritdoc cref="Partition"/>
    public const string Row = "pause";

    /// <summary>By when everybody who writes has seen the row.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(1);

    /// <summary>Longest that writes wait for one row: a backup that was killed leaves its own behind.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan again = TimeSpan.FromMilliseconds(100);

    private volatile TaskCompletionSource? held;
    private long looked = Stopwatch.GetTimestamp() - (Notice.Ticks * Stopwatch.Frequency / TimeSpan.TicksPerSecond);
    private int looking;
    private string? overdue;

    /// <summary>Waits while a backup asks for it.</summary>
    public Task Wait()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref looked)) >= Notice && Interlocked.Exchange(ref looking, 1) == 0)
        {
            _ = Look();
        }

        return held?.Task ?? Task.CompletedTask;
    }

    private async Task Look()
    {
        var left = (TableEntity?)null;
        try
        {
            var (since, seen) = (0L, (string?)null);
            while (await read().ConfigureAwait(false) is { } row && row.ETag.ToString() is var etag && etag != overdue)
            {
                (since, seen) = etag == seen ? (since, seen) : (Stopwatch.GetTimestamp(), etag);
                if (Stopwatch.GetElapsedTime(since) >= Longest)
                {
                    (overdue, left) = (etag, row);
                    break;
                }

                held ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                await Task.Delay(again).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // An account that cannot be asked holds nobody back: the write itself will say what is wrong.
        }
        finally
        {
            var waiting = held;
            held = null;
            Volatile.Write(ref looked, Stopwatch.GetTimestamp());
            Volatile.Write(ref looking, 0);
            waiting?.SetResult();
        }

        if (left is not null)
        {
            await Remove(left).ConfigureAwait(false);
        }
    }

    // Whoever starts later need not wait for it as well.
    private async Task Remove(TableEntity row)
    {
        try
        {
            await remove(row).ConfigureAwait(false);
        }
        catch (StoreOutcomeUnknownException)
        {
            // Then it is here for the next one.
        }
    }
}
