using SalesGrains.Calendars;
using SalesGrains.RuleSets;

namespace SalesGrains.Organizations;

/// <summary>
/// Where a silo's directory has an organisation's rule sets and calendar from. Asked every two seconds per organisation: cheap when nothing
/// has changed.
/// </summary>
public interface IPublicationSource
{
    /// <summary>The organisation's rule sets now; <paramref name="known"/> itself when nothing was published since.</summary>
    Task<RuleTimeline> Rules(string org, RuleTimeline known);

    /// <summary>The organisation's calendar now; <paramref name="known"/> itself when nothing was changed since.</summary>
    Task<BusinessCalendar> Calendar(string org, BusinessCalendar known);
}
