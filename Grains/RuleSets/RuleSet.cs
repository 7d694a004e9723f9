using System.Collections.Immutable;

namespace SalesGrains.RuleSets;

/// <summary>
/// Every number that a rule uses (规则集), versioned and immutable. A decision records the version that it used.
/// </summary>
public sealed record RuleSet
{
    /// <summary>Rises with each publication; 1 is the set that the product ships.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Payment nodes (R01–R05).</summary>
    public PaymentRuleSet Payments { get; init; } = new();

    /// <summary>Business numbers.</summary>
    public NumberRuleSet Numbers { get; init; } = new();

    /// <summary>The set that the product ships.</summary>
    public static RuleSet Default { get; } = new();
}

/// <summary>The numbers of payment countdowns, warnings and escalation.</summary>
public sealed record PaymentRuleSet
{
    /// <summary>Calendar days before a due date at which the rep gets the preparation checklist (R05: 距付款日≤7天).</summary>
    public int WarnDays { get; init; } = 7;

    /// <summary>Calendar days before a due date at which open checklist items are nudged again (R05).</summary>
    public ImmutableArray<int> OpenItemDays { get; init; } = [3, 1];

    /// <summary>Local time of day of warnings and escalations (R05).</summary>
    public TimeOnly NudgeAt { get; init; } = new(9, 0);

    /// <summary>Local time of day at which the last day's countdown ends (R04); overdue begins at midnight after it.</summary>
    public TimeOnly DayEndsAt { get; init; } = new(18, 0);

    /// <summary>Days overdue at which the rep, then the manager, then the director is told.</summary>
    public ImmutableArray<OverdueStep> OverdueLadder { get; init; } = [new(1, "rep"), new(7, "manager"), new(30, "director")];

    /// <summary>Upper ends of the ageing buckets, in days overdue; the last bucket is open.</summary>
    public ImmutableArray<int> AgeingDays { get; init; } = [7, 30, 60, 90];

    /// <summary>Most terms a contract may have.</summary>
    public int MaxTerms { get; init; } = 12;

    /// <summary>Deepest trigger expression.</summary>
    public int MaxTriggerDepth { get; init; } = 4;

    /// <summary>Earliest and latest date that anything may carry.</summary>
    public DateOnly EarliestDate { get; init; } = new(2000, 1, 1);

    /// <inheritdoc cref="EarliestDate"/>
    public DateOnly LatestDate { get; init; } = new(2100, 12, 31);
}

/// <summary>One step of the overdue ladder.</summary>
/// <param name="Days">Days overdue.</param>
/// <param name="Level">rep, manager or director.</param>
public sealed record OverdueStep(int Days, string Level);

/// <summary>The numbers of business numbers.</summary>
public sealed record NumberRuleSet
{
    /// <summary>Minutes after which a claimed number that nobody took is free again.</summary>
    public int ClaimMinutes { get; init; } = 10;
}
