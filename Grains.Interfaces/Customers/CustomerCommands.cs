using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>What people ask of a customer.</summary>
[GenerateSerializer, Immutable, Alias("customer-command")]
public abstract record CustomerCommand
{
    /// <summary>
    /// What the edge found against it elsewhere, such as a contract that is not signed; null: nothing. The customer refuses it for that, so
    /// that a repeat of the key gets the first answer even when the contract has changed since.
    /// </summary>
    [Id(0)] public Rejection? Objection { get; init; }
}

/// <summary>What is known of a customer.</summary>
[GenerateSerializer, Immutable, Alias("customer-profile")]
public sealed record CustomerProfile
{
    /// <summary>Full name, 1–200 characters.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>A, B or C.</summary>
    [Id(1)] public string Tier { get; set; } = "";

    /// <summary>The rep who owns it.</summary>
    [Id(2)] public string RepId { get; set; } = "";

    /// <summary>Free text, at most 100 characters.</summary>
    [Id(3)] public string? Industry { get; set; }

    /// <summary>The number it has in the company's other systems, at most 64 characters.</summary>
    [Id(4)] public string? ExternalNo { get; set; }

    /// <summary>At most 20. Their phones count as identities of the customer.</summary>
    [Id(5)] public ImmutableArray<Contact> Contacts { get; set; } = [];

    /// <summary>What it is known as outside this system (C04), at most 20; null: nothing.</summary>
    [Id(6)] public ImmutableArray<ExternalIdentity>? Identities { get; set; }

    /// <summary>What it buys in a year, in fen (年采购额, T01); 0: not known.</summary>
    [Id(7)] public long AnnualPurchaseFen { get; set; }

    /// <summary>Who decides there (T01), at most 20; null: not known.</summary>
    [Id(8)] public ImmutableArray<DecisionMaker>? DecisionChain { get; set; }

    /// <summary>The unified social credit code (统一社会信用代码, X10): 18 characters, the last of which checks the others; null: not known.</summary>
    [Id(9)] public string? CreditCode { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A person at a customer (联系人).</summary>
[GenerateSerializer, Immutable, Alias("contact")]
public sealed record Contact
{
    /// <summary>Name.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>For example 采购总监.</summary>
    [Id(1)] public string Title { get; set; } = "";

    /// <summary>Phone number as typed.</summary>
    [Id(2)] public string? Phone { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Starts a customer.</summary>
[GenerateSerializer, Immutable, Alias("create-customer")]
public sealed record CreateCustomer([property: Id(0)] CustomerProfile Profile) : CustomerCommand;

/// <summary>Replaces what is known of a customer; its contracts are told name and tier.</summary>
[GenerateSerializer, Immutable, Alias("update-customer")]
public sealed record UpdateCustomer([property: Id(0)] CustomerProfile Profile) : CustomerCommand;

/// <summary>
/// Money has come in (回款登记). It goes to the contract that is named, else to the one whose number the remark contains, else it stays
/// as credit.
/// </summary>
[GenerateSerializer, Immutable, Alias("record-receipt")]
public sealed record RecordReceipt : CustomerCommand
{
    /// <summary>The receipt's id; the same id twice is one receipt.</summary>
    [Id(0)] public string ReceiptId { get; init; } = "";

    /// <summary>In fen, above 0.</summary>
    [Id(1)] public long AmountFen { get; init; }

    /// <summary>The day it came in.</summary>
    [Id(2)] public DateOnly ReceivedOn { get; init; }

    /// <summary>The contract it is for.</summary>
    [Id(3)] public string? ContractId { get; init; }

    /// <summary>The payment node it is for; only with a contract. What exceeds that node stays as credit.</summary>
    [Id(4)] public int? NodeNo { get; init; }

    /// <summary>bank, bill, cash or other.</summary>
    [Id(5)] public string? Method { get; init; }

    /// <summary>The payer's remark (附言), at most 500 characters.</summary>
    [Id(6)] public string? Remark { get; init; }

    /// <summary>The bank's number of the transaction, at most 100 characters.</summary>
    [Id(7)] public string? Reference { get; init; }
}

/// <summary>Takes a receipt back as a whole: a bounced bill, a refund, a mistake.</summary>
[GenerateSerializer, Immutable, Alias("reverse-receipt")]
public sealed record ReverseReceipt([property: Id(0)] string ReceiptId, [property: Id(1)] string Reason) : CustomerCommand;

/// <summary>Gives credit to a contract, the oldest receipt's first.</summary>
/// <param name="AmountFen">In fen, above 0, at most the customer's credit.</param>
/// <param name="ContractId">The contract.</param>
/// <param name="NodeNo">The node, or null: oldest due first.</param>
[GenerateSerializer, Immutable, Alias("allocate-credit")]
public sealed record AllocateCredit([property: Id(0)] long AmountFen, [property: Id(1)] string ContractId, [property: Id(2)] int? NodeNo = null) : CustomerCommand;

/// <summary>
/// This customer is a duplicate (X10): all it has goes to another one, and whoever asks for it from then on is led there (合并).
/// </summary>
/// <param name="IntoId">The customer that stays.</param>
[GenerateSerializer, Immutable, Alias("merge-customer")]
public sealed record MergeCustomer([property: Id(0)] string IntoId) : CustomerCommand;
