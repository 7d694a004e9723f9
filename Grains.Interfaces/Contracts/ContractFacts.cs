using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Contracts;

/// <summary>The facts of a contract (合同): its columns, and one row for each payment node.</summary>
[GenerateSerializer, Immutable, Alias("contract-facts")]
public sealed record ContractFacts : EntityFacts
{
    /// <summary>The business number, for example HT-2026-0131.</summary>
    [Id(0)] public string Number { get; set; } = "";

    /// <summary>What the contract is about.</summary>
    [Id(1)] public string Title { get; set; } = "";

    /// <summary>Customer id.</summary>
    [Id(2)] public string CustomerId { get; set; } = "";

    /// <summary>Customer name as last told by the customer.</summary>
    [Id(3)] public string CustomerName { get; set; } = "";

    /// <summary>Customer tier: A, B or C.</summary>
    [Id(4)] public string Tier { get; set; } = "C";

    /// <summary>The rep who owns it. Team and region come from the organisation tree at fold time.</summary>
    [Id(5)] public string RepId { get; set; } = "";

    /// <summary>draft, signed or cancelled.</summary>
    [Id(6)] public string Stage { get; set; } = "draft";

    /// <summary>Total, in fen.</summary>
    [Id(7)] public long TotalFen { get; set; }

    /// <summary>The day it was signed.</summary>
    [Id(8)] public DateOnly? SignedOn { get; set; }

    /// <summary>Its payment nodes; empty while it is a draft.</summary>
    [Id(9)] public ImmutableArray<NodeFacts> Nodes { get; set; } = [];

    /// <summary>Nudges that nobody has acted on yet.</summary>
    [Id(10)] public ImmutableArray<NudgeFacts> Nudges { get; set; } = [];
}

/// <summary>The facts of a payment node (付款节点). Its status is derived from these and today, never stored.</summary>
/// <param name="No">1–12, in the order of the terms.</param>
/// <param name="Name">For example 预付款.</param>
/// <param name="DueOn">The day by which it is to be paid, or null while its trigger has not happened (未起算).</param>
/// <param name="StartsOn">The day its trigger happened.</param>
/// <param name="AmountFen">What is to be paid, in fen.</param>
/// <param name="OpenFen">What is still open, in fen.</param>
/// <param name="Owner">sales, delivery or customer (R03).</param>
/// <param name="Held">True while it is frozen (R08).</param>
/// <param name="Blocker">What stands in the way: a trigger event, a deliverable, an invoice; code, or null.</param>
/// <param name="Provisional">The date was counted through a year without an official calendar.</param>
/// <param name="SettledOn">The day it was fully paid.</param>
/// <param name="Cancelled">Taken out by an amendment.</param>
[GenerateSerializer, Immutable, Alias("node-facts")]
public sealed record NodeFacts(
    [property: Id(0)] int No,
    [property: Id(1)] string Name,
    [property: Id(2)] DateOnly? DueOn,
    [property: Id(3)] DateOnly? StartsOn,
    [property: Id(4)] long AmountFen,
    [property: Id(5)] long OpenFen,
    [property: Id(6)] string Owner,
    [property: Id(7)] bool Held = false,
    [property: Id(8)] string? Blocker = null,
    [property: Id(9)] bool Provisional = false,
    [property: Id(10)] DateOnly? SettledOn = null,
    [property: Id(11)] bool Cancelled = false);
