using SalesGrains.Boards;
using SalesGrains.Checking;
using SalesGrains.Entities;

namespace SalesGrains.Machine;

/// <summary>One life of a silo.</summary>
public sealed class SiloLife(int number, SimSilo silo) : Life(number)
{
    public SimSilo Silo => silo;
}

/// <summary>The world of the entity protocol: a store, a network, three silos, and what goes wrong with them.</summary>
public sealed class World : Clockwork
{
    public World(ulong seed, Mutant mutant, Action<string>? say = null)
        : base(seed, say)
    {
        Mutant = mutant;
        Faults = new(this);
        Checker = new(this);
        Store = new(this);
        Network = new(this);
        Silos = [new(this, 0), new(this, 1), new(this, 2)];
    }

    public Mutant Mutant { get; }

    public Faults Faults { get; }

    public Checker Checker { get; }

    public SimStore Store { get; }

    public Network Network { get; }

    public SimSilo[] Silos { get; }

    /// <summary>Added to the time of day of every silo: weeks that pass at once.</summary>
    public long Leap { get; set; }

    /// <summary>The true time of day, ms since 1970.</summary>
    public long TimeOfDay => 1_768_867_200_000 + Now + Leap;

    /// <summary>Rises when a silo joins or dies.</summary>
    public int Membership { get; set; }

    public bool Is(Mutant mutant) => Mutant == mutant;

    public SiloLife NewLife(SimSilo silo) => new(NextLife(), silo);

    protected override void AfterStep(Life owner) => Faults.AfterStep(owner);
}
