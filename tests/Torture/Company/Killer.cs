using System.Diagnostics;

namespace SalesGrains.Company;

/// <summary>Kills the program at moments that a seed fixes, each after half a second to two seconds of useful time, and
/// starts it again. Time is useful once the clients are being answered.</summary>
internal sealed class Killer(SalesProcess process, Func<long> answered, ulong seed)
{
    private const int Busy = 32;

    private readonly SplitMix64 random = new(seed);

    /// <summary>Kills so far.</summary>
    public int Kills { get; private set; }

    /// <summary>From each start of the process to its being ready.</summary>
    public List<TimeSpan> Starts { get; } = [];

    public async Task Kill(int times)
    {
        while (Kills < times)
        {
            var before = answered();
            await Wait.Until(() => answered() > before + Busy, TimeSpan.FromMinutes(1), "the clients to be answered");
            await Task.Delay(TimeSpan.FromMilliseconds(500 + (random.Next() % 1500)));
            await process.Kill();
            Kills++;
            var began = Stopwatch.GetTimestamp();
            await process.Restart();
            Starts.Add(Stopwatch.GetElapsedTime(began));
        }
    }
}
