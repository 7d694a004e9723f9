using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Entities;

namespace SalesGrains.Contracts.Countdown;

/// <summary>A stage of a node's countdown that is not done.</summary>
/// <param name="Key">Stored once it is done: warn, open-3, overdue-7 …</param>
/// <param name="Rule">The nudge it raises.</param>
/// <param name="Level">rep, manager or director.</param>
/// <param name="Moment">When it is due by the due date and the rules.</param>
/// <param name="FiresAt">When it can fire; later than <paramref name="Moment"/> for loaded history.</param>
public readonly record struct Stage(string Key, string Rule, string Level, DateTimeOffset Moment, DateTimeOffset FiresAt);

/// <summary>
/// When a payment node warns and escalates (R05): seven days before, again while items are open, and up the ladder when it is overdue;
/// each at the local time of nudges. Pure.
/// </summary>
public static class StageRules
{
    /// <summary>The warning with the preparation checklist.</summary>
    public const string Warning = "payment-warning";

    /// <summary>Items of the checklist are still open.</summary>
    public const string OpenItems = "payment-open-items";

    /// <summary>Overdue.</summary>
    public const string Overdue = "payment-overdue";

    private const string WarnKey = "warn";

    /// <summary>The stages of a node that are not done or given up, in the order of their moments; none once nothing is open.</summary>
    public static ImmutableArray<Stage> Undone(PaymentNode node, DecisionContext context)
    {
        if (node is not { DueOn: { } due, OpenFen: > 0 })
        {
            return [];
        }

        var rules = context.Rules.Payments;
        var latestDone = node.StagesDone.IsEmpty ? int.MinValue : node.StagesDone.Max(DaysOf);
        var stages = ImmutableArray.CreateBuilder<Stage>();
        Add(WarnKey, Warning, "rep", -rules.WarnDays);
        if (ChecklistRules.HasOpenItems(node))
        {
            foreach (var days in rules.OpenItemDays)
            {
                Add(Key("open", days), OpenItems, "rep", -days);
            }
        }

        foreach (var step in rules.OverdueLadder)
        {
            Add(Key("overdue", step.Days), Overdue, step.Level, step.Days);
        }

        stages.Sort((a, b) => a.Moment.CompareTo(b.Moment));
        return stages.ToImmutable();

        void Add(string key, string rule, string level, int days)
        {
            // Rules that were published meanwhile may name a stage that would have come before one that is done: it has had its turn.
            if (days > latestDone && !node.StagesDone.Contains(key) && (context.GivenUp.IsEmpty || !context.IsGivenUp(IdOf(node, key))))
            {
                var moment = context.At(due.AddDays(days), rules.NudgeAt);
                stages.Add(new(key, rule, level, moment, node.NudgesFrom is { } from && from > moment ? from : moment));
            }
        }
    }

    /// <summary>The node, the stage and its date: another date is another stage.</summary>
    public static string IdOf(PaymentNode node, string key) => string.Create(CultureInfo.InvariantCulture, $"{node.No}/{key}/{node.DueOn:yyyyMMdd}");

    /// <summary>The keys of all stages up to a moment, whether or not they were applicable.</summary>
    public static ImmutableArray<string> KeysUntil(PaymentNode node, DateTimeOffset moment, DecisionContext context)
    {
        var rules = context.Rules.Payments;
        var due = node.DueOn!.Value;
        var keys = new List<(string Key, int Days)> { (WarnKey, -rules.WarnDays) };
        keys.AddRange(rules.OpenItemDays.Select(days => (Key("open", days), -days)));
        keys.AddRange(rules.OverdueLadder.Select(step => (Key("overdue", step.Days), step.Days)));
        return [.. keys.Where(key => context.At(due.AddDays(key.Days), rules.NudgeAt) <= moment).Select(key => key.Key)];
    }

    /// <summary>The earliest moment at which the contract must act and has not, or null.</summary>
    public static DateTimeOffset? NextDue(ContractState contract, DecisionContext context)
    {
        if (contract.Stage != ContractStages.Signed)
        {
            return null;
        }

        DateTimeOffset? next = null;
        foreach (var node in contract.Nodes)
        {
            foreach (var stage in Undone(node, context))
            {
                next = next is { } earlier && earlier <= stage.FiresAt ? earlier : stage.FiresAt;
            }
        }

        return next;
    }

    /// <summary>Days after the due date at which a stage comes; the warning is before all others, whenever that was.</summary>
    private static int DaysOf(string key)
    {
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 || !int.TryParse(key.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? int.MinValue
            : key.StartsWith("open", StringComparison.Ordinal) ? -days : days;
    }

    private static string Key(string name, int days) => string.Create(CultureInfo.InvariantCulture, $"{name}-{days}");
}
