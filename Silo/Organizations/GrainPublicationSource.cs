using SalesGrains.Calendars;
using SalesGrains.RuleSets;

namespace SalesGrains.Organizations;

/// <summary>Rule sets and calendars from the entities that keep them.</summary>
internal sealed class GrainPublicationSource(IGrainFactory grains) : IPublicationSource
{
    /// <inheritdoc/>
    public async Task<RuleTimeline> Rules(string org, RuleTimeline known) =>
        await grains.GetGrain<IRuleSetGrain>(RuleSetKeys.Of(org).GrainKey).Published(known.Book.Version) is { } book ? new(book) : known;

    /// <inheritdoc/>
    public async Task<BusinessCalendar> Calendar(string org, BusinessCalendar known) =>
        await grains.GetGrain<ICalendarGrain>(CalendarKeys.Of(org).GrainKey).Published(known.Version - BusinessCalendar.China.Version) is { } company
            ? CalendarRules.Compose(company)
            : known;
}
