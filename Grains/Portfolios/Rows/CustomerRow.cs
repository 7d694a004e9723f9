using SalesGrains.Boards;
using SalesGrains.Customers;

namespace SalesGrains.Portfolios.Rows;

/// <summary>A customer as lists and boards know it.</summary>
public sealed class CustomerRow : EntityRow
{
    /// <summary>Makes the rows of a customer, its first contact and its follow-up.</summary>
    public CustomerRow(CustomerFacts facts, TextPool pool)
        : base(facts, pool)
    {
        Name = facts.Name;
        Tier = pool.One(facts.Tier);
        RepId = pool.One(facts.RepId);
        CreditFen = facts.CreditFen;
        ExternalNo = facts.ExternalNo;
        Industry = pool.OneOrNull(facts.Industry);
        Stage = pool.OneOrNull(facts.Care?.Stage);
        LastTouchAt = facts.Care?.LastTouchAt;
        PooledAt = facts.Care?.PooledAt;
        LastActivityAt = facts.Care?.LastActivityAt;
        StaleOn = facts.Care?.StaleOn;
        MergedInto = facts.MergedInto;
        NameKey = CompanyNames.KeyOf(facts.Name);
        IdentityIds = facts.IdentityIds ?? [];
        CreditCode = facts.CreditCode;
        Recent = facts.Care?.Recent ?? [];
        Chains = facts.Care?.Chains ?? [];
        Contact = facts.Care?.FirstContact is { } first ? new(this, first) : null;
        FollowUp = facts.Care?.FollowUpDueOn is { } due ? new(this, due) : null;
    }

    /// <summary>Full name.</summary>
    public string Name { get; }

    /// <summary>A, B or C.</summary>
    public string Tier { get; }

    /// <summary>Who owns it.</summary>
    public string RepId { get; }

    /// <summary>Money received that no node has taken, in fen.</summary>
    public long CreditFen { get; }

    /// <summary>The number it has in the company's other systems, or null.</summary>
    public string? ExternalNo { get; }

    /// <summary>Industry, free text.</summary>
    public string? Industry { get; }

    /// <summary>The stage of the open opportunity that is furthest, or null.</summary>
    public string? Stage { get; }

    /// <summary>When somebody of ours last dealt with it.</summary>
    public DateTimeOffset? LastTouchAt { get; }

    /// <summary>When it came into the public pool (X13); null: it is somebody's.</summary>
    public DateTimeOffset? PooledAt { get; }

    /// <summary>When anything last happened.</summary>
    public DateTimeOffset? LastActivityAt { get; }

    /// <summary>The day from which on an open opportunity of it is stale (X14); null: none is open.</summary>
    public DateOnly? StaleOn { get; }

    /// <summary>The customer that has all it had (X10); null: it stands for itself.</summary>
    public string? MergedInto { get; }

    /// <summary>What of its name is its own.</summary>
    public string NameKey { get; }

    /// <summary>Ids of its external identities.</summary>
    public System.Collections.Immutable.ImmutableArray<string> IdentityIds { get; }

    /// <summary>Its unified social credit code, or null.</summary>
    public string? CreditCode { get; }

    /// <summary>Its latest follow-ups, in the order they happened.</summary>
    public System.Collections.Immutable.ImmutableArray<FollowUpFacts> Recent { get; }

    /// <summary>Its latest chains of objection, solution and result (P08).</summary>
    public System.Collections.Immutable.ImmutableArray<ChainFacts> Chains { get; }

    /// <summary>Its first contact, or null before there was any.</summary>
    public ContactRow? Contact { get; }

    /// <summary>Its follow-up, or null without a clock.</summary>
    public FollowUpRow? FollowUp { get; }
}

/// <summary>A first contact as boards know it (C01).</summary>
public sealed class ContactRow(CustomerRow customer, FirstContactFacts facts) : DutyRow
{
    /// <summary>Its customer.</summary>
    public CustomerRow Customer { get; } = customer;

    /// <summary>The facts.</summary>
    public FirstContactFacts Facts { get; } = facts;

    /// <inheritdoc/>
    public override EntityRow Entity => Customer;

    /// <inheritdoc/>
    public override string Kind => DutyKinds.Contact;

    /// <inheritdoc/>
    public override string RepId => Facts.RepId;

    /// <inheritdoc/>
    public override string Tier => Customer.Tier;

    /// <inheritdoc/>
    public override DateTime LateFrom => TurnsAt.UtcDateTime;

    /// <summary>When it was missed, or will be.</summary>
    public DateTimeOffset TurnsAt => Facts.MissedAt ?? Facts.DeadlineAt;

    /// <summary>True until an opportunity, or the word that there is none to come, has ended it.</summary>
    public bool IsOpen => Facts.Outcome is null;

    /// <inheritdoc/>
    public override bool Has(SearchText text) => text.IsIn(Customer.Name) || text.IsIn(Customer.ExternalNo);
}

/// <summary>A customer's next follow-up as boards know it (Z05).</summary>
public sealed class FollowUpRow(CustomerRow customer, DateOnly dueOn) : DutyRow
{
    /// <summary>Its customer.</summary>
    public CustomerRow Customer { get; } = customer;

    /// <summary>The day by whose end it is due.</summary>
    public DateOnly DueOn { get; } = dueOn;

    /// <inheritdoc/>
    public override EntityRow Entity => Customer;

    /// <inheritdoc/>
    public override string Kind => DutyKinds.FollowUp;

    /// <inheritdoc/>
    public override string RepId => Customer.RepId;

    /// <inheritdoc/>
    public override string Tier => Customer.Tier;

    /// <inheritdoc/>
    public override DateTime LateFrom => After(DueOn);

    /// <inheritdoc/>
    public override bool Has(SearchText text) => text.IsIn(Customer.Name) || text.IsIn(Customer.ExternalNo);
}
