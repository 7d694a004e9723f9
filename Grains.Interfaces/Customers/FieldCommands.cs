
namespace SalesGrains.Customers;

/// <summary>A person's own entry: there was contact (C03). It starts the first contact's clock, or moves it back.</summary>
/// <param name="ContactId">Its id; the same id twice is one entry.</param>
/// <param name="At">When, not in the future.</param>
/// <param name="Channel">visit, call, wecom, wechat, mail or other.</param>
/// <param name="Note">At most 500 characters.</param>
[GenerateSerializer, Immutable, Alias("record-contact")]
public sealed record RecordContact(
    [property: Id(0)] string ContactId, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Channel, [property: Id(3)] string? Note = null) : CustomerCommand;

/// <summary>An opportunity (商机) comes of the contact (C01): the first contact's clock ends.</summary>
[GenerateSerializer, Immutable, Alias("create-opportunity")]
public sealed record CreateOpportunity : CustomerCommand
{
    /// <summary>Its id; the same id twice is one.</summary>
    [Id(0)] public string OpportunityId { get; init; } = "";

    /// <summary>What it is about, 1–200 characters.</summary>
    [Id(1)] public string Title { get; init; } = "";

    /// <summary>What it may bring, in fen; 0: not known yet.</summary>
    [Id(2)] public long AmountFen { get; init; }

    /// <summary>When it may be signed.</summary>
    [Id(3)] public DateOnly? ExpectedOn { get; init; }

    /// <summary>See <see cref="OpportunityStages"/>.</summary>
    [Id(4)] public string Stage { get; init; } = OpportunityStages.Contact;
}

/// <summary>An opportunity is at another stage now.</summary>
[GenerateSerializer, Immutable, Alias("move-opportunity")]
public sealed record MoveOpportunity([property: Id(0)] string OpportunityId, [property: Id(1)] string Stage) : CustomerCommand;

/// <summary>An opportunity was won or lost.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Outcome">won or lost.</param>
/// <param name="Reason">Why; must be given when it was lost.</param>
[GenerateSerializer, Immutable, Alias("close-opportunity")]
public sealed record CloseOpportunity([property: Id(0)] string OpportunityId, [property: Id(1)] string Outcome, [property: Id(2)] string? Reason) : CustomerCommand;

/// <summary>The first contact is not an opportunity (C01): its clock ends.</summary>
/// <param name="Reason">Why, 1–500 characters.</param>
[GenerateSerializer, Immutable, Alias("not-an-opportunity")]
public sealed record NotAnOpportunity([property: Id(0)] string Reason) : CustomerCommand;

/// <summary>Somebody's word on a nudge of this customer.</summary>
/// <param name="NudgeId">The nudge.</param>
/// <param name="Mark">seen, acted, released or discarded.</param>
[GenerateSerializer, Immutable, Alias("mark-customer-nudge")]
public sealed record MarkCustomerNudge([property: Id(0)] string NudgeId, [property: Id(1)] string Mark) : CustomerCommand;
