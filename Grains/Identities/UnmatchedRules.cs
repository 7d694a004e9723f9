using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Identities;

/// <summary>
/// The first contact's clock while nobody has said whose the signals are (C03, C04): the same hours as a customer's, because a contact that
/// nobody can place is missed as surely as one that nobody wrote down. What is older than people may enter starts no clock. Pure.
/// </summary>
public static class UnmatchedRules
{
    /// <summary>The hourly nudges before the deadline.</summary>
    public const string Rule = "unmatched-contact";

    /// <summary>The deadline has passed.</summary>
    public const string Missed = "unmatched-contact-missed";

    private const string Command = "match-contact";
    private static readonly ImmutableArray<string> Contacts = [SignalSources.WeComContact, SignalSources.Call, SignalSources.Message];

    /// <summary>The earliest signal that is contact; null: none is.</summary>
    public static CustomerSignal? FirstContact(ImmutableArray<CustomerSignal> signals) => signals.Where(IsContact).MinBy(signal => signal.At);

    /// <summary>When the clock began; null: it does not run and has not been missed.</summary>
    public static DateTimeOffset? StartedAt(IdentityState identity, DecisionContext context) =>
        identity.IsWaiting && FirstContact(identity.Waiting) is { } first
            && (!identity.HoursDone.IsEmpty || identity.MissedAt is not null || first.At >= context.Now.AddDays(-context.Rules.FirstContact.EntryDays))
            ? first.At : null;

    /// <summary>The moment at which it is missed.</summary>
    public static DateTimeOffset? DeadlineOf(IdentityState identity, DecisionContext context) =>
        StartedAt(identity, context)?.AddHours(context.Rules.FirstContact.DeadlineHours);

    /// <summary>Every nudge that is not done, and the miss.</summary>
    public static IEnumerable<DueItem<IdentityEvent>> Items(IdentityState identity, DecisionContext context)
    {
        if (identity.MissedAt is not null || StartedAt(identity, context) is not { } started)
        {
            return [];
        }

        return Undone(identity, context).Select(hours => (Key: $"{hours}", Hours: hours))
            .Append((Key: "missed", Hours: context.Rules.FirstContact.DeadlineHours))
            .Select(one => new DueItem<IdentityEvent>(
                string.Create(CultureInfo.InvariantCulture, $"unmatched/{one.Key}/{started:yyyyMMddHHmmss}"),
                started.AddHours(one.Hours),
                () => Latest(identity, started, context)))
            .Where(item => !context.IsGivenUp(item.Id));
    }

    private static ImmutableArray<IdentityEvent> Latest(IdentityState identity, DateTimeOffset started, DecisionContext context)
    {
        var rules = context.Rules.FirstContact;
        var deadline = started.AddHours(rules.DeadlineHours);
        if (context.Now >= deadline)
        {
            return
            [
                new UnmatchedMissed(deadline),
                .. rules.MissLevels.Where(_ => identity.RepId.Length > 0).Select(level =>
                    new IdentityNudgeRaised(NudgeOf(Missed, level, rules.DeadlineHours, started, deadline.AddHours(rules.DeadlineHours), context), [])),
            ];
        }

        var due = Undone(identity, context).Where(hours => started.AddHours(hours) <= context.Now).ToImmutableArray();
        return due.IsEmpty ? [] : [new IdentityNudgeRaised(NudgeOf(Rule, "rep", due[^1], started, deadline, context), due)];
    }

    /// <summary>Hours whose nudge is to come; none while nobody is known to be nudged.</summary>
    private static IEnumerable<int> Undone(IdentityState identity, DecisionContext context)
    {
        var latest = identity.HoursDone.IsEmpty ? 0 : identity.HoursDone.Max();
        return identity.RepId.Length == 0 ? []
            : context.Rules.FirstContact.NudgeHours.Where(hours => hours > latest && hours < context.Rules.FirstContact.DeadlineHours);
    }

    /// <summary>A call that nobody answered is none.</summary>
    private static bool IsContact(CustomerSignal signal) =>
        Contacts.Contains(signal.Source) && (signal.Source != SignalSources.Call || signal.DurationSeconds is not 0);

    private static Nudge NudgeOf(string rule, string level, int hours, DateTimeOffset started, DateTimeOffset deadline, DecisionContext context) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{rule}-{level}-{hours}-{started:yyyyMMdd't'HHmmss}"),
        Rule = rule,
        Level = level,
        Deadline = LocalTime.DayOf(deadline, context.Zone),
        DeadlineAt = deadline,
        Command = Command,
        DueMoment = started.AddHours(hours),
        Strong = true,
    };
}
