using SalesGrains.Machine;

namespace SalesGrains.Carriage.Machine;

/// <summary>What goes wrong in one run: how often, and until when. Drawn from the seed.</summary>
public sealed class CarrierFaults
{
    /// <summary>When faults end, ms: after the first contacts of the run have had their 24 hours.</summary>
    public const long End = 30L * 3_600_000;

    private readonly CarrierWorld _world;
    private readonly double _loss, _twice, _slow, _store, _split, _stall, _crash;
        private int _crashBudget;
    private long _deafFrom, _deafTo;

    public CarrierFaults(CarrierWorld world)
    {
        _world = world;
        var random = world.Random;
        double Rate(double most) => random.Chance(0.35) ? 0 : most * random.Below(100) / 100;
        _loss = Rate(0.08);
        _twice = Rate(0.1);
        _slow = Rate(0.2);
        _store = Rate(0.06);
        _split = Rate(0.1);
        _stall = random.Chance(0.7) ? 0 : 0.2;
        _crash = random.Chance(0.5) ? 0.01 : 0.04;
        _crashBudget = random.Below(10);
        _deafFrom = random.Between(0, End);
        _deafTo = random.Chance(0.5) ? _deafFrom : _deafFrom + random.Between(60_000, 7_200_000);
        ClockSetBack = random.Chance(0.2);
    }

    public bool Active => _world.Now < End;

    /// <summary>One silo's clock is set back by an hour for a while.</summary>
    public bool ClockSetBack { get; }

    public int Crashes { get; private set; }

    /// <summary>A message's way, ms.</summary>
    public long Latency() => !Active || !_world.Random.Chance(_slow) ? _world.Random.Between(1, 5) : _world.Random.Between(5, 6_000);

    /// <summary>How many copies of a request arrive.</summary>
    public int Copies() => !Active ? 1 : _world.Random.Chance(_loss) ? 0 : _world.Random.Chance(_twice) ? 2 : 1;

    public bool LosesAnswer() => Active && _world.Random.Chance(_loss);

    public bool StoreFails() => Active && _world.Random.Chance(_store);

    /// <summary>A second activation comes up beside the first.</summary>
    public bool Splits() => Active && _world.Random.Chance(_split);

    /// <summary>The directory swings back to an activation that it had lost.</summary>
    public bool Swings() => Active && _world.Random.Chance(0.3);

    /// <summary>A silo that stands still after a write, ms.</summary>
    public long Stall() => Active && _world.Random.Chance(_stall) ? _world.Random.Between(5_000, 120_000) : 0;

    /// <summary>How much later than its moment something is woken, ms: less than nothing by a clock that is fast.</summary>
    public long Alarm() => _world.Random.Between(Active ? -CarrierSilo.MaxSkew : 0, 500);

    /// <summary>For how long nobody is woken from now on, ms.</summary>
    public long Deaf => Active && _world.Now >= _deafFrom ? _deafTo - _world.Now : 0;

    /// <summary>Nobody is woken for a while.</summary>
    public void Deafen(long from, long to) => (_deafFrom, _deafTo) = (from, to);

    /// <summary>A silo may die at any step of its own.</summary>
    public void AfterStep(Life owner)
    {
        if (_crashBudget > 0 && owner is CarrierLife { Silo: { } silo } && Active && _world.Random.Chance(_crash))
        {
            _crashBudget--;
            Crashes++;
            silo.Crash();
        }
    }
}
