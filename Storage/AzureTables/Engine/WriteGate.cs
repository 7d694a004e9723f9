using Microsoft.Extensions.Logging;

namespace SalesGrains.AzureTables.Engine;

/// <summary>Holds callers back while as many writes are on their way as may be, and says once when writing fails and works again.</summary>
internal sealed class WriteGate(int most, ILogger log) : IDisposable
{
    private readonly SemaphoreSlim places = new(most, most);
    private int waiting;
    private int failing;

    /// <summary>True when nobody waits: the moment for housekeeping.</summary>
    public bool Idle => Volatile.Read(ref waiting) == 0;

    /// <summary>Takes a place; disposing of it lets the next one in.</summary>
    public async Task<Place> Enter()
    {
        Interlocked.Increment(ref waiting);
        try
        {
            await places.WaitAsync().ConfigureAwait(false);
            return new Place(places);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Worked()
    {
        if (Interlocked.Exchange(ref failing, 0) == 1)
        {
            log.LogWarning("Writing works again.");
        }
    }

    public void Failed(Exception error)
    {
        if (Interlocked.Exchange(ref failing, 1) == 0)
        {
            log.LogError(error, "A write failed; its outcome is unknown. Further failures are counted, not logged, until one succeeds.");
        }
    }

    public void Dispose() => places.Dispose();

    internal readonly struct Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
