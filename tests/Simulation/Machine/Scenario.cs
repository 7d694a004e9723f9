using SalesGrains.Entities;

namespace SalesGrains.Machine;

/// <summary>What a run came to.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Violation">The first broken promise, or null.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Crashes">Silos that died.</param>
/// <param name="Commands">Commands asked.</param>
/// <param name="Time">Simulated time, ms.</param>
/// <param name="Trace">Hash of all steps.</param>
public sealed record RunResult(ulong Seed, string? Violation, int Steps, int Crashes, int Commands, long Time, ulong Trace);

/// <summary>One run: clients, disturbances, recovery, rest.</summary>
public sealed class Scenario
{
    /// <summary>A run that has not come to rest so long after the last fault never will, ms; jumps take their time.</summary>
    private long LastCall => Faults.End + (_world.Faults.Sandbox ? 30_000 : 13_000);

    private readonly World _world;
    private int _atWork;

    private Scenario(World world) => _world = world;

    public static RunResult Run(ulong seed, Mutant mutant = Mutant.None, Action<string>? say = null)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var world = new World(seed, mutant, say);
            new Scenario(world).Play();
            return new(seed, world.Failure, world.Steps, world.Faults.Crashes, world.Checker.Commands, world.Now, world.Trace);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Play()
    {
        SimClient[] clients = [new(_world, 0), new(_world, 1), new(_world, 2)];
        foreach (var client in clients)
        {
            Work(() => client.Work(11));
        }

        if (_world.Faults.CrossMerge)
        {
            var (one, other) = (_world.Random.Below(SimStore.Entities), _world.Random.Below(SimStore.Entities - 1));
            other += other >= one ? 1 : 0;
            var at = _world.Random.Between(0, 3_000);
            Later(at, () => Work(() => clients[0].Absorb(one, other)));
            Later(at + _world.Random.Between(0, 10), () => Work(() => clients[1].Absorb(other, one)));
        }

        Disturb();
        Later(Faults.End, () =>
        {
            _world.Faults.LastCrash();
            _world.Network.Settle();
        });
        Later(Faults.End + 500, () => _world.Start(Rest));
        _world.Run(LastCall + 5_000);
        if (_world.Failure is null)
        {
            _world.Checker.AtRest();
        }
    }

    private void Disturb()
    {
        var (faults, random, store) = (_world.Faults, _world.Random, _world.Store);
        for (var rises = 0; rises < faults.RulesRise; rises++)
        {
            Later(random.Between(300, 5_000), () => store.Change(o => o with { RulesVersion = o.RulesVersion + 1 }));
        }

        if (faults.Reshard)
        {
            Later(random.Between(300, 5_000), () => store.Change(o => o with { Generation = 2 }));
        }

        if (faults.LeapDays > 0 && !faults.Sandbox)
        {
            Later(random.Between(1_500, 4_000), () => _world.Leap += faults.LeapDays * 86_400_000L);
        }

        if (faults.ClockSetBack)
        {
            var silo = _world.Silos[random.Below(3)];
            Later(random.Between(300, 4_000), () => silo.Skew -= 3_600_000);
            Later(Faults.End, () => silo.Skew += 3_600_000);
        }

        if (faults.Sandbox)
        {
            var jump = new SimJump(_world);
            Later(random.Between(1_000, 3_000), () => Work(() => jump.To(store.Organization.VirtualNow + 2_000)));
        }
    }

    private async Task Rest()
    {
        while (_atWork > 0)
        {
            await _world.Delay(_world.Outside, 250);
        }

        if (_world.Faults.Sandbox)
        {
            await new SimJump(_world).To(_world.Store.Organization.VirtualNow + 60_000);
        }

        string? unrest;
        while ((unrest = _world.Checker.Unrest()) is not null)
        {
            if (_world.Now > LastCall)
            {
                _world.Fail($"no rest: {unrest}");
            }

            await _world.Delay(_world.Outside, 250);
        }

        _world.Stop();
    }

    private void Later(long delay, Action action) => _world.At(delay, _world.Outside, action);

    private void Work(Func<Task> work)
    {
        _atWork++;
        _world.Start(async () =>
        {
            await work();
            _atWork--;
        });
    }
}
