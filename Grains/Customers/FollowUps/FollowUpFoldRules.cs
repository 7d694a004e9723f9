using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Quality;

namespace SalesGrains.Customers.FollowUps;

/// <summary>Folds what happens to follow-ups. Reads the event only. Pure.</summary>
internal static class FollowUpFoldRules
{
    /// <summary>Follow-ups whose reasons are kept with them; those of older ones stand in the history.</summary>
    private const int MostExplained = 5;

    /// <summary>The state after an event; null when the event is about something else.</summary>
    public static CareState? Evolve(CareState care, CustomerEvent happened, EventMeta meta) => happened switch
    {
        FollowUpRecorded e => CareFoldRules.Touch(CareFoldRules.Remember(Quote(care, e.Quoted ? e.FollowUp.OccurredAt : null), e.FollowUp.Id), e.FollowUp.OccurredAt) with
        {
            Nudges = CheckRules.Answered(care, meta.RecordedAt).Nudges,
            FollowUps = Keep(care.FollowUps, e.FollowUp with { RecordedAt = meta.RecordedAt, By = meta.Actor.Name }),
        },
        FollowUpJudged e => care with { FollowUps = Map(care, e.FollowUpId, one => one with { Signals = e.Signals, Verdict = e.Verdict }) },
        FollowUpViewed e => care with { FollowUps = Map(care, e.FollowUpId, one => one with { ViewedAt = meta.RecordedAt, ViewedBy = meta.Actor.Name }) },
        QualityOverridden e => care with { FollowUps = Map(care, e.FollowUpId, one => OverrideRules.Given(one, e, meta)) },
        FollowUpChecked e => CheckRules.Checked(care, e, meta),
        QuotationRecorded e => CareFoldRules.Touch(CareFoldRules.Remember(Quote(care, e.At), e.QuotationId), e.At),
        _ => null,
    };

    private static CareState Quote(CareState care, DateTimeOffset? at) =>
        at is null || care.LastQuotedAt > at ? care : care with { LastQuotedAt = at };

    private static ImmutableArray<FollowUp> Keep(ImmutableArray<FollowUp> all, FollowUp one)
    {
        var kept = all.Append(one).OrderBy(other => other.OccurredAt).TakeLast(FollowUpRules.MostKept).ToArray();
        for (var i = 0; i < kept.Length - MostExplained; i++)
        {
            kept[i] = kept[i].Quality is { Points.IsEmpty: false } score ? kept[i] with { Quality = score with { Points = [] } } : kept[i];
        }

        return [.. kept];
    }

    private static ImmutableArray<FollowUp> Map(CareState care, string id, Func<FollowUp, FollowUp> change) =>
        [.. care.FollowUps.Select(one => one.Id == id ? change(one) : one)];
}
