using System.Diagnostics;

namespace SalesGrains.Company;

/// <summary>Kills the program at moments that a seed fixes, each after half a second to two seconds of useful time, and starts it again.</summary>
internal sealed class Killer(SalesProcess process, ulong seed)
{
    private readonly SplitMix64 random = new(seed);

    /// <summary>Kills so far.</summary>
    public int Kills { get; private set; }

    /// <summary>From each start of the process to its being ready.</summary>
    public List<TimeSpan> Starts { get; } = [];

    public async Task Kill(int times)
    {
        while (Kills < times)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500 + (random.Next() % 1500)));
            await process.Kill();
            Kills++;
            var began = Stopwatch.GetTimestamp();
            await process.Restart();
            Starts.Add(Stopwatch.GetElapsedTime(began));
        }
    }
}
