using SalesGrains.Entities.Protocol;

namespace SalesGrains.Machine;

/// <summary>Who dies as the trouble ends.</summary>
public enum LastCrashKind
{
    None,
    Worst,
    All,
}

/// <summary>What goes wrong in one run: how often, and until when. Drawn from the seed.</summary>
public sealed class Faults
{
    /// <summary>When faults end and recovery begins, ms.</summary>
    public const long End = 7_000;

    private readonly World _world;
    private readonly double _loss, _twice, _slow, _store, _split, _swing, _poison;
    private readonly int _outage;
    private readonly long _outageFrom, _outageTo, _lastCrashFrom;
    private readonly Dictionary<string, long> _poisoned = [];
    private int _crashBudget;
    private LastCrashKind _lastCrash;

    public Faults(World world)
    {
        _world = world;
        var random = world.Random;
        double Rate(double most) => random.Chance(0.3) ? 0 : most * random.Below(100) / 100;
        _loss = Rate(0.12);
        _twice = Rate(0.12);
        _slow = Rate(0.2);
        _store = Rate(0.2);
        _split = Rate(0.15);
        _swing = random.Chance(0.6) ? 0 : Rate(0.3);
        _poison = Rate(0.5);
        _crashBudget = random.Below(8);
        _outage = random.Chance(0.2) ? random.Below(Entities.SimStore.Entities) : -1;
        _outageFrom = random.Between(300, 2_500);
        _outageTo = _outageFrom + random.Between(2_000, 6_000);
        _lastCrash = random.Chance(0.2) ? LastCrashKind.All : random.Chance(0.75) ? LastCrashKind.Worst : LastCrashKind.None;
        _lastCrashFrom = random.Between(2_500, End);
        Sandbox = random.Chance(0.15);
        RulesRise = random.Below(4);
        Reshard = random.Chance(0.5);
        LeapDays = random.Chance(0.2) ? random.Below(2) * 20 + 30 : 0;
        ClockSetBack = random.Chance(0.3);
        CrossMerge = random.Chance(0.3);
    }

    /// <summary>Faults stop, so that the run can come to rest.</summary>
    public bool Active => _world.Now < End;

    public bool Sandbox { get; }

    /// <summary>How often newer rules become active.</summary>
    public int RulesRise { get; }

    public bool Reshard { get; }

    /// <summary>How many days pass at once in mid-run: 0, 30 or 50.</summary>
    public int LeapDays { get; }

    public bool ClockSetBack { get; }

    /// <summary>Two entities are told to absorb each other at once.</summary>
    public bool CrossMerge { get; }

    public int Crashes { get; private set; }

    /// <summary>Nobody asks anything new any more.</summary>
    public bool Quiet { get; private set; }

    /// <summary>A message's way, ms.</summary>
    public long Latency() => !Active || !_world.Random.Chance(_slow) ? _world.Random.Between(1, 5) : _world.Random.Between(5, 1_200);

    /// <summary>How many copies of a request arrive.</summary>
    public int Copies() => !Active ? 1 : _world.Random.Chance(_loss) ? 0 : _world.Random.Chance(_twice) ? 2 : 1;

    public bool LosesAnswer() => Active && _world.Random.Chance(_loss);

    public bool Splits() => Active && _world.Random.Chance(_split);

    /// <summary>The directory swings back to an activation that it had lost.</summary>
    public bool Swings() => Active && _world.Random.Chance(_swing);

    /// <summary>A store operation does not answer; the rows that nobody else shares may fail more often.</summary>
    public bool StoreFails(bool apart = false) => Active && _world.Random.Chance(apart ? 4 * _store : _store);

    /// <summary>An entity that rejects all calls by load.</summary>
    public bool IsOut(Address to) => to.Number == _outage && _world.Now >= _outageFrom && _world.Now < _outageTo;

    /// <summary>True when an entity's own code fails at this effect or due moment: always, or until it is mended.</summary>
    public bool Poisons(string id)
    {
        if (!_poisoned.TryGetValue(id, out var until))
        {
            until = !_world.Random.Chance(_poison) ? 0
                : _world.Random.Chance(0.7) ? long.MaxValue
                : _world.Now + _world.Random.Between(50, 2_500);
            _poisoned[id] = until;
        }

        return _world.Now < until;
    }

    /// <summary>
    /// An entity has committed: if another activation of it, which knows less, lives on another silo, then its silo may be the last to die,
    /// and nobody will call again what it forgot.
    /// </summary>
    public void Committed(int entity)
    {
        if (_lastCrash == LastCrashKind.Worst && _world.Now > _lastCrashFrom && _world.Network.HasRival(Address.Entity(entity)) is { } silo)
        {
            _world.At(_world.Random.Between(0, _world.Random.Chance(0.3) ? 8 : 150), silo.Life, () => LastCrash(silo));
        }
    }

    /// <summary>Silos may die just as the trouble ends.</summary>
    public void LastCrash(params SimSilo[] silos)
    {
        var dying = _lastCrash switch
        {
            LastCrashKind.None => [],
            LastCrashKind.All => _world.Silos,
            _ => silos.Length > 0 ? silos : [_world.Silos[_world.Random.Below(3)]],
        };
        if (_lastCrash == LastCrashKind.Worst)
        {
            _world.At(_world.Random.Between(0, 400), _world.Outside, () => Quiet = true);
        }

        _lastCrash = LastCrashKind.None;
        foreach (var silo in dying.Where(s => !s.Life.Dead))
        {
            Crashes++;
            silo.Crash();
        }
    }

    /// <summary>A silo may die at any step of its own.</summary>
    public void AfterStep(Life owner)
    {
        if (_crashBudget > 0 && owner is SiloLife { Silo: { } silo } && Active && _world.Random.Chance(0.01))
        {
            _crashBudget--;
            Crashes++;
            silo.Crash();
        }
    }
}
