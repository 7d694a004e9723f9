using System.Collections.Concurrent;

namespace SalesGrains.Upgrades;

/// <summary>Counts how often a silo has tried to deliver something to each entity, whatever came of it.</summary>
internal sealed class DeliveryCount : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<GrainId, int> tries = new();

    public int Of(GrainId target) => tries.GetValueOrDefault(target);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        finally
        {
            if (context.MethodName == "Deliver")
            {
                tries.AddOrUpdate(context.TargetId, 1, (_, before) => before + 1);
            }
        }
    }
}
