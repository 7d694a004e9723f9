using System.Collections.Immutable;

namespace SalesGrains.Customers;

/// <summary>A customer as its page shows it. Money is a decimal string in yuan.</summary>
[GenerateSerializer, Immutable, Alias("customer-view")]
public sealed record CustomerView
{
    /// <summary>Customer id.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>What is known of it.</summary>
    [Id(1)] public CustomerProfile Profile { get; init; } = new();

    /// <summary>Money received that no node has taken (预收).</summary>
    [Id(2)] public string Credit { get; init; } = "0.00";

    /// <summary>Its contracts.</summary>
    [Id(3)] public ImmutableArray<CustomerContractView> Contracts { get; init; } = [];

    /// <summary>Its receipts, the latest first.</summary>
    [Id(4)] public ImmutableArray<ReceiptView> Receipts { get; init; } = [];

    /// <summary>The entity's version.</summary>
    [Id(5)] public long Version { get; init; }

    /// <summary>How it is looked after.</summary>
    [Id(6)] public CareView Care { get; init; } = new();

    /// <summary>The earliest moment at which it must act and has not (C06); null: nothing is due ever.</summary>
    [Id(7)] public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The customer that has all it had (X10); null: it stands for itself.</summary>
    [Id(8)] public string? MergedInto { get; init; }

    /// <summary>Duplicates that were merged into it, in that order.</summary>
    [Id(9)] public ImmutableArray<string> MergedFrom { get; init; } = [];
}

/// <summary>A contract of a customer.</summary>
[GenerateSerializer, Immutable, Alias("customer-contract-view")]
public sealed record CustomerContractView([property: Id(0)] string Id, [property: Id(1)] string Number, [property: Id(2)] string Title);

/// <summary>A receipt with what became of it.</summary>
[GenerateSerializer, Immutable, Alias("receipt-view")]
public sealed record ReceiptView
{
    /// <summary>Receipt id.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>What came in.</summary>
    [Id(1)] public string Amount { get; init; } = "0.00";

    /// <summary>The day it came in.</summary>
    [Id(2)] public DateOnly ReceivedOn { get; init; }

    /// <summary>The contract it was entered for, or matched by its remark.</summary>
    [Id(3)] public string? ContractId { get; init; }

    /// <summary>The node it was entered for.</summary>
    [Id(4)] public int? NodeNo { get; init; }

    /// <summary>bank, bill, cash or other.</summary>
    [Id(5)] public string? Method { get; init; }

    /// <summary>The payer's remark.</summary>
    [Id(6)] public string? Remark { get; init; }

    /// <summary>Paid on nodes.</summary>
    [Id(7)] public string Applied { get; init; } = "0.00";

    /// <summary>Credit of the customer.</summary>
    [Id(8)] public string Unapplied { get; init; } = "0.00";

    /// <summary>Taken back.</summary>
    [Id(9)] public bool Reversed { get; init; }

    /// <summary>When it was entered.</summary>
    [Id(10)] public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who entered it.</summary>
    [Id(11)] public string RecordedBy { get; init; } = "";

    /// <summary>The bank's number of the transaction.</summary>
    [Id(12)] public string? Reference { get; init; }

    /// <summary>Sent to a contract that has not answered yet.</summary>
    [Id(13)] public string InFlight { get; init; } = "0.00";
}
