using SalesGrains.Calendars;
using SalesGrains.Organizations;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios;

/// <summary>
/// All that the meaning of a row depends on besides the row: the organisation's time, rules and tree. Between two flips (midnight, and the
/// end of the working day) time does not change what a board says.
/// </summary>
/// <param name="Now">The organisation's time, UTC.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Rules">Its thresholds.</param>
/// <param name="Tree">Who belongs where.</param>
public sealed record PortfolioMoment(DateTimeOffset Now, TimeZoneInfo Zone, RuleSet Rules, OrganizationTree Tree)
{
    /// <summary>The organisation's day.</summary>
    public DateOnly Today { get; } = LocalTime.DayOf(Now, Zone);

    /// <summary>True from the end of the working day on.</summary>
    public bool IsEvening => Now >= Evening;

    /// <summary>The next moment at which what a board says can change by itself.</summary>
    public DateTimeOffset NextFlip => IsEvening ? LocalTime.StartOf(Today.AddDays(1), Zone) : Evening;

    private DateTimeOffset Evening => LocalTime.At(Today, Rules.Payments.DayEndsAt, Zone);

    /// <summary>The moment of an organisation.</summary>
    public static PortfolioMoment Of(OrganizationSnapshot organization, DateTimeOffset now) =>
        new(now, organization.Zone, organization.Rules, organization.Tree);

    /// <summary>True when every row means the same at both.</summary>
    public bool MeansTheSameAs(PortfolioMoment other) =>
        Today == other.Today && IsEvening == other.IsEvening && Zone.Id == other.Zone.Id
        && Rules.Version == other.Rules.Version && Tree.Version == other.Tree.Version;
}
