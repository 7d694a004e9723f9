using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Calendars;

/// <summary>Keeps an organisation's calendar, and tells every silo's directory of each change before it answers.</summary>
[GrainType(EntityKinds.Calendar)]
public sealed class CalendarGrain(EntityRuntime runtime, IOrganizationDirectory directory)
    : EntityGrain<CalendarState, CalendarCommand, CalendarEvent>(runtime, CalendarRules.Definition), ICalendarGrain
{
    /// <inheritdoc/>
    public async Task<CommandOutcome> Execute(Command<CalendarCommand> command)
    {
        var outcome = await Run(command);
        await directory.Publish(Key.Org);
        return outcome;
    }

    /// <inheritdoc/>
    public Task<CompanyCalendar?> Published(int known) => Task.FromResult(State.Changes == known ? null : CalendarRules.Of(State));
}
