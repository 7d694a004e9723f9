using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers.FirstContacts;

/// <summary>
/// The first contact's clock (C01, C03): it begins at the earliest moment that any source names, nudges at +2, +8 and +20 hours to all
/// channels at once, and is missed at +24 hours exactly, by the wall clock. An opportunity ends it, and so does the word that there is none to
/// come. A later signal of an earlier moment moves it back while it runs, and says so. Pure.
/// </summary>
public static class FirstContactRules
{
    /// <summary>The hourly nudges before the deadline.</summary>
    public const string Rule = "first-contact";

    /// <summary>The deadline has passed.</summary>
    public const string Missed = "first-contact-missed";

    private const string Command = "create-opportunity";

    /// <summary>What a contact at a moment makes of the clock.</summary>
    public static IEnumerable<CustomerEvent> Touched(CustomerState customer, DateTimeOffset at, string source, string? device)
    {
        var care = customer.Cared;
        if (care.FirstContact is { } first)
        {
            return first.Runs && at < first.StartedAt ? [new FirstContactMovedBack(first.StartedAt, at, source, device)] : [];
        }

        // An old customer's next call is no first contact; one that was earlier than its first opportunity had led to it already. In the pool
        // there is nobody to act on it.
        return !customer.Contracts.IsEmpty || customer.IsPooled ? []
            : care.Opportunities.IsEmpty ? [new FirstContactStarted(at, source, device)]
            : at < care.Opportunities.Min(one => one.CreatedAt) ? [new FirstContactStarted(at, source, device), new FirstContactEnded(Outcomes.Opportunity)]
            : [];
    }

    /// <summary>A nudge has reached its rep; the first one counts, and only while the clock runs (R14).</summary>
    public static Decision<CustomerEvent> Reached(CustomerState customer, NudgeReached reached, DecisionContext context) =>
        customer.Cared.FirstContact is { Runs: true, ReachedAt: null } first && reached.At < DeadlineOf(first, context)
            ? new FirstContactReached(reached.At)
            : Decision<CustomerEvent>.Accept();

    /// <summary>Ends the clock, unless it has ended. What ends it after its deadline, before anybody noticed, ends one that was missed.</summary>
    public static IEnumerable<CustomerEvent> Ended(CustomerState customer, string outcome, DecisionContext context, string? reason = null) =>
        customer.Cared.FirstContact is not { Outcome: null } first ? []
        : first.Runs && context.Now >= DeadlineOf(first, context) ? [MissOf(customer, first, context), new FirstContactEnded(outcome, reason)]
        : [new FirstContactEnded(outcome, reason)];

    /// <summary>The moment at which it is missed, of the rules of now.</summary>
    public static DateTimeOffset DeadlineOf(FirstContact first, DecisionContext context) =>
        first.StartedAt.AddHours(context.Rules.FirstContact.DeadlineHours);

    /// <summary>Every nudge that is not done, and the miss.</summary>
    public static IEnumerable<DueItem<CustomerEvent>> Items(CustomerState customer, DecisionContext context)
    {
        if (customer.Cared.FirstContact is not { Runs: true } first)
        {
            return [];
        }

        return Undone(first, context).Select(hours => (Key: $"{hours}", At: first.StartedAt.AddHours(hours)))
            .Append((Key: "missed", At: DeadlineOf(first, context)))
            .Select(one => new DueItem<CustomerEvent>(
                string.Create(CultureInfo.InvariantCulture, $"first-contact/{one.Key}/{first.StartedAt:yyyyMMddHHmmss}"), one.At, () => Latest(customer, context)))
            .Where(item => !context.IsGivenUp(item.Id));
    }

    /// <summary>What is due by now: the latest nudge alone, standing for those before it, or the miss alone.</summary>
    public static ImmutableArray<CustomerEvent> Latest(CustomerState customer, DecisionContext context)
    {
        if (customer.Cared.FirstContact is not { Runs: true } first)
        {
            return [];
        }

        if (context.Now >= DeadlineOf(first, context))
        {
            return Miss(customer, first, context);
        }

        var due = Undone(first, context).Where(hours => first.StartedAt.AddHours(hours) <= context.Now).ToImmutableArray();
        return due.IsEmpty ? [] : [new CustomerNudgeRaised(NudgeOf(Rule, "rep", due[^1], first, DeadlineOf(first, context), context), due)];
    }

    private static ImmutableArray<CustomerEvent> Miss(CustomerState customer, FirstContact first, DecisionContext context)
    {
        var rules = context.Rules.FirstContact;
        var at = DeadlineOf(first, context);
        return
        [
            MissOf(customer, first, context),
            .. rules.MissLevels.Select(level => new CustomerNudgeRaised(NudgeOf(Missed, level, rules.DeadlineHours, first, at.AddHours(rules.DeadlineHours), context), [])),
        ];
    }

    private static FirstContactMissed MissOf(CustomerState customer, FirstContact first, DecisionContext context) =>
        new(DeadlineOf(first, context), customer.Profile.RepId, first.Source, first.Device);

    /// <summary>Hours whose nudge is to come; rules that were published meanwhile bring none back that would have come before one that is done.</summary>
    private static IEnumerable<int> Undone(FirstContact first, DecisionContext context)
    {
        var latest = first.HoursDone.IsEmpty ? 0 : first.HoursDone.Max();
        return context.Rules.FirstContact.NudgeHours.Where(hours => hours > latest && hours < context.Rules.FirstContact.DeadlineHours);
    }

    private static Nudge NudgeOf(string rule, string level, int hours, FirstContact first, DateTimeOffset deadline, DecisionContext context) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{rule}-{level}-{hours}-{first.StartedAt:yyyyMMdd't'HHmmss}"),
        Rule = rule,
        Level = level,
        Deadline = LocalTime.DayOf(deadline, context.Zone),
        DeadlineAt = deadline,
        Command = Command,
        DueMoment = first.StartedAt.AddHours(hours),
        Strong = true,
    };
}
