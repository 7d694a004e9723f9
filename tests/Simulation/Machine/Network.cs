namespace SalesGrains.Machine;

/// <summary>Whom a call is for: an entity, or a shard of the portfolio.</summary>
public readonly record struct Address(int Number)
{
    public static Address Entity(int entity) => new(entity);

    public static Address Shard(int generation, int shard) => new(1000 + generation * 100 + shard);

    public bool IsShard => Number >= 1000;

    public int Generation => (Number - 1000) / 100;

    public int ShardNumber => (Number - 1000) % 100;
}

/// <summary>
/// Calls between grains: lost, late, twice, out of order; and a directory that is only eventually right, so that two activations of one
/// grain can live side by side and be called in turn.
/// </summary>
public sealed class Network(World world)
{
    /// <summary>How long a caller waits before it takes the outcome for unknown, ms.</summary>
    public const int Timeout = 700;

    private readonly Dictionary<Address, Activation> _current = [];
    private readonly Dictionary<Address, List<Activation>> _zombies = [];

    /// <summary>When a shard last had, or changed between, several activations; ms.</summary>
    public Dictionary<Address, long> Disturbed { get; } = [];

    public IEnumerable<Activation> Current => _current.Values;

    /// <summary>The answer, or null when it is unknown or unavailable: the caller cannot tell these apart.</summary>
    public Task<T?> Call<TActivation, T>(Life caller, Address to, Func<TActivation, Task<T?>> ask)
        where TActivation : Activation
        where T : class
    {
        var answer = new TaskCompletionSource<T?>();
        world.At(Timeout, caller, () => answer.TrySetResult(null));
        if (world.Faults.IsOut(to))
        {
            world.At(2, caller, () => answer.TrySetResult(null));
            return answer.Task;
        }

        for (var copies = world.Faults.Copies(); copies > 0; copies--)
        {
            world.At(world.Faults.Latency(), world.Outside, () => Arrive(caller, to, ask, answer));
        }

        return answer.Task;
    }

    /// <summary>Takes an activation out of the directory.</summary>
    public void Forget(Activation activation)
    {
        if (_current.TryGetValue(activation.Address, out var current) && current == activation)
        {
            _current.Remove(activation.Address);
        }
    }

    /// <summary>The directory comes to rest: on an activation that it had lost and that lives, the one that knows least.</summary>
    public void Settle()
    {
        foreach (var (address, zombies) in _zombies)
        {
            if (zombies.Where(z => z.Alive).ToArray() is { Length: > 0 } alive)
            {
                _current[address] = alive[0];
                Disturbed[address] = world.Now;
            }
        }

        _zombies.Clear();
    }

    /// <summary>The silo that calls reach, if another activation lives on another silo.</summary>
    public SimSilo? HasRival(Address address) =>
        Find(address)?.Silo is { } silo && _zombies.TryGetValue(address, out var zombies) && zombies.Any(z => z.Alive && z.Silo != silo) ? silo : null;

    /// <summary>The activation that calls reach now, without making one.</summary>
    public Activation? Find(Address address) =>
        _current.TryGetValue(address, out var current) && current.Alive ? current : null;

    private void Arrive<TActivation, T>(Life caller, Address to, Func<TActivation, Task<T?>> ask, TaskCompletionSource<T?> answer)
        where TActivation : Activation
        where T : class
    {
        if (Route(to) is not TActivation activation)
        {
            return;
        }

        activation.Enqueue(async () =>
        {
            var result = await ask(activation);
            if (!world.Faults.LosesAnswer())
            {
                world.At(world.Faults.Latency(), caller, () => answer.TrySetResult(result));
            }
        });
    }

    private Activation? Route(Address to)
    {
        var current = Find(to);
        if (_zombies.TryGetValue(to, out var zombies))
        {
            zombies.RemoveAll(z => !z.Alive);
            if (zombies.Count > 0 && (current is null || world.Faults.Swings()))
            {
                var zombie = zombies[world.Random.Below(zombies.Count)];
                Disturbed[to] = world.Now;
                if (current is null || world.Random.Chance(0.3))
                {
                    zombies.Remove(zombie);
                    if (current is not null)
                    {
                        zombies.Add(current);
                    }

                    _current[to] = zombie;
                }

                return zombie;
            }
        }

        if (current is null)
        {
            return Activate(to);
        }

        if (world.Faults.Splits())
        {
            if (zombies is null)
            {
                _zombies[to] = zombies = [];
            }

            zombies.Add(current);
            Disturbed[to] = world.Now;
            return Activate(to) ?? current;
        }

        return current;
    }

    private Activation? Activate(Address to)
    {
        var first = world.Random.Below(world.Silos.Length);
        for (var i = 0; i < world.Silos.Length; i++)
        {
            var silo = world.Silos[(first + i) % world.Silos.Length];
            if (!silo.Life.Dead)
            {
                var activation = silo.Activate(to);
                _current[to] = activation;
                world.Say?.Invoke($"{to.Number} activates on silo {silo.Number}");
                return activation;
            }
        }

        return null;
    }
}
