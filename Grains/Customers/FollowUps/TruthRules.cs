using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Entities;
using SalesGrains.RuleSets;

namespace SalesGrains.Customers.FollowUps;

/// <summary>Whether signals speak for a follow-up (P04): within two hours on both sides, two verify it, one makes it plausible. Pure.</summary>
public static class TruthRules
{
    /// <summary>How many signals speak for a moment.</summary>
    public static int Count(DateTimeOffset at, IEnumerable<Signal> signals, FollowUpRuleSet rules) =>
        signals.Count(signal => SignalRules.Speaks(signal) && (signal.At - at).Duration() <= TimeSpan.FromMinutes(rules.TruthMinutes));

    /// <summary>What so many signals say.</summary>
    public static string Verdict(int signals, FollowUpRuleSet rules) =>
        signals >= rules.VerifiedSignals ? Verdicts.Verified
        : signals >= rules.PlausibleSignals ? Verdicts.Plausible
        : Verdicts.Unverified;

    /// <summary>The follow-ups that signals which came late judge anew.</summary>
    public static IEnumerable<FollowUpJudged> Judged(CareState care, IEnumerable<Signal> signals, DecisionContext context)
    {
        var rules = context.Rules.FollowUps;
        return from one in care.FollowUps
            let count = Count(one.OccurredAt, signals, rules)
            where count > one.Signals
            select new FollowUpJudged(one.Id, Verdict(count, rules), count);
    }

    /// <summary>
    /// The days with an effective visit (有效拜访, T10): ticked, and signals speak for it; a customer's day counts once however often it was
    /// followed up.
    /// </summary>
    public static ImmutableArray<DateOnly> VisitDays(CareState care, TimeZoneInfo zone) =>
        [.. care.FollowUps.Where(one => one.Verdict is Verdicts.Verified or Verdicts.Plausible).Select(one => LocalTime.DayOf(one.OccurredAt, zone)).Distinct().Order().TakeLast(14)];
}
