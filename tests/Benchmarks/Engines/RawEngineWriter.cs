using System.Collections.Immutable;
using System.Diagnostics;
using SalesGrains.Benchmarks.Commands;

namespace SalesGrains.Benchmarks.Engines;

/// <summary>
/// The baseline of an engine: the same rows and bytes put into it by as many callers, each waiting for its own before it takes the next.
/// No Orleans, no rules, no JSON.
/// </summary>
internal abstract class RawEngineWriter : IAsyncDisposable
{
    /// <summary>Makes what the rows need to be there; before the clock runs.</summary>
    public abstract Task Prepare(ImmutableArray<WrittenRow> rows);

    /// <summary>Seconds that it takes to write all rows.</summary>
    public async Task<double> Write(ImmutableArray<WrittenRow> rows, int callers)
    {
        var began = Stopwatch.GetTimestamp();
        var taken = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref taken)) < rows.Length;)
            {
                await Put(rows[i]);
            }
        })));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Writes a row; complete when it is durable.</summary>
    protected abstract Task Put(WrittenRow row);
}
