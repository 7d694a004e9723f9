using SalesGrains.Carriage.Machine;
using SalesGrains.Carriage.Sending;
using SalesGrains.Entities;
using SalesGrains.Machine;
using SalesGrains.RuleSets;

namespace SalesGrains.Carriage.Entities;

/// <summary>A definite answer.</summary>
public sealed record Reply(bool Accepted, long Last = 0);

/// <summary>
/// One activation of an entity: load, decide, commit, deliver, as the other simulator proves it; small here, because here the rules of the
/// product are what is tested.
/// </summary>
public sealed partial class CarrierEntity
{
    private readonly CarrierWorld _world;
    private readonly IKind _kind;
    private readonly CarrierPump? _pump;
    private readonly Queue<Func<Task>> _turns = new();
    private readonly Dictionary<string, long> _passed = [];
    private readonly HashSet<string> _draining = [];
    private CarriedEntity? _row;
    private bool _fresh, _busy;

    public CarrierEntity(CarrierWorld world, CarrierSilo silo, EntityKey key)
    {
        (_world, Silo, Key, Life) = (world, silo, key, silo.Life);
        _kind = world.Kinds[key.Kind];
        _pump = key.Kind == EntityKinds.Recipient ? new(world, this) : null;
    }

    public EntityKey Key { get; }

    public CarrierSilo Silo { get; }

    /// <summary>The silo's life in which it was made.</summary>
    public Life Life { get; }

    public bool Closed { get; private set; }

    public bool Alive => !Closed && !Life.Dead;

    /// <summary>What this activation last read or wrote; null: it knows nothing.</summary>
    public CarriedEntity? Row => _row;

    public RuleSet Rules => _world.Rules;

    /// <summary>Decides what a person or the pump asks. Null: unknown.</summary>
    public Task<Reply?> Execute(object command) => Turn(async () =>
        await Run((row, context) => _kind.Decide(row.State, command, context), DateTimeOffset.MinValue) is { } accepted ? new Reply(accepted) : null);

    /// <summary>The sweep's call: whatever this activation remembers, the store knows better.</summary>
    public Task<Reply?> Ping() => Turn(async () =>
    {
        if (!await Load())
        {
            return null;
        }

        Drain();
        return new Reply(true);
    });

    /// <summary>Takes numbered effects of one source.</summary>
    public Task<Reply?> Deliver(IReadOnlyList<LaneItem> items) => Turn(async () =>
    {
        var source = items[0].Source.ToString();
        for (var i = 0; i < items.Count;)
        {
            if (_row is null && !await Load())
            {
                return null;
            }

            var item = items[i];
            var last = _row!.Taken.GetValueOrDefault(source);
            if (item.Number <= last)
            {
                i++;
            }
            else if (item.Number == last + 1)
            {
                if (await Run((row, context) => _kind.Receive(row.State, new(item.Source, item.Id, item.Body, item.OccurredAt), context), DateTimeOffset.MinValue, item) is null)
                {
                    return null;
                }
            }
            else if (_fresh || !await Load())
            {
                break;
            }
        }

        return _row is null ? null : new Reply(true, _row.Taken.GetValueOrDefault(source));
    });

    /// <summary>Does what is due by then, one thing after the other.</summary>
    public Task<Reply?> OnDue(DateTimeOffset moment) => Turn(async () =>
    {
        for (var done = 0; done < 20; done++)
        {
            if (_row is null && !await Load())
            {
                return null;
            }

            var context = Context(_row!, moment);
            if (Next(_row!, context) is null)
            {
                if (_fresh)
                {
                    break;
                }

                if (!await Load())
                {
                    return null;
                }

                continue;
            }

            if (await Run((row, now) => new(Next(row, now)?.Do() ?? []), moment) is null)
            {
                return null;
            }
        }

        return new Reply(true);
    });

    /// <summary>One turn after the other; the pump is kicked after each, and runs between their awaits.</summary>
    private Task<Reply?> Turn(Func<Task<Reply?>> turn)
    {
        var result = new TaskCompletionSource<Reply?>();
        _turns.Enqueue(async () =>
        {
            _fresh = false;
            var reply = Closed ? null : await turn();
            _pump?.Kick();
            result.SetResult(reply);
        });
        if (!_busy)
        {
            _busy = true;
            _world.Start(async () =>
            {
                while (_turns.TryDequeue(out var next))
                {
                    await next();
                }

                _busy = false;
            });
        }

        return result.Task;
    }
}
