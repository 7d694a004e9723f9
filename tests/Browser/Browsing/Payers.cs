using System.Diagnostics;

namespace SalesGrains.Browsing;

/// <summary>API clients that book small receipts one after another, until told to hold on.</summary>
public sealed class Payers : IAsyncDisposable
{
    private const int Many = 2;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim turns = new(Many);
    private readonly SplitMix64 random;
    private readonly Task working;
    private readonly long began = Stopwatch.GetTimestamp();
    private int booked;

    public Payers(Company company, SplitMix64 random)
    {
        this.random = random;
        working = Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(() => Work(company))));
    }

    /// <summary>Receipts answered so far.</summary>
    public int Booked => Volatile.Read(ref booked);

    /// <summary>Receipts per second since the beginning.</summary>
    public double Rate => Booked / Stopwatch.GetElapsedTime(began).TotalSeconds;

    /// <summary>Waits until so many more are booked.</summary>
    public Task More(int count)
    {
        var until = Booked + count;
        return Wait.Until(() => Booked >= until || working.IsFaulted, Company.Patience, $"{count} more receipts");
    }

    /// <summary>Lets nobody book while something is done.</summary>
    public async Task Hold(Func<Task> quiet)
    {
        for (var i = 0; i < Many; i++)
        {
            await turns.WaitAsync();
        }

        await quiet();
        turns.Release(Many);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await working;
        stop.Dispose();
        turns.Dispose();
    }

    private async Task Work(Company company)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50 * Many));
        while (!stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            await turns.WaitAsync(CancellationToken.None);
            try
            {
                var (contract, fen) = Next();
                await company.Cashier.Post(
                    $"/customers/{contract.CustomerId}/receipts",
                    new { amount = $"{fen / 100}.{fen % 100:00}", receivedOn = Books.Day(company.Today), contractId = contract.Id, method = "bank" });
                Interlocked.Increment(ref booked);
            }
            finally
            {
                turns.Release();
            }
        }
    }

    private (BookContract Contract, ulong Fen) Next()
    {
        lock (random)
        {
            return (Books.Contracts[random.Next() % (ulong)Books.Contracts.Length], 100 + (random.Next() % 900_000));
        }
    }
}
