using SalesGrains.Calendars;
using SalesGrains.RuleSets;

namespace SalesGrains.Organizations;

/// <summary>
/// A silo's own copy of what every decision needs to know of an organisation: read in nanoseconds, refreshed by push and by a pull
/// every two seconds.
/// </summary>
public interface IOrganizationDirectory
{
    /// <summary>The organisation as this silo knows it; loaded when it is asked for the first time.</summary>
    /// <exception cref="KeyNotFoundException">No such organisation.</exception>
    ValueTask<OrganizationSnapshot> Get(string org);

    /// <summary>The organisation as this silo knows it, or null when it has not been loaded.</summary>
    OrganizationSnapshot? Peek(string org);

    /// <summary>All organisations known to this silo.</summary>
    IReadOnlyCollection<OrganizationSnapshot> All { get; }

    /// <summary>How long ago the last read began that found the organisation as <see cref="Peek"/> says it is; the longest time when none did.</summary>
    TimeSpan AgeOf(string org);

    /// <summary>Reads an organisation anew.</summary>
    Task Refresh(string org);

    /// <summary>After a change: has every silo read the organisation anew, so that the next call anywhere is decided by it.</summary>
    Task Publish(string org);
}

/// <summary>One organisation at one moment; immutable.</summary>
/// <param name="Stored">Generation, partitions, shards, clock.</param>
/// <param name="Zone">Its time zone.</param>
/// <param name="Rules">Its rule sets, of which one holds on each day.</param>
/// <param name="Calendar">Its active calendar.</param>
/// <param name="Tree">Its tree and people.</param>
public sealed record OrganizationSnapshot(
    StoredOrganization Stored,
    TimeZoneInfo Zone,
    RuleTimeline Rules,
    BusinessCalendar Calendar,
    OrganizationTree Tree)
{
    /// <summary>The organisation's time at a real instant.</summary>
    public DateTimeOffset At(DateTimeOffset real) => Stored.Clock.At(real);

    /// <summary>The rule set that holds at an instant of the organisation's time.</summary>
    public RuleSet RulesAt(DateTimeOffset now) => Rules.On(DayOf(now));

    /// <summary>The organisation's day at an instant of its own time.</summary>
    public DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
}
