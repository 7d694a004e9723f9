using System.Collections.Immutable;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Entities;

/// <content>What a decision looks at besides the state: the organisation's time, rules and calendar, never older than what was gone by before.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    // Facts of a program that is newer than this one: reading the organisation again did not help and will not.
    private FactsOrigin outOfReach;

    /// <summary>
    /// The organisation and what a decision may look at. A clock that is older than the caller's, or than one this entity has gone by, is
    /// read anew; so are rules and a calendar that are older than those of its facts.
    /// </summary>
    private async ValueTask<(StoredOrganization Organization, DecisionContext Context)> Frame(
        Actor actor, DateTimeOffset? dueMoment = null, long? clockVersion = null)
    {
        var organization = runtime.Organizations.Peek(Key.Org) ?? await Read(refresh: false);
        if (Math.Max(clockVersion ?? 0, Current.Lanes.ClockVersion ?? 0) > organization.Stored.Clock.Version)
        {
            organization = await Read(refresh: true);
        }

        var now = Now(organization, dueMoment);
        if (Current.Facts is { } facts && IsBehind(organization, now, facts) && FactsOrigin.Of(facts) != outOfReach)
        {
            organization = await Read(refresh: true);
            now = Now(organization, dueMoment);
            outOfReach = IsBehind(organization, now, facts) ? FactsOrigin.Of(facts) : outOfReach;
        }

        return (organization.Stored, new(
            Key, now, organization.DayOf(now), organization.Zone, organization.RulesAt(now), organization.Calendar, actor, Current.Version)
        {
            RestoredAt = organization.Stored.RestoredAt,
            Jumping = organization.Stored.Clock.Jumping,
            UnitAbove = organization.Tree.Units.GetValueOrDefault(Key.Id)?.ParentId,
            StateBytes = Current.StateBytes,
            GivenUp = Current.Lanes.GivenUp ?? ImmutableDictionary<string, string>.Empty,
        });
    }

    private static bool IsBehind(OrganizationSnapshot organization, DateTimeOffset now, EntityFacts facts) =>
        facts.CalendarVersion > organization.Calendar.Version || facts.RulesVersion > organization.RulesAt(now).Version;

    private DateTimeOffset Now(OrganizationSnapshot organization, DateTimeOffset? dueMoment) =>
        RecordedAtRules.Now(organization.At(runtime.Time.GetUtcNow()), dueMoment, Current.LastRecordedAt);

    /// <summary>What cannot be read now leaves the call's outcome unknown: nothing is decided by what may be old.</summary>
    private Task<OrganizationSnapshot> Read(bool refresh) => runtime.Ask("The organisation", Key, async _ =>
    {
        if (refresh)
        {
            await runtime.Organizations.Refresh(Key.Org);
        }

        return await runtime.Organizations.Get(Key.Org);
    });
}
