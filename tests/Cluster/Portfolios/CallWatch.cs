using System.Collections.Concurrent;
using SalesGrains.Entities;

namespace SalesGrains.Portfolios;

/// <summary>Counts how many entities are being woken at once.</summary>
internal sealed class CallWatch
{
    private int now;

    public ConcurrentDictionary<string, int> Calls { get; } = new();

    public int Most { get; private set; }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.MethodName != nameof(IEntityGrain.OnDue))
        {
            await context.Invoke();
            return;
        }

        Calls.AddOrUpdate(context.TargetId.ToString(), 1, static (_, calls) => calls + 1);
        var many = Interlocked.Increment(ref now);
        lock (Calls)
        {
            Most = Math.Max(Most, many);
        }

        await context.Invoke();
        Interlocked.Decrement(ref now);
    }
}
