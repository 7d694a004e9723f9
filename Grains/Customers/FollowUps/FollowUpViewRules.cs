using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Quality;

namespace SalesGrains.Customers.FollowUps;

/// <summary>Follow-ups as pages show them: the latest first, with the next best step beside it (P12). Pure.</summary>
public static class FollowUpViewRules
{
    /// <summary>The kept follow-ups.</summary>
    public static ImmutableArray<FollowUpView> Of(CareState care, DecisionContext context) =>
        [.. care.FollowUps.Reverse().Select((one, i) => Of(one) with { NextStep = i == 0 ? Advice(one, care, context) : null })];

    private static FollowUpView Of(FollowUp one) => new()
    {
        Id = one.Id,
        OccurredAt = one.OccurredAt,
        RecordedAt = one.RecordedAt,
        By = one.By,
        Done = one.Done,
        Said = one.Said,
        Next = one.Next,
        Note = one.Note,
        NextOn = one.NextOn,
        Verdict = one.Verdict,
        Signals = one.Signals,
        FilledSlots = one.FilledSlots,
        ExpectedSlots = FollowUp.ExpectedSlots,
        Quality = one.Quality,
        Override = one.Override,
        Check = one.Check,
        ViewedAt = one.ViewedAt,
        ViewedBy = one.ViewedBy,
    };

    private static NextStep Advice(FollowUp one, CareState care, DecisionContext context) => NextStepRules.Suggest(new(
        care.Furthest?.Stage,
        care.LastQuotedAt is not null,
        one.Done,
        FollowUpRules.Tick(one.Said, context.Rules.FollowUps)?.Objection,
        one.NextOn is not null,
        one.Quality ?? new()));
}
