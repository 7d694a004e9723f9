using Microsoft.Extensions.Logging;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities;

/// <summary>
/// Deletes rows of command keys that expired long ago, in slices: many while nobody writes, one a minute otherwise.
/// </summary>
internal sealed class KeyPurge : IDisposable
{
    /// <summary>Most rows of one slice.</summary>
    public const int Slice = 500;

    private const int SlicesPerRound = 40;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Func<long, Task<int>> delete;
    private readonly Func<bool> idle;
    private readonly TimeProvider time;
    private readonly ILogger log;

    // Set again after each round, so that a clock that jumps by weeks starts one round and not thousands.
    private readonly ITimer timer;

    /// <param name="delete">Deletes at most <see cref="Slice"/> rows that were stored before a moment, in ticks, and says how many.</param>
    /// <param name="idle">True when nobody waits for the store.</param>
    public KeyPurge(Func<long, Task<int>> delete, Func<bool> idle, TimeProvider time, ILogger log)
    {
        (this.delete, this.idle, this.time, this.log) = (delete, idle, time, log);
        timer = time.CreateTimer(_ => _ = Run(), null, Round, Timeout.InfiniteTimeSpan);
    }

    private async Task Run()
    {
        try
        {
            var before = (time.GetUtcNow() - KeyRules.Lifetime - StoreLimits.KeyGrace).UtcTicks;
            for (var slice = 0; slice < SlicesPerRound; slice++)
            {
                if (await delete(before).ConfigureAwait(false) < Slice || !idle())
                {
                    break;
                }
            }
        }
        catch (Exception error)
        {
            log.LogWarning(error, "Expired command keys could not be purged; the next round tries again.");
        }
        finally
        {
            timer.Change(Round, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();
}
