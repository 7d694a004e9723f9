using SalesGrains.Boards;
using SalesGrains.Entities;

namespace SalesGrains.Machine;

/// <summary>One silo: its clock, its copy of the organisation, its sweep and its pinger.</summary>
public sealed class SimSilo
{
    /// <summary>Clocks of healthy silos differ from the true time by at most this, ms.</summary>
    public const long MaxSkew = 2_000;

    private readonly World _world;
    private readonly HashSet<int> _pinging = [];

    public SimSilo(World world, int number)
    {
        _world = world;
        Number = number;
        Life = world.NewLife(this);
        Skew = world.Random.Between(-MaxSkew, MaxSkew);
        Organization = world.Store.Organization;
        Start();
    }

    public int Number { get; }

    public Life Life { get; private set; }

    /// <summary>How far this silo's clock is from the true time, ms.</summary>
    public long Skew { get; set; }

    public long Clock => _world.TimeOfDay + Skew;

    /// <summary>The organisation as this silo last read it.</summary>
    public SimOrganization Organization { get; private set; }

    /// <summary>The organisation's time, as this silo knows it.</summary>
    public long OrganizationNow => _world.Faults.Sandbox ? Organization.VirtualNow : Clock;

    /// <summary>Reads the organisation anew. False: it could not be read.</summary>
    public async Task<bool> Refresh(Life life)
    {
        if (await _world.Store.ReadOrganization(life) is not { Status: StoreStatus.Ok, Value: { } organization })
        {
            return false;
        }

        if (organization.ClockVersion >= Organization.ClockVersion)
        {
            Organization = organization;
        }

        return true;
    }

    public Activation Activate(Address to) => to.IsShard ? new SimPortfolio(_world, this, to) : new SimEntity(_world, this, to);

    public void Crash()
    {
        _world.Say?.Invoke($"silo {Number} dies");
        Life.Dead = true;
        _world.Membership++;
        _world.At(_world.Random.Between(100, 2_500), _world.Outside, () =>
        {
            Life = _world.NewLife(this);
            _world.Membership++;
            _world.Say?.Invoke($"silo {Number} is back");
            Start();
        });
    }

    private void Start()
    {
        _pinging.Clear();
        var life = Life;
        _world.At(_world.Random.Between(0, 300), life, () => _world.Start(() => Beat(life)));
    }

    /// <summary>Each second: read the organisation, sweep, keep the portfolio awake.</summary>
    private async Task Beat(Life life)
    {
        while (true)
        {
            await Refresh(life);
            await Sweep(life);
            if (!_world.Is(Mutant.NothingWakesThePortfolio))
            {
                for (var shard = 0; shard < Organization.Shards; shard++)
                {
                    _ = _world.Network.Call<SimPortfolio, object>(life, Address.Shard(Organization.Generation, shard), p => p.Ping());
                }
            }

            await _world.Delay(life, 1_000);
        }
    }

    private async Task Sweep(Life life)
    {
        if (_world.Is(Mutant.NoSweep) || await _world.Store.ReadPending(life) is not { Status: StoreStatus.Ok, Value: { } pending })
        {
            return;
        }

        foreach (var entity in pending)
        {
            if (_pinging.Add(entity))
            {
                _world.Start(async () =>
                {
                    await _world.Network.Call<SimEntity, object>(life, Address.Entity(entity), e => e.Ping());
                    _pinging.Remove(entity);
                    if (_world.Is(Mutant.SweeperClears))
                    {
                        _world.Store.ClearMark(entity);
                    }
                });
            }
        }
    }
}
