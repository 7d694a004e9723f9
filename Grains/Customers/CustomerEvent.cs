using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Customers;

/// <summary>What happened to a customer. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CustomerCreated), "customer-created")]
[JsonDerivedType(typeof(CustomerUpdated), "customer-updated")]
[JsonDerivedType(typeof(ExternalNoLost), "external-no-lost")]
[JsonDerivedType(typeof(ContractKnown), "contract-known")]
[JsonDerivedType(typeof(ContractForgotten), "contract-forgotten")]
[JsonDerivedType(typeof(ReceiptRecorded), "receipt-recorded")]
[JsonDerivedType(typeof(ReceiptReversed), "receipt-reversed")]
[JsonDerivedType(typeof(CreditAllocated), "credit-allocated")]
[JsonDerivedType(typeof(AllocationAnswered), "allocation-answered")]
[JsonDerivedType(typeof(AllocationReleased), "allocation-released")]
[JsonDerivedType(typeof(FirstContactStarted), "first-contact-started")]
[JsonDerivedType(typeof(FirstContactMovedBack), "first-contact-moved-back")]
[JsonDerivedType(typeof(FirstContactMissed), "first-contact-missed")]
[JsonDerivedType(typeof(FirstContactReached), "first-contact-reached")]
[JsonDerivedType(typeof(FirstContactEnded), "first-contact-ended")]
[JsonDerivedType(typeof(ContactRecorded), "contact-recorded")]
[JsonDerivedType(typeof(SignalReceived), "signal-received")]
[JsonDerivedType(typeof(OpportunityCreated), "opportunity-created")]
[JsonDerivedType(typeof(OpportunityMoved), "opportunity-moved")]
[JsonDerivedType(typeof(OpportunityClosed), "opportunity-closed")]
[JsonDerivedType(typeof(CustomerNudgeRaised), "nudge-raised")]
[JsonDerivedType(typeof(CustomerNudgeMarked), "nudge-marked")]
[JsonDerivedType(typeof(IdentityHeldElsewhere), "identity-held-elsewhere")]
[JsonDerivedType(typeof(FollowUpScheduled), "follow-up-scheduled")]
[JsonDerivedType(typeof(FollowUpRecorded), "follow-up-recorded")]
[JsonDerivedType(typeof(FollowUpJudged), "follow-up-judged")]
[JsonDerivedType(typeof(FollowUpViewed), "follow-up-viewed")]
[JsonDerivedType(typeof(QualityOverridden), "quality-overridden")]
[JsonDerivedType(typeof(FollowUpChecked), "follow-up-checked")]
[JsonDerivedType(typeof(QuotationRecorded), "quotation-recorded")]
[JsonDerivedType(typeof(CustomerPooled), "customer-pooled")]
[JsonDerivedType(typeof(CustomerClaimed), "customer-claimed")]
[JsonDerivedType(typeof(PoolReturnCalledOff), "pool-return-called-off")]
[JsonDerivedType(typeof(CustomerMerged), "customer-merged")]
[JsonDerivedType(typeof(CustomerMergeUndone), "customer-merge-undone")]
[JsonDerivedType(typeof(CustomerAbsorbed), "customer-absorbed")]
[JsonDerivedType(typeof(PassedToWinner), "passed-to-winner")]
[JsonDerivedType(typeof(CommentAdded), "comment-added")]
[JsonDerivedType(typeof(CommentRemoved), "comment-removed")]
public abstract record CustomerEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>It was created.</summary>
public sealed record CustomerCreated(CustomerProfile Profile) : CustomerEvent;

/// <summary>What is known of it was replaced.</summary>
/// <param name="Profile">What is known now.</param>
/// <param name="FormerExternalNo">Its external number before, when that changed.</param>
/// <param name="Told">Its name or tier changed, so its contracts are told.</param>
public sealed record CustomerUpdated(CustomerProfile Profile, string? FormerExternalNo, bool Told) : CustomerEvent;

/// <summary>Another customer had the external number first.</summary>
public sealed record ExternalNoLost(string ExternalNo) : CustomerEvent;

/// <summary>A contract of this customer came up, or has another number or title.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Number">Its business number.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Tell">It knows another name or tier than the customer's, so it is told.</param>
public sealed record ContractKnown(string ContractId, string Number, string Title, bool Tell) : CustomerEvent;

/// <summary>A draft is for another customer now.</summary>
public sealed record ContractForgotten(string ContractId) : CustomerEvent;

/// <summary>Money came in; with a contract it was given to that at once.</summary>
public sealed record ReceiptRecorded : CustomerEvent
{
    /// <summary>Receipt id.</summary>
    public string ReceiptId { get; set; } = "";

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

    /// <summary>The contract was found by its number in the remark.</summary>
    public bool Matched { get; set; }
}

/// <summary>A receipt was taken back as a whole.</summary>
/// <param name="ReceiptId">The receipt.</param>
/// <param name="Reason">Why.</param>
/// <param name="ContractIds">The contracts that are told.</param>
public sealed record ReceiptReversed(string ReceiptId, string Reason, ImmutableArray<string> ContractIds) : CustomerEvent;

/// <summary>Credit was given to a contract.</summary>
public sealed record CreditAllocated(string ContractId, int? NodeNo, ImmutableArray<CreditPart> Parts) : CustomerEvent;

/// <summary>A receipt's part of allocated credit.</summary>
public sealed record CreditPart
{
    /// <summary>The receipt.</summary>
    public string ReceiptId { get; set; } = "";

    /// <summary>The allocation.</summary>
    public string AllocationId { get; set; } = "";

    /// <summary>In fen, above 0.</summary>
    public long AmountFen { get; set; }

    /// <summary>The day the receipt came in.</summary>
    public DateOnly ReceivedOn { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A contract said what it took of an allocation; the rest is credit again.</summary>
/// <param name="ReceiptId">The receipt.</param>
/// <param name="AllocationId">The allocation.</param>
/// <param name="AppliedFen">On its nodes, in fen.</param>
/// <param name="Refused">Why it took nothing, when it refused.</param>
public sealed record AllocationAnswered(string ReceiptId, string AllocationId, long AppliedFen, string? Refused) : CustomerEvent;

/// <summary>A contract gave a part of an allocation back.</summary>
/// <param name="ReceiptId">The receipt.</param>
/// <param name="AllocationId">The allocation.</param>
/// <param name="AmountFen">In fen.</param>
public sealed record AllocationReleased(string ReceiptId, string AllocationId, long AmountFen) : CustomerEvent;

/// <summary>How customers are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CustomerState))]
[JsonSerializable(typeof(CustomerEvent))]
internal sealed partial class CustomerJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static CustomerJson Stored { get; } = new(StoredJson.Options());
}
