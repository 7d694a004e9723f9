using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>A duplicate gives all it has to the customer that stays (X10); a refusal lets it keep everything.</summary>
public sealed record AbsorbCustomer : EffectBody
{
    /// <summary>What was known of it.</summary>
    public CustomerProfile Profile { get; set; } = new();

    /// <summary>Its contracts.</summary>
    public ImmutableArray<KnownContract> Contracts { get; set; } = [];

    /// <summary>Its receipts, with what stands on nodes and what is credit; nothing is on its way.</summary>
    public ImmutableArray<Receipt> Receipts { get; set; } = [];

    /// <summary>Duplicates that were merged into it before; null: none was.</summary>
    public ImmutableArray<string>? MergedFrom { get; set; }

    /// <summary>First contact, opportunities, follow-ups and signals; its nudges stay behind, resolved.</summary>
    public CareState? Care { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Which effects a merge calls for. Pure.</summary>
internal static class MergeEffectRules
{
    /// <summary>
    /// The duplicate sends all it had in one piece. Contracts and identities are told by the customer that has taken it, so none of them
    /// answers to somebody who does not know it yet.
    /// </summary>
    public static IEnumerable<Effect> Of(CustomerState customer, CustomerEvent happened, EntityKey self) => happened switch
    {
        CustomerMerged e => [new(self with { Id = e.IntoId }, "absorb-customer", new AbsorbCustomer
        {
            Profile = customer.Profile,
            Contracts = customer.Contracts,
            Receipts = customer.Receipts,
            MergedFrom = customer.MergedFrom,
            Care = customer.Care is { } care ? care with { Nudges = [], PooledAt = null, PoolWarnedAt = null } : null,
        })],
        CustomerAbsorbed e => e.Had.Contracts.Select(contract => CustomerEffectRules.Tell(customer, contract.Id, self)),
        PassedToWinner e => Bodies(e).Select(body => new Effect(self with { Id = e.IntoId }, "pass-on", body)),
        _ => [],
    };

    private static IEnumerable<EffectBody> Bodies(PassedToWinner e) => new EffectBody?[] { e.Known, e.Gone, e.Released, e.Signal }.OfType<EffectBody>();
}
