using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Entities;

/// <summary>
/// The flat columns of an entity that lists, boards and alarms need, committed with its state.
/// Folding is "the later version wins", so posting them twice, late or out of order can do no harm.
/// </summary>
[GenerateSerializer, Immutable, Alias("entity-facts")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Contracts.ContractFacts), EntityKinds.Contract)]
[JsonDerivedType(typeof(Customers.CustomerFacts), EntityKinds.Customer)]
[JsonDerivedType(typeof(Reps.RepFacts), EntityKinds.Rep)]
[JsonDerivedType(typeof(Recipients.RecipientFacts), EntityKinds.Recipient)]
[JsonDerivedType(typeof(Identities.IdentityFacts), EntityKinds.Identity)]
[JsonDerivedType(typeof(PlainFacts), "plain")]
public abstract record EntityFacts
{
    /// <summary>The entity these facts are about.</summary>
    [Id(0), JsonIgnore] public EntityKey Key { get; init; }

    /// <summary>The entity's version after the commit that made them.</summary>
    [Id(1), JsonIgnore] public long Version { get; init; }

    /// <summary>The earliest moment at which the entity must act and has not, or null: the portfolio wakes it then.</summary>
    [Id(2)] public DateTimeOffset? NextDue { get; init; }

    /// <summary>Version of the rule set that made them; an older one is re-evaluated.</summary>
    [Id(3)] public int RulesVersion { get; init; }

    /// <summary>Version of the calendar that made them; an older one is re-evaluated.</summary>
    [Id(4)] public int CalendarVersion { get; init; }

    /// <summary>Version of the code that computed them; an older one is re-evaluated.</summary>
    [Id(5)] public int FactsCode { get; init; }
}

/// <summary>Facts of an entity that no list shows.</summary>
[GenerateSerializer, Immutable, Alias("plain-facts")]
public sealed record PlainFacts : EntityFacts;
