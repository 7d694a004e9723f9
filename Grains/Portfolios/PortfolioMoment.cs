using SalesGrains.Calendars;
using SalesGrains.Organizations;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios;

/// <summary>
/// All that the meaning of a row depends on besides the row: the organisation's time, rules and tree. Between two flips (midnight, and the
/// end of the working day) time does not change what a board says.
/// </summary>
/// <param name="now">The organisation's time, UTC.</param>
/// <param name="zone">Its zone.</param>
/// <param name="rules">Its thresholds.</param>
/// <param name="tree">Who belongs where.</param>
/// <param name="restoredAt">When the store was last restored, in the organisation's time; null: never.</param>
public sealed class PortfolioMoment(DateTimeOffset now, TimeZoneInfo zone, RuleSet rules, OrganizationTree tree, DateTimeOffset? restoredAt = null)
{
    /// <summary>The organisation's time, UTC.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Its zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>Its thresholds.</summary>
    public RuleSet Rules { get; } = rules;

    /// <summary>Who belongs where.</summary>
    public OrganizationTree Tree { get; } = tree;

    /// <summary>Nudges up to this moment are held, unless they were released.</summary>
    public DateTimeOffset? RestoredAt { get; } = restoredAt;

    /// <summary>The organisation's day.</summary>
    public DateOnly Today { get; } = LocalTime.DayOf(now, zone);

    /// <summary>True from the end of the working day on.</summary>
    public bool IsEvening => Now >= Evening;

    /// <summary>The next moment at which what a board says can change by itself.</summary>
    public DateTimeOffset NextFlip => IsEvening ? LocalTime.StartOf(Today.AddDays(1), Zone) : Evening;

    private DateTimeOffset Evening => LocalTime.At(Today, Rules.Payments.DayEndsAt, Zone);

    /// <summary>The moment of an organisation.</summary>
    public static PortfolioMoment Of(OrganizationSnapshot organization, DateTimeOffset now) =>
        new(now, organization.Zone, organization.RulesAt(now), organization.Tree, organization.Stored.RestoredAt);

    /// <summary>True when every row means the same at both.</summary>
    public bool MeansTheSameAs(PortfolioMoment other) =>
        Today == other.Today && IsEvening == other.IsEvening && Zone.Id == other.Zone.Id
        && RestoredAt == other.RestoredAt && Rules.Version == other.Rules.Version && Tree.Version == other.Tree.Version;
}
