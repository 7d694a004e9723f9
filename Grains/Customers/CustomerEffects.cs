using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>A customer gives a contract a part of a receipt. The answer is <see cref="Contracts.ReceiptApplied"/>, or a refusal: then it stays credit.</summary>
/// <param name="AllocationId">Each is taken once.</param>
/// <param name="ReceiptId">The receipt it is a part of.</param>
/// <param name="AmountFen">In fen, above 0.</param>
/// <param name="ReceivedOn">The day it came in.</param>
/// <param name="NodeNo">The node that was named, or null.</param>
public sealed record ApplyReceipt(string AllocationId, string ReceiptId, long AmountFen, DateOnly ReceivedOn, int? NodeNo) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A customer takes a receipt back from a contract.</summary>
public sealed record TakeReceiptBack(string ReceiptId, string Reason) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A customer tells a contract its name and tier.</summary>
public sealed record KnowCustomer(string Name, string Tier) : EffectBody
{
    /// <summary>The duplicates that were merged into it (X10): a contract of one of them is this customer's from now on; null: none was.</summary>
    public ImmutableArray<string>? FormerIds { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
