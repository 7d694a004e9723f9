namespace SalesGrains.Entities.Faults;

/// <summary>
/// A network between grains that loses and doubles: some deliveries never arrive, some arrive twice, of some the answer is lost.
/// What happens depends on the seed and the call's number only.
/// </summary>
public sealed class LossyCalls(ulong seed) : IIncomingGrainCallFilter
{
    private long calls;

    /// <summary>In one of how many deliveries something goes wrong; 0 for none, 1 loses every one.</summary>
    public int OneIn { get; set; } = 3;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (OneIn == 0 || context.MethodName != nameof(IEntityGrain.Deliver))
        {
            await context.Invoke();
            return;
        }

        var random = new SplitMix64(seed + (ulong)Interlocked.Increment(ref calls)).Next();
        if (random % (ulong)OneIn != 0)
        {
            await context.Invoke();
            return;
        }

        switch (OneIn == 1 ? 0 : random / (ulong)OneIn % 3)
        {
            case 0:
                throw new TimeoutException("Planned: the delivery was lost.");
            case 1:
                await context.Invoke();
                throw new TimeoutException("Planned: the answer was lost.");
            default:
                await context.Invoke();
                await context.Invoke();
                break;
        }
    }
}
