using SalesGrains.Entities;
using SalesGrains.Machine;

namespace SalesGrains.Carriage.Machine;

/// <summary>One life of a silo.</summary>
public sealed class CarrierLife(int number, CarrierSilo silo) : Life(number)
{
    public CarrierSilo Silo => silo;
}

/// <summary>One silo, and its clock.</summary>
public sealed class CarrierSilo
{
    /// <summary>Clocks of healthy silos differ from the true time by at most this, ms.</summary>
    public const long MaxSkew = 2_000;

    private readonly CarrierWorld _world;

    public CarrierSilo(CarrierWorld world, int number)
    {
        (_world, Number) = (world, number);
        Life = world.NewLife(this);
        Skew = world.Random.Between(-MaxSkew, MaxSkew);
    }

    public int Number { get; }

    public Life Life { get; private set; }

    /// <summary>How far this silo's clock is from the true time, ms.</summary>
    public long Skew { get; set; }

    public DateTimeOffset Clock => _world.TrueTime.AddMilliseconds(Skew);

    public void Crash()
    {
        _world.Say?.Invoke($"silo {Number} dies");
        Life.Dead = true;
        if (_world.Random.Chance(0.4))
        {
            _world.Gates.Forget();
        }

        _world.At(_world.Random.Chance(0.7) ? _world.Random.Between(100, 60_000) : _world.Random.Between(60_000, 1_800_000), _world.Outside, () =>
        {
            Life = _world.NewLife(this);
            _world.Say?.Invoke($"silo {Number} is back");
        });
    }
}
