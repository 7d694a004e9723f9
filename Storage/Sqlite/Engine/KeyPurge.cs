using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Sqlite.Engine;

/// <summary>
/// Deletes rows of command keys that expired long ago, in slices that take their turn among the writes: many while nobody writes,
/// one a minute otherwise.
/// </summary>
internal sealed class KeyPurge : IDisposable
{
    private const int Slice = 500;
    private const int SlicesPerRound = 40;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly SqliteWriter writer;
    private readonly TimeProvider time;
    private readonly ILogger log;

    // Set again after each round, so that a clock that jumps by weeks starts one round and not thousands.
    private readonly ITimer timer;

    public KeyPurge(SqliteWriter writer, TimeProvider time, ILogger log)
    {
        (this.writer, this.time, this.log) = (writer, time, log);
        timer = time.CreateTimer(_ => _ = Run(), null, Round, Timeout.InfiniteTimeSpan);
    }

    private async Task Run()
    {
        try
        {
            var before = (time.GetUtcNow() - KeyRules.Lifetime - StoreLimits.KeyGrace).UtcTicks;
            for (var slice = 0; slice < SlicesPerRound; slice++)
            {
                if (await writer.Write(session => Delete(session, before)).ConfigureAwait(false) < Slice || !writer.Idle)
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

    // Row numbers rise with time, so only the oldest slice is looked at.
    private static int Delete(SqliteSession session, long before) => session.Use("""
        DELETE FROM command WHERE row IN (SELECT row FROM (SELECT row, stored_at FROM command ORDER BY row LIMIT ?2) WHERE stored_at < ?1)
        """).Bind(1, before).Bind(2, Slice).Run();

    public void Dispose() => timer.Dispose();
}
