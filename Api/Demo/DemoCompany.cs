using System.Collections.Immutable;

namespace SalesGrains.Demo;

/// <summary>A made-up company (演示公司) with everything that happens to it, day by day: the past to load and the future to play.</summary>
public sealed record DemoCompany(
    ImmutableArray<DemoUnit> Units,
    ImmutableArray<DemoPerson> People,
    ImmutableArray<DemoRep> Reps,
    ImmutableArray<DemoCustomer> Customers,
    ImmutableArray<DemoContract> Contracts)
{
    /// <summary>The first moment of every demo: the morning of a Tuesday, four weeks before the Spring Festival.</summary>
    public static readonly DateTimeOffset StartsAt = new(2026, 1, 20, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The day of <see cref="StartsAt"/>.</summary>
    public static readonly DateOnly StartsOn = new(2026, 1, 20);
}

/// <summary>A unit of the organisation tree.</summary>
public sealed record DemoUnit(string Id, string Kind, string Name, string? ParentId);

/// <summary>Somebody who signs in.</summary>
public sealed record DemoPerson(string SignInName, string Name, string Role, string UnitId, string? RepId);

/// <summary>A rep.</summary>
public sealed record DemoRep(string Id, string Name, string UnitId);

/// <summary>A customer.</summary>
public sealed record DemoCustomer(string Id, string Name, string Tier, string RepId, string Industry, bool Risky);

/// <summary>A contract with its signing day, the events that start its nodes, and what is paid when.</summary>
public sealed record DemoContract(
    string Id,
    string Number,
    string Title,
    string CustomerId,
    string RepId,
    long TotalYuan,
    DemoTemplate Template,
    DateOnly SignedOn,
    ImmutableArray<DemoEvent> Events,
    ImmutableArray<DemoReceipt> Receipts);

/// <summary>Something that happens to a contract.</summary>
public sealed record DemoEvent(string Event, DateOnly On);

/// <summary>Money that comes in for a node.</summary>
public sealed record DemoReceipt(int NodeNo, long AmountFen, DateOnly On);
