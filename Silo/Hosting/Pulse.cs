using System.Diagnostics;

namespace SalesGrains.Hosting;

/// <summary>
/// Whether this process has run without a pause. One that stood still for longer than the limit may have been declared dead and replaced
/// meanwhile; it beats again only after it has looked and is a member still.
/// </summary>
/// <param name="limit">The longest time between two beats that is no pause; shorter than the silence after which others declare a silo dead.</param>
public sealed class Pulse(TimeSpan limit)
{
    private long last;
    private bool paused;

    /// <summary>True before the first beat, and while the last one is not older than the limit.</summary>
    /// <param name="now">A <see cref="Stopwatch"/> time stamp; that clock goes on while the process stands still.</param>
    public bool IsSteady(long now) => Volatile.Read(ref last) is var beat && (beat == 0 || Stopwatch.GetElapsedTime(beat, now) <= limit);

    /// <summary>
    /// One beat. The first one after a pause only notes it: whoever was about to declare this silo dead, when it went on, has done so by the
    /// next one, and then a look at the members tells.
    /// </summary>
    /// <param name="now">A <see cref="Stopwatch"/> time stamp.</param>
    /// <param name="isMember">Looks whether this silo is a member still.</param>
    public async Task Beat(long now, Func<Task<bool>> isMember)
    {
        if (!IsSteady(now))
        {
            if (!paused)
            {
                paused = true;
                return;
            }

            if (!await isMember())
            {
                return;
            }
        }

        paused = false;
        Volatile.Write(ref last, now);
    }

    /// <summary>It is not watched any more.</summary>
    public void End() => Volatile.Write(ref last, 0);
}
