using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Calendars;

/// <summary>
/// The calendar of an organisation (工作日历, X15): its own days, and years that the state published after the product was made.
/// Key: <c>{org}|calendar</c>.
/// </summary>
[Alias("calendar")]
public interface ICalendarGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<CalendarCommand> command);

    /// <summary>What the organisation has of its own, or null when the caller knows it: it has that many changes.</summary>
    [AlwaysInterleave, ReadOnly, Alias("published")] Task<CompanyCalendar?> Published(int known);
}

/// <summary>Where the calendar of an organisation lives. Stored: never change it.</summary>
public static class CalendarKeys
{
    /// <summary>The id of the entity inside its organisation.</summary>
    public const string Id = "calendar";

    /// <summary>The entity of an organisation.</summary>
    public static EntityKey Of(string org) => new(EntityKinds.Calendar, org, Id);
}
