namespace SalesGrains.Commands;

/// <summary>A command as a client sends it, word for word the same until it is answered.</summary>
internal sealed record Operation
{
    /// <summary>What it does, one of <see cref="Kinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Kind and id of the entity that decides it, for example <c>contract/c3-1</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>Below <c>/api/v1</c>.</summary>
    public required string Path { get; init; }

    /// <summary>JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Its idempotency key.</summary>
    public required string Key { get; init; }

    /// <summary>The role whose API key it carries.</summary>
    public required string Role { get; init; }

    /// <summary>The only code that may answer it, when it must be refused.</summary>
    public string? MustRefuse { get; init; }

    /// <summary>True when nothing that others do can make it refused.</summary>
    public bool MustAccept { get; init; }

    /// <summary>Of a receipt, in fen.</summary>
    public long AmountFen { get; init; }

    /// <summary>The receipt that a reversal takes back.</summary>
    public string? ReceiptId { get; init; }
}

/// <summary>What an operation may do, with the stored event that each leaves.</summary>
internal static class Kinds
{
    public const string Create = "create";
    public const string Sign = "sign";
    public const string Event = "event";
    public const string Receipt = "receipt";
    public const string Reversal = "reversal";
    public const string Credit = "credit";
    public const string Tick = "tick";
    public const string Cancel = "cancel";
    public const string Customer = "customer";
    public const string Contact = "contact";
    public const string FollowUp = "follow-up";
    public const string Quotation = "quotation";
    public const string Opportunity = "opportunity";

    /// <summary>Each kind's event; what may also be accepted without one, because it says what is known already, says so.</summary>
    public static IReadOnlyDictionary<string, (string Event, bool MayBeNone)> Leaves { get; } = new Dictionary<string, (string, bool)>
    {
        [Create] = ("contract-drafted", false),
        [Sign] = ("contract-signed", false),
        [Event] = ("milestone-recorded", true),
        [Receipt] = ("receipt-recorded", false),
        [Reversal] = ("receipt-reversed", false),
        [Credit] = ("credit-allocated", false),
        [Tick] = ("checklist-ticked", true),
        [Cancel] = ("contract-cancelled", false),
        [Customer] = ("customer-created", false),
        [Contact] = ("contact-recorded", false),
        [FollowUp] = ("follow-up-recorded", false),
        [Quotation] = ("quotation-recorded", false),
        [Opportunity] = ("opportunity-created", false),
    };
}

/// <summary>A definite answer: accepted with a version, or refused with a code.</summary>
internal sealed record Answer(int Status, string? Id, long Version, string? Code)
{
    public bool IsAccepted => Status is 200 or 201;
}
