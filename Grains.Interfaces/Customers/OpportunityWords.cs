using System.Collections.Immutable;

namespace SalesGrains.Customers;

/// <summary>The stages of an opportunity (商机阶段), in order; stored and on the wire.</summary>
public static class OpportunityStages
{
    /// <summary>初步接触.</summary>
    public const string Contact = "contact";

    /// <summary>需求确认.</summary>
    public const string Needs = "needs";

    /// <summary>方案报价.</summary>
    public const string Proposal = "proposal";

    /// <summary>商务谈判.</summary>
    public const string Negotiation = "negotiation";

    /// <summary>All, in order.</summary>
    public static ImmutableArray<string> All { get; } = [Contact, Needs, Proposal, Negotiation];
}

/// <summary>How opportunities and first contacts end; stored and on the wire.</summary>
public static class Outcomes
{
    /// <summary>An opportunity was won (赢单).</summary>
    public const string Won = "won";

    /// <summary>An opportunity was lost (输单).</summary>
    public const string Lost = "lost";

    /// <summary>The first contact led to an opportunity.</summary>
    public const string Opportunity = "opportunity";

    /// <summary>The first contact is not an opportunity (非商机).</summary>
    public const string NotAnOpportunity = "not-an-opportunity";

    /// <summary>A contract came without one.</summary>
    public const string Contract = "contract";

    /// <summary>The customer returned to the public pool (公海) before it led anywhere.</summary>
    public const string Pool = "pool";
}
