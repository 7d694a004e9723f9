using System.Collections.Immutable;

namespace SalesGrains.Admin;

/// <summary>The outcome of a comparison.</summary>
/// <param name="Differences">What differs.</param>
/// <param name="Nodes">Open nodes in the contracts' own records.</param>
/// <param name="Contracts">Contracts read.</param>
/// <param name="BoardFen">What is open in the lists behind the boards, in fen.</param>
/// <param name="StoreFen">What is open in the contracts' own records, in fen.</param>
/// <param name="ShownFen">What the company's board shows, in fen; null while it is being rebuilt.</param>
/// <param name="BoardAgrees">The board shows what its list adds up to.</param>
/// <param name="At">When it was compared.</param>
/// <param name="TookMs">How long it took.</param>
public sealed record Reconciled(
    ImmutableArray<Difference> Differences, int Nodes, int Contracts, long BoardFen, long StoreFen, long? ShownFen, bool BoardAgrees, DateTimeOffset At, long TookMs);

/// <summary>A node that is seen differently; null where it is not open or not known.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Number">Its business number.</param>
/// <param name="NodeNo">The node.</param>
/// <param name="BoardFen">What the lists behind the boards say.</param>
/// <param name="FactsFen">What the store's facts say.</param>
/// <param name="StoreFen">What the contract's own record says.</param>
public sealed record Difference(string ContractId, string Number, int NodeNo, long? BoardFen, long? FactsFen, long? StoreFen)
{
    /// <summary>What deviates from the contract's own record: board, facts, both; empty when nothing does.</summary>
    public string Where => (BoardFen != StoreFen, FactsFen != StoreFen) switch
    {
        (true, true) => "both",
        (true, false) => "board",
        (false, true) => "facts",
        _ => "",
    };
}
