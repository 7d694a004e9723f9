using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Customers;

/// <summary>What a customer (客户) is: the fold of its events. Add members with a default; never rename one, it is stored.</summary>
public sealed record CustomerState
{
    /// <summary>What is known of it; no name before the first event.</summary>
    public CustomerProfile Profile { get; set; } = new();

    /// <summary>Its contracts.</summary>
    public ImmutableArray<KnownContract> Contracts { get; set; } = [];

    /// <summary>Money that came in, in the order it was recorded.</summary>
    public ImmutableArray<Receipt> Receipts { get; set; } = [];

    /// <summary>First contact, opportunities, follow-ups and nudges; null: nothing of that yet.</summary>
    public CareState? Care { get; set; }

    /// <summary>When its rep got it (X13); null in what was stored before that was kept.</summary>
    public DateTimeOffset? GivenAt { get; set; }

    /// <summary>The customer that it was a duplicate of and that has all it had (X10); null: it stands for itself.</summary>
    public string? MergedInto { get; set; }

    /// <summary>Duplicates that were merged into it, in that order; null: none was.</summary>
    public ImmutableArray<string>? MergedFrom { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>True once it was created.</summary>
    [JsonIgnore] public bool Exists => Profile.Name.Length > 0;

    /// <summary>First contact, opportunities, follow-ups and nudges, empty when there is nothing of that yet.</summary>
    [JsonIgnore] public CareState Cared => Care ?? CareState.None;

    /// <summary>It is in the public pool (公海): its profile still names who had it last, and nobody has it.</summary>
    [JsonIgnore] public bool IsPooled => Care?.PooledAt is not null;

    /// <summary>Money received that no node has taken (预收), in fen.</summary>
    [JsonIgnore] public long CreditFen => MergedInto is not null ? 0 : Receipts.Sum(receipt => receipt.UnappliedFen);
}

/// <summary>A contract that this customer has.</summary>
public sealed record KnownContract
{
    /// <summary>Contract id.</summary>
    public string Id { get; set; } = "";

    /// <summary>The business number.</summary>
    public string Number { get; set; } = "";

    /// <summary>What it is about.</summary>
    public string Title { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Money that came in (回款).</summary>
public sealed record Receipt
{
    /// <summary>Receipt id.</summary>
    public string Id { get; set; } = "";

    /// <summary>In fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>The day it came in.</summary>
    public DateOnly ReceivedOn { get; set; }

    /// <summary>The contract it was entered for or matched with.</summary>
    public string? ContractId { get; set; }

    /// <summary>The node it was entered for.</summary>
    public int? NodeNo { get; set; }

    /// <summary>bank, bill, cash or other.</summary>
    public string? Method { get; set; }

    /// <summary>The payer's remark.</summary>
    public string? Remark { get; set; }

    /// <summary>The bank's number of the transaction.</summary>
    public string? Reference { get; set; }

    /// <summary>Taken back as a whole.</summary>
    public bool Reversed { get; set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; set; } = "";

    /// <summary>What was given to contracts.</summary>
    public ImmutableArray<Allocation> Allocations { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>On nodes, in fen.</summary>
    [JsonIgnore] public long AppliedFen => Allocations.Sum(allocation => allocation.AppliedFen);

    /// <summary>Given to contracts that have not answered yet, in fen.</summary>
    [JsonIgnore] public long InFlightFen => Allocations.Sum(allocation => allocation.Answered ? 0 : allocation.AmountFen);

    /// <summary>Credit of the customer, in fen; nothing once it is taken back.</summary>
    [JsonIgnore] public long UnappliedFen => Reversed ? 0 : AmountFen - AppliedFen - InFlightFen;
}

/// <summary>A part of a receipt that was given to a contract.</summary>
public sealed record Allocation
{
    /// <summary>The contract takes each once.</summary>
    public string Id { get; set; } = "";

    /// <summary>The contract.</summary>
    public string ContractId { get; set; } = "";

    /// <summary>In fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>The contract has answered, or refused.</summary>
    public bool Answered { get; set; }

    /// <summary>What stands on the contract's nodes, in fen.</summary>
    public long AppliedFen { get; set; }

    /// <summary>Why the contract refused it.</summary>
    public string? Refused { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
