using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts.Terms;

/// <summary>What a draft would come to: amounts and dates as signing would compute them, and everything it would refuse. Pure.</summary>
public static class PreviewRules
{
    /// <summary>The preview of a draft.</summary>
    /// <param name="draft">What the form says so far.</param>
    /// <param name="happened">The day of each event that the form assumes; null: not yet.</param>
    /// <param name="calendar">Counts business days.</param>
    /// <param name="rules">Limits.</param>
    public static ContractPreview Preview(
        ContractDraft draft, IReadOnlyDictionary<string, DateOnly> happened, BusinessCalendar calendar, PaymentRuleSet rules)
    {
        var wrong = DraftRules.Problems(draft, rules).ToImmutableArray();
        var problems = wrong.AddRange(SigningRules.Problems(draft).Where(problem => !wrong.Any(other => other.Field == problem.Field)));
        problems = problems.AddRange(happened.Where(one => !IsInRange(one.Value)).Select(one =>
            new Rejection("date.out-of-range", one.Key == ContractEvents.Signed ? "/signedOn" : "/events").With("event", one.Key)));
        var safe = wrong.All(problem => problem.Field?.StartsWith("/terms", StringComparison.Ordinal) != true && problem.Field != "/total");
        var covered = safe && draft.Terms.All(term => term.Amount is not null) && SigningRules.Cover(draft.TotalFen, draft.Terms) is null;
        var amounts = covered ? SplitRules.Split(draft.TotalFen, [.. draft.Terms.Select(term => term.Amount)]) : null;
        DateOnly? Day(string name) => happened.TryGetValue(name, out var day) && IsInRange(day) ? day : null;
        DateOnly? Happened(string name) =>
            Day(name) ?? (name == ContractEvents.WarrantyEnd && draft.WarrantyMonths is >= 0 and <= 240 and var months ? Day(ContractEvents.FinalAccepted)?.AddMonths(months) : null);
        bool IsInRange(DateOnly day) => day >= rules.EarliestDate && day <= rules.LatestDate;

        var nodes = draft.Terms.Select((term, i) =>
        {
            var broken = wrong.Any(problem => problem.Field?.StartsWith($"/terms/{i}/", StringComparison.Ordinal) == true);
            var dates = broken ? null : DueDateRules.Schedule(term, Happened, calendar);
            return new PreviewNode(i + 1, term.Name, amounts?[i] ?? Alone(term), dates?.StartsOn, dates?.DueOn, dates?.Provisional ?? false);
        }).ToImmutableArray();
        return new(nodes, problems, nodes.Sum(node => node.AmountFen ?? 0));

        // While the terms do not add up yet, each share still says what it would be by itself.
        long? Alone(Term term) =>
            term.Amount is { FixedFen: { } fen } && fen >= 0 ? fen
            : term.Amount is { SharePpm: { } ppm and >= 0 } && draft.TotalFen >= 0 ? (long)(((Int128)draft.TotalFen * ppm / 500_000 + 1) / 2)
            : null;
    }
}
