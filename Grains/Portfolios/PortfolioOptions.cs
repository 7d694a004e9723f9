using SalesGrains.Audit;
using SalesGrains.Calendars;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Numbers;
using SalesGrains.Organizations;
using SalesGrains.Recipients;
using SalesGrains.Reps;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios;

/// <summary>Waits and bounds of the portfolio. Durations are of real time, whatever an organisation's clock says.</summary>
public sealed class PortfolioOptions
{
    /// <summary>A shard wakes itself; one of three ways, each enough alone.</summary>
    public bool UseTimer { get; set; } = true;

    /// <summary>A durable Orleans reminder wakes the shard each minute; one of three ways, each enough alone.</summary>
    public bool UseReminder { get; set; } = true;

    /// <summary>How often a shard looks at clock, generation, rules and tree of its organisation.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The reminder's period; Orleans allows no shorter one than a minute.</summary>
    public TimeSpan ReminderEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// For how long after a silo last read the organisations a shard takes facts without reading them again. Shorter than
    /// <see cref="FirstRescan"/>, so that a new generation finds whatever an old one has still taken.
    /// </summary>
    public TimeSpan GenerationLease { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a board hears of changes without asking again.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Pause between two changes to one board; the first goes at once.</summary>
    public TimeSpan PushPause { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>First wait after an entity could not be woken.</summary>
    public TimeSpan BackoffFirst { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between tries.</summary>
    public TimeSpan BackoffLongest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a list waits for a version that its caller has seen.</summary>
    public TimeSpan SeenTimeout { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>First comparison with the store after a start.</summary>
    public TimeSpan FirstRescan { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Comparisons with the store after it.</summary>
    public TimeSpan RescanEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most entities that are re-evaluated at once when rules, calendar or code are newer than their facts.</summary>
    public int ReevaluateInFlight { get; set; } = 8;

    /// <summary>The version of the code that computes facts now, per kind; older facts are re-evaluated.</summary>
    public Dictionary<string, int> FactsCodes { get; } = Kinds.ToDictionary(kind => kind.Kind, kind => kind.Code, StringComparer.Ordinal);

    /// <summary>Kinds that neither rule set nor calendar matters to.</summary>
    public HashSet<string> FollowNoRules { get; } = [.. Kinds.Where(kind => !kind.FollowsRules).Select(kind => kind.Kind)];

    private static IEnumerable<(string Kind, int Code, bool FollowsRules)> Kinds =>
    [
        Of(EntityKinds.Contract, ContractRules.Definition),
        Of(EntityKinds.Customer, CustomerRules.Definition),
        Of(EntityKinds.Rep, RepRules.Definition),
        Of(EntityKinds.Recipient, RecipientRules.Definition),
        Of(EntityKinds.Number, NumberRules.Definition),
        Of(EntityKinds.Organization, OrganizationRules.Definition),
        Of(EntityKinds.RuleSet, RuleSetRules.Definition),
        Of(EntityKinds.Calendar, CalendarRules.Definition),
        Of(EntityKinds.Identity, IdentityRules.Definition),
        Of(EntityKinds.Audit, AuditRules.Definition),
    ];

    private static (string, int, bool) Of<TState, TCommand, TEvent>(string kind, EntityDefinition<TState, TCommand, TEvent> definition)
        where TState : class
        where TEvent : class => (kind, definition.FactsCode, definition.FollowsRules);
}
