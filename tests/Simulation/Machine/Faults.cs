using SalesGrains.Entities.Protocol;

namespace SalesGrains.Machine;

/// <summary>What goes wrong in one run: how often, and until when. Drawn from the seed.</summary>
public sealed class Faults
{
    /// <summary>When faults end and recovery begins, ms.</summary>
    public const long End = 7_000;

    private readonly World _world;
    private readonly double _loss, _twice, _slow, _store, _split, _poison;
    private readonly int _outage;
    private readonly long _outageFrom, _outageTo;
    private readonly Dictionary<string, long> _poisoned = [];
    private int _crashBudget;

    public Faults(World world)
    {
        _world = world;
        var random = world.Random;
        double Rate(double most) => random.Chance(0.3) ? 0 : most * random.Below(100) / 100;
        _loss = Rate(0.12);
        _twice = Rate(0.12);
        _slow = Rate(0.2);
        _store = Rate(0.12);
        _split = Rate(0.06);
        _poison = Rate(0.12);
        _crashBudget = random.Below(6);
        _outage = random.Chance(0.2) ? random.Below(Entities.SimStore.Entities) : -1;
        _outageFrom = random.Between(300, 2_500);
        _outageTo = _outageFrom + random.Between(2_000, 6_000);
        Sandbox = random.Chance(0.15);
        RulesRise = random.Chance(0.4);
        Reshard = random.Chance(0.4);
        LeapDays = random.Chance(0.2) ? random.Below(2) * 20 + 30 : 0;
        ClockSetBack = random.Chance(0.3);
        CrossMerge = random.Chance(0.3);
    }

    /// <summary>Faults stop, so that the run can come to rest.</summary>
    public bool Active => _world.Now < End;

    public bool Sandbox { get; }

    public bool RulesRise { get; }

    public bool Reshard { get; }

    /// <summary>How many days pass at once in mid-run: 0, 30 or 50.</summary>
    public int LeapDays { get; }

    public bool ClockSetBack { get; }

    /// <summary>Two entities are told to absorb each other at once.</summary>
    public bool CrossMerge { get; }

    public int Crashes { get; private set; }

    /// <summary>A message's way, ms.</summary>
    public long Latency() => !Active || !_world.Random.Chance(_slow) ? _world.Random.Between(1, 5) : _world.Random.Between(5, 1_200);

    /// <summary>How many copies of a request arrive.</summary>
    public int Copies() => !Active ? 1 : _world.Random.Chance(_loss) ? 0 : _world.Random.Chance(_twice) ? 2 : 1;

    public bool LosesAnswer() => Active && _world.Random.Chance(_loss);

    public bool Splits() => Active && _world.Random.Chance(_split);

    public bool StoreFails() => Active && _world.Random.Chance(_store);

    /// <summary>An entity that rejects all calls by load.</summary>
    public bool IsOut(Address to) => to.Number == _outage && _world.Now >= _outageFrom && _world.Now < _outageTo;

    /// <summary>True when the consumer's own code fails at this effect: always, or until it is mended.</summary>
    public bool Poisons(string id)
    {
        if (!_poisoned.TryGetValue(id, out var until))
        {
            until = !_world.Random.Chance(_poison) ? 0
                : _world.Random.Chance(0.4) ? long.MaxValue
                : _world.Now + _world.Random.Between(50, 2_500);
            _poisoned[id] = until;
        }

        return _world.Now < until;
    }

    /// <summary>Due moments are poisoned only for a while: their dead letter is an alarm, not an end.</summary>
    public bool PoisonsForAWhile(string id) => Poisons(id) && Active;

    /// <summary>A silo may die at any step of its own.</summary>
    public void AfterStep(Life owner)
    {
        if (_crashBudget > 0 && owner.Silo is { } silo && Active && _world.Random.Chance(0.01))
        {
            _crashBudget--;
            Crashes++;
            silo.Crash();
        }
    }
}
