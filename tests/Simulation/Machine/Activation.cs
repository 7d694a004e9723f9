namespace SalesGrains.Machine;

/// <summary>One activation of a grain on one silo.</summary>
public abstract class Activation(World world, SimSilo silo, Address address)
{
    private readonly Queue<Func<Task>> _turns = new();
    private bool _busy;

    public World World => world;

    public SimSilo Silo => silo;

    public Address Address => address;

    /// <summary>The silo's life in which it was made.</summary>
    public Life Life { get; } = silo.Life;

    public bool Closed { get; private set; }

    public bool Alive => !Closed && !Life.Dead;

    /// <summary>True for grains whose calls interleave.</summary>
    protected virtual bool Reentrant => false;

    /// <summary>Leaves the directory; what is under way may still come to its end.</summary>
    public void Close()
    {
        Closed = true;
        world.Network.Forget(this);
    }

    /// <summary>One turn after the other; background loops run between their awaits.</summary>
    public void Enqueue(Func<Task> turn)
    {
        if (Reentrant)
        {
            world.Start(turn);
        }
        else if (_busy)
        {
            _turns.Enqueue(turn);
        }
        else
        {
            _busy = true;
            world.Start(() => Pump(turn));
        }
    }

    protected Task<T> Turn<T>(Func<Task<T>> turn)
    {
        var result = new TaskCompletionSource<T>();
        Enqueue(async () => result.SetResult(await turn()));
        return result.Task;
    }

    /// <summary>0.2 s … 30 s in the product, scaled down here; with jitter.</summary>
    protected long Backoff(int tries) => (50L << Math.Min(tries, 4)) + world.Random.Between(0, 50);

    private async Task Pump(Func<Task> turn)
    {
        await turn();
        while (_turns.TryDequeue(out var next))
        {
            await next();
        }

        _busy = false;
    }
}
