using System.Diagnostics;

namespace SalesGrains.Company;

/// <summary>Kills a program at moments that a seed fixes, each after half a second to two seconds of useful time, and starts it again.
/// Time is useful once the clients are being answered.</summary>
internal sealed class Killer(Site site, Func<long> answered, ulong seed)
{
    private const int Busy = 32;
    private const int Tries = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly SplitMix64 random = new(seed);

    /// <summary>Kills so far.</summary>
    public int Kills { get; private set; }

    /// <summary>What starts said that ended because the database did not serve them.</summary>
    public List<string> FailedStarts { get; } = [];

    /// <summary>From each start of a process to its being ready.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>Goes on until there were so many kills and so many commands were answered, the kills spread evenly over the commands.</summary>
    public async Task Kill(int times, int commands)
    {
        while (Kills < times || answered() < commands)
        {
            var before = Math.Max(answered(), (long)commands * Kills / times - Busy);
            await Wait.Until(() => answered() > before + Busy, Patience, "the clients to be answered");
            await Task.Delay(TimeSpan.FromMilliseconds(500 + (random.Next() % 1500)));
            var program = (int)(random.Next() % (ulong)site.Programs.Length);
            await site.Programs[program].Kill();
            Kills++;
            var began = Stopwatch.GetTimestamp();
            await Start(program);
            Starts.Add(Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>As a supervisor does: a start that the database does not serve ends, and is tried again.</summary>
    private async Task Start(int program)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await site.Restart(program);
                return;
            }
            catch (InvalidOperationException ended) when (site.HasServer && tries < Tries)
            {
                FailedStarts.Add(ended.Message);
            }
        }
    }
}
