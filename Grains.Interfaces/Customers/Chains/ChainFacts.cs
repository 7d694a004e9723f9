using System.Collections.Immutable;

namespace SalesGrains.Customers;

/// <summary>
/// An objection, what was done about it, and what came of it (问题→方案→结果, P08), as pages and boards show it.
/// </summary>
/// <param name="FollowUpId">The follow-up in which the customer first said so.</param>
/// <param name="Objection">The objection's code, for example budget.</param>
/// <param name="At">When the customer said so first.</param>
/// <param name="Times">How often they said so before anything was done about it, 1 or more.</param>
/// <param name="Solution">The first thing that was done about it after that, by its code; null: nothing was.</param>
/// <param name="SolvedAt">When.</param>
/// <param name="Result">See <see cref="ChainResults"/>.</param>
/// <param name="EndedAt">When that came about; null: it is open.</param>
[GenerateSerializer, Immutable, Alias("chain-facts")]
public sealed record ChainFacts(
    [property: Id(0)] string FollowUpId,
    [property: Id(1)] string Objection,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] int Times,
    [property: Id(4)] string? Solution,
    [property: Id(5)] DateTimeOffset? SolvedAt,
    [property: Id(6)] string Result,
    [property: Id(7)] DateTimeOffset? EndedAt);

/// <summary>What came of an objection; on the wire.</summary>
public static class ChainResults
{
    /// <summary>An opportunity was won (赢单). Final.</summary>
    public const string Won = "won";

    /// <summary>An opportunity came up, or went a stage on (推进); won or lost may still follow.</summary>
    public const string Advanced = "advanced";

    /// <summary>Nothing yet (未了结).</summary>
    public const string Open = "open";

    /// <summary>The customer objects to the same again (再次提出): what was done did not settle it. Final.</summary>
    public const string Repeated = "repeated";

    /// <summary>An opportunity went a stage back (倒退); won or lost may still follow.</summary>
    public const string SetBack = "set-back";

    /// <summary>An opportunity was lost (输单). Final.</summary>
    public const string Lost = "lost";

    /// <summary>All, from the best to the worst.</summary>
    public static ImmutableArray<string> All { get; } = [Won, Advanced, Open, Repeated, SetBack, Lost];
}

/// <summary>The code of a quotation as a solution; what else is done goes by the code of its tick.</summary>
public static class ChainSolutions
{
    /// <summary>A quotation went out (报价), however it was recorded.</summary>
    public const string Quotation = "quoted";
}
