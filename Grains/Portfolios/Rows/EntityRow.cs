using System.Collections.Immutable;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Identities;
using SalesGrains.Nudges;
using SalesGrains.Reps;

namespace SalesGrains.Portfolios.Rows;

/// <summary>What the portfolio keeps of any entity. Immutable: a later version is another row.</summary>
/// <param name="facts">The facts it is made of.</param>
/// <param name="pool">Keeps one copy of texts that many rows share.</param>
public class EntityRow(EntityFacts facts, TextPool pool)
{
    /// <summary>The entity.</summary>
    public EntityKey Key { get; } = new(pool.One(facts.Key.Kind), pool.One(facts.Key.Org), facts.Key.Id);

    /// <summary>Its version.</summary>
    public long Version { get; } = facts.Version;

    /// <summary>When it must act next, or null.</summary>
    public DateTimeOffset? NextDue { get; } = facts.NextDue;

    /// <summary>Its nudges that nobody has acted on.</summary>
    public ImmutableArray<NudgeRow> Nudges { get; private protected set; } = [];

    /// <summary>Versions of rules, calendar and code that made the facts.</summary>
    public FactsOrigin Origin { get; } = FactsOrigin.Of(facts);

    /// <summary>The row of an entity, with its nudges whatever its kind.</summary>
    public static EntityRow Of(EntityFacts facts, TextPool pool)
    {
        if (facts is ContractFacts contract)
        {
            return new ContractRow(contract, pool);
        }

        var row = facts is CustomerFacts known ? new CustomerRow(known, pool) : new EntityRow(facts, pool);
        row.Nudges = facts switch
        {
            CustomerFacts { Care: { Nudges.IsEmpty: false } care } customer => Rows(care.Nudges, customer.RepId, customer.Name),
            IdentityFacts { Nudges.IsEmpty: false } identity => Rows(identity.Nudges, identity.RepId, identity.Masked),
            RepFacts { Nudges: { IsEmpty: false } nudges } rep => Rows(nudges, rep.Key.Id, rep.Name),
            _ => [],
        };
        return row;

        ImmutableArray<NudgeRow> Rows(ImmutableArray<NudgeFacts> nudges, string repId, string name) =>
            [.. nudges.Select(nudge => new NudgeRow(row, nudge, pool.One(repId), "", name))];
    }

    /// <summary>True when these facts say something newer of the same entity: a later version, or the same one seen by newer rules.</summary>
    public bool IsOlderThan(EntityFacts other) =>
        Version < other.Version
        || (Version == other.Version && Origin.IsOlderThan(FactsOrigin.Of(other)));
}

/// <summary>Keeps one copy of texts that many rows share: kinds, names of payment nodes, owners, reps. Bounded.</summary>
public sealed class TextPool
{
    private const int Most = 100_000;

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The one copy of a text.</summary>
    public string One(string text)
    {
        if (texts.TryGetValue(text, out var one))
        {
            return one;
        }

        if (texts.Count < Most)
        {
            texts.Add(text, text);
        }

        return text;
    }

    /// <summary>The one copy of a text, or null.</summary>
    public string? OneOrNull(string? text) => text is null ? null : One(text);
}
