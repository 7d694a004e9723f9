using SalesGrains.Carriage.Entities;
using SalesGrains.Entities;
using SalesGrains.Machine;

namespace SalesGrains.Carriage.Machine;

/// <summary>Calls between entities: lost, late, twice; and a directory under which two activations of one entity can live side by side.</summary>
public sealed class CarrierNetwork(CarrierWorld world)
{
    /// <summary>How long a caller waits before it takes the outcome for unknown, ms.</summary>
    private const int Timeout = 5_000;

    private readonly Dictionary<EntityKey, CarrierEntity> _current = [];
    private readonly Dictionary<EntityKey, CarrierEntity> _others = [];

    /// <summary>The answer, or null when it is unknown.</summary>
    public Task<Reply?> Call(Life caller, EntityKey to, Func<CarrierEntity, Task<Reply?>> ask)
    {
        var answer = new TaskCompletionSource<Reply?>();
        world.At(Timeout, caller, () => answer.TrySetResult(null));
        for (var copies = world.Faults.Copies(); copies > 0; copies--)
        {
            world.At(world.Faults.Latency(), world.Outside, () =>
            {
                if (Route(to) is { } entity)
                {
                    world.Start(() => Arrive(entity));
                }
            });
        }

        return answer.Task;

        async Task Arrive(CarrierEntity entity)
        {
            var reply = await ask(entity);
            if (!world.Faults.LosesAnswer())
            {
                world.At(world.Faults.Latency(), caller, () => answer.TrySetResult(reply));
            }
        }
    }

    /// <summary>Takes an activation out of the directory.</summary>
    public void Forget(CarrierEntity entity)
    {
        if (_current.GetValueOrDefault(entity.Key) == entity)
        {
            _current.Remove(entity.Key);
        }
    }

    private CarrierEntity? Route(EntityKey to)
    {
        var current = _current.GetValueOrDefault(to) is { Alive: true } one ? one : null;
        var other = _others.GetValueOrDefault(to) is { Alive: true } two ? two : null;
        if (other is not null && (current is null || world.Faults.Swings()))
        {
            return other;
        }

        if (current is not null && !world.Faults.Splits())
        {
            return current;
        }

        if (Activate(to) is not { } made)
        {
            return current;
        }

        if (current is not null)
        {
            _others[to] = current;
        }

        return _current[to] = made;
    }

    private CarrierEntity? Activate(EntityKey to)
    {
        var first = world.Random.Below(world.Silos.Length);
        for (var i = 0; i < world.Silos.Length; i++)
        {
            if (world.Silos[(first + i) % world.Silos.Length] is { Life.Dead: false } silo)
            {
                return new(world, silo, to);
            }
        }

        return null;
    }
}
