using SalesGrains.Entities;
using SalesGrains.Machine;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients;

namespace SalesGrains.Carriage.Machine;

/// <summary>What a run came to.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Violation">The first broken promise, or null.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Crashes">Silos that died.</param>
/// <param name="Commits">Commits made.</param>
/// <param name="Messages">Messages that left the house.</param>
/// <param name="Time">Simulated time, ms.</param>
/// <param name="Trace">Hash of all steps.</param>
public sealed record CarriageResult(ulong Seed, string? Violation, int Steps, int Crashes, int Commits, int Messages, long Time, ulong Trace);

/// <summary>One run: two reps, their leaders, the directors; contracts that nudge, and a customer that is met for the first time.</summary>
public sealed class CarriageScenario
{
    /// <summary>So long after the last fault every deadline has passed at every level, ms.</summary>
    private const long Afterwards = 90L * 3_600_000;

    private static readonly string[] Reps = ["rep-1", "rep-2"];

    private readonly CarrierWorld _world;
    private readonly People _people;

    private CarriageScenario(CarrierWorld world) => (_world, _people) = (world, new(world));

    public static CarriageResult Run(ulong seed, Omission omission = Omission.None, Action<string>? say = null)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var world = new CarrierWorld(seed, omission, say);
            new CarriageScenario(world).Play();
            return new(seed, world.Failure, world.Steps, world.Faults.Crashes, world.Checker.Commits, world.Checker.Messages, world.Now, world.Trace);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Play()
    {
        foreach (var rep in Reps)
        {
            _people.Place(rep, "east-1");
        }

        foreach (var id in (string[])[.. Reps, "east-1", "company"])
        {
            _people.Reach(id, 0);
            if (_world.Random.Chance(0.2))
            {
                _people.Reach(id, _world.Random.Between(600_000, CarrierFaults.End));
            }
        }

        for (var contract = _world.Random.Below(3); contract >= 0; contract--)
        {
            _people.Contract($"c-{contract}", Reps);
        }

        if (_world.Random.Chance(0.7))
        {
            _people.Customer("k-1", Reps[0], Reps[1]);
        }

        Disturb();
        _world.Run(CarrierFaults.End + Afterwards);
        if (_world.Failure is null)
        {
            _world.Checker.AtRest();
        }
    }

    private void Disturb()
    {
        if (_world.Faults.ClockSetBack)
        {
            var silo = _world.Silos[_world.Random.Below(3)];
            var at = _world.Random.Between(0, CarrierFaults.End / 2);
            _world.At(at, _world.Outside, () => silo.Skew -= 3_600_000);
            _world.At(at + _world.Random.Between(60_000, 7_200_000), _world.Outside, () => silo.Skew += 3_600_000);
        }
    }
}
