using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts;

/// <summary>
/// What a payment node's facts mean today. Board, list, explanation and the contract page all ask here, so that no two of them can differ. Pure.
/// </summary>
public static class NodeStatusRules
{
    /// <summary>The bucket of nodes without a due date.</summary>
    public const string NotStartedBucket = "not-started";

    /// <summary>The bucket of nodes that are not overdue.</summary>
    public const string NotDueBucket = "not-due";

    /// <summary>Everything that is known of a node at a moment.</summary>
    /// <param name="node">Its facts.</param>
    /// <param name="now">The organisation's time.</param>
    /// <param name="zone">The organisation's zone.</param>
    /// <param name="rules">The active thresholds.</param>
    public static NodeReading Read(NodeFacts node, DateTimeOffset now, TimeZoneInfo zone, PaymentRuleSet rules)
    {
        var today = LocalTime.DayOf(now, zone);
        var status = StatusOf(node, today, rules);
        var open = IsOpen(status);
        return new(
            status,
            open ? BucketOf(node.DueOn, today, rules) : null,
            open && node.DueOn is { } due ? due.DayNumber - today.DayNumber : null,
            open ? OverdueDays(node.DueOn, today) : 0,
            node.OpenFen > 0 && node.OpenFen < node.AmountFen,
            open ? ChangesAt(node.DueOn, now, zone, rules) : null);
    }

    /// <summary>The status of a node on a day.</summary>
    public static NodeStatus StatusOf(NodeFacts node, DateOnly today, PaymentRuleSet rules) =>
        StatusOf(node.DueOn, node.Cancelled, IsSettled(node), node.Held, today, rules);

    /// <summary>The status of a node on a day, from its columns.</summary>
    public static NodeStatus StatusOf(DateOnly? dueOn, bool cancelled, bool settled, bool held, DateOnly today, PaymentRuleSet rules) =>
        cancelled ? NodeStatus.Cancelled
        : settled ? NodeStatus.Settled
        : held ? NodeStatus.Frozen
        : dueOn is not { } due ? NodeStatus.NotStarted
        : today > due ? NodeStatus.Overdue
        : today == due ? NodeStatus.DueToday
        : due.DayNumber - today.DayNumber <= rules.WarnDays ? NodeStatus.DueSoon
        : NodeStatus.Upcoming;

    /// <summary>True when nothing is open any more.</summary>
    public static bool IsSettled(NodeFacts node) => node.SettledOn is not null || node.OpenFen <= 0;

    /// <summary>True for the statuses that a board shows and counts when no status is asked for.</summary>
    public static bool IsOpen(NodeStatus status) => status is not (NodeStatus.Cancelled or NodeStatus.Settled);

    /// <summary>Days after the due date, 0 when it is not over.</summary>
    public static int OverdueDays(DateOnly? dueOn, DateOnly today) => dueOn is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : 0;

    /// <summary>The keys of all ageing buckets (账龄) under these rules, youngest first.</summary>
    public static ImmutableArray<string> Buckets(PaymentRuleSet rules)
    {
        var ends = rules.AgeingDays;
        var keys = ImmutableArray.CreateBuilder<string>(ends.Length + 3);
        keys.Add(NotStartedBucket);
        keys.Add(NotDueBucket);
        for (var i = 0; i < ends.Length; i++)
        {
            keys.Add($"overdue-{(i == 0 ? 1 : ends[i - 1] + 1)}-{ends[i]}");
        }

        keys.Add($"overdue-{ends[^1]}");
        return keys.MoveToImmutable();
    }

    /// <summary>The place in <see cref="Buckets"/> of an open node with this due date. A frozen node ages on.</summary>
    public static int BucketIndex(DateOnly? dueOn, DateOnly today, PaymentRuleSet rules)
    {
        if (dueOn is null)
        {
            return 0;
        }

        var days = OverdueDays(dueOn, today);
        var index = 1;
        while (days > 0 && index <= rules.AgeingDays.Length && days > rules.AgeingDays[index - 1])
        {
            index++;
        }

        return days == 0 ? 1 : index + 1;
    }

    /// <summary>The key of the ageing bucket of an open node with this due date.</summary>
    public static string BucketOf(DateOnly? dueOn, DateOnly today, PaymentRuleSet rules) => Buckets(rules)[BucketIndex(dueOn, today, rules)];

    /// <summary>
    /// The distances from the due date, in days, at whose beginning a status or a bucket changes: rising, the first one negative.
    /// </summary>
    public static ImmutableArray<int> Flips(PaymentRuleSet rules) => [-rules.WarnDays, 0, 1, .. rules.AgeingDays.Select(end => end + 1)];

    /// <summary>
    /// The next moment at which what a board says of an open node changes by itself, or null. On the due date itself there are two: the
    /// end of the working day, to which the last hours are counted down, and the midnight at which it is overdue.
    /// </summary>
    public static DateTimeOffset? ChangesAt(DateOnly? dueOn, DateTimeOffset now, TimeZoneInfo zone, PaymentRuleSet rules)
    {
        if (dueOn is not { } due)
        {
            return null;
        }

        var today = LocalTime.DayOf(now, zone);
        if (today == due && LocalTime.At(due, rules.DayEndsAt, zone) is var evening && now < evening)
        {
            return evening;
        }

        var distance = today.DayNumber - due.DayNumber;
        foreach (var flip in Flips(rules))
        {
            if (flip > distance)
            {
                return LocalTime.StartOf(due.AddDays(flip), zone);
            }
        }

        return null;
    }
}

/// <summary>What a payment node's facts mean at a moment.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Bucket">Its ageing bucket; null unless it is open.</param>
/// <param name="DaysLeft">Calendar days until it is due, negative when overdue; null without a due date or when it is not open.</param>
/// <param name="OverdueDays">Days overdue, or 0.</param>
/// <param name="PartlyPaid">Something was paid and something is open.</param>
/// <param name="ChangesAt">When this changes by itself, or null.</param>
public readonly record struct NodeReading(
    NodeStatus Status,
    string? Bucket,
    int? DaysLeft,
    int OverdueDays,
    bool PartlyPaid,
    DateTimeOffset? ChangesAt);
