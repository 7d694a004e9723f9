using SalesGrains.Conformance;
using SalesGrains.PostgreSql;

namespace SalesGrains.Company;

/// <summary>
/// Between programs and database: cuts connections at a write, before the server gets it or after it has answered, holds writes back, and
/// now and then lets one hang for longer than anybody waits.
/// </summary>
internal sealed class Saboteur(PostgreSqlProxy proxy, ulong seed)
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private readonly SplitMix64 random = new(seed);

    /// <summary>Moments at which writes hung.</summary>
    public int Hangs { get; private set; }

    /// <summary>Works until it is told to stop.</summary>
    public async Task Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            switch (random.Next() % 40)
            {
                case 0:
                    proxy.Delay = Hang;
                    await Pause(20, stop);
                    proxy.Delay = TimeSpan.Zero;
                    Hangs++;
                    break;
                case < 8:
                    proxy.Delay = TimeSpan.FromMilliseconds(50);
                    await Pause(300, stop);
                    proxy.Delay = TimeSpan.Zero;
                    break;
                default:
                    proxy.CutNext(random.Next() % 2 == 0 ? WriteFault.Before : WriteFault.After);
                    await Pause(300 + (int)(random.Next() % 900), stop);
                    break;
            }
        }

        proxy.Delay = TimeSpan.Zero;
    }

    private static Task Pause(int milliseconds, CancellationToken stop) =>
        Task.Delay(milliseconds, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
