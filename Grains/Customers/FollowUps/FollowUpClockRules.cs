using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers.FollowUps;

/// <summary>
/// The follow-up clock (Z05, X17): an A customer is followed up within 7 days of the last touch, a B customer within 14, a C customer within
/// 30, or by the day that was agreed if that is earlier. When the day has passed it is overdue, and the ladder begins. A customer that nobody
/// has touched has no clock. Pure.
/// </summary>
public static class FollowUpClockRules
{
    /// <summary>It is overdue.</summary>
    public const string Rule = "follow-up-overdue";

    private const string Command = "record-follow-up";

    /// <summary>The day by whose end it is to be followed up, and why that day; null: no clock.</summary>
    public static (DateOnly DueOn, string Cause)? DueOn(CustomerState customer, DecisionContext context)
    {
        var care = customer.Cared;
        if (care.LastTouchAt is not { } touched || customer.IsPooled)
        {
            return null;
        }

        // An agreed day stands until it has come: what is done before it, a quotation or a new stage, keeps it.
        var day = LocalTime.DayOf(touched, context.Zone);
        var byTier = day.AddDays(context.Rules.FollowUps.DaysOf(customer.Profile.Tier));
        return care.FollowUps is [.., { NextOn: { } agreed } last] && (agreed > day || last.OccurredAt >= touched) && agreed < byTier
            ? (agreed, "agreed")
            : (byTier, "touch");
    }

    /// <summary>The event that brings the stored day to what the rules say now; null when it is that.</summary>
    public static FollowUpScheduled? Moved(CustomerState customer, DecisionContext context)
    {
        var due = DueOn(customer, context);
        return due?.DueOn == customer.Cared.FollowUpDueOn ? null : new(due?.DueOn, due?.Cause ?? "pool");
    }

    /// <summary>Every step of the ladder that is not done.</summary>
    public static IEnumerable<DueItem<CustomerEvent>> Items(CustomerState customer, DecisionContext context) =>
        from step in Undone(customer.Cared, context)
        let id = string.Create(CultureInfo.InvariantCulture, $"follow-up/{step.Days}/{customer.Cared.FollowUpDueOn:yyyyMMdd}")
        where !context.IsGivenUp(id)
        select new DueItem<CustomerEvent>(id, step.At, () => Latest(customer, context));

    /// <summary>What is due by now: the latest step alone, standing for those before it.</summary>
    public static ImmutableArray<CustomerEvent> Latest(CustomerState customer, DecisionContext context)
    {
        var due = Undone(customer.Cared, context).Where(step => step.At <= context.Now).ToImmutableArray();
        if (due.IsEmpty)
        {
            return [];
        }

        var (days, level, at) = due[^1];
        var day = LocalTime.DayOf(at, context.Zone);
        return
        [
            new CustomerNudgeRaised(
                new()
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"follow-up-{customer.Cared.FollowUpDueOn:yyyyMMdd}-{days}"),
                    Rule = Rule,
                    Level = level,
                    Deadline = day,
                    DeadlineAt = LocalTime.StartOf(day.AddDays(1), context.Zone),
                    Command = Command,
                    DueMoment = at,
                },
                [.. due.Select(step => step.Days)]),
        ];
    }

    /// <summary>Day 1 begins when the due day has passed.</summary>
    private static IEnumerable<(int Days, string Level, DateTimeOffset At)> Undone(CareState care, DecisionContext context)
    {
        var latest = care.FollowUpStepsDone.IsEmpty ? 0 : care.FollowUpStepsDone.Max();
        return care.FollowUpDueOn is not { } due ? []
            : context.Rules.FollowUps.OverdueLadder.Where(step => step.Days > latest)
                .Select(step => (step.Days, step.Level, LocalTime.StartOf(due.AddDays(step.Days), context.Zone)));
    }
}
