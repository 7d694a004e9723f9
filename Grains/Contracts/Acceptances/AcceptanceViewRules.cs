using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>Acceptances and freezes as the contract's page shows them. Pure.</summary>
internal static class AcceptanceViewRules
{
    /// <summary>The view of a state.</summary>
    public static AcceptancesView Of(ContractState contract, DecisionContext context) => new(
        [.. contract.Acceptances.Reverse().Select(Of)],
        [.. contract.Holds.Select(hold => Of(contract, hold, context))],
        [.. contract.Delegates.Select(one => new DelegateView(one.Name, one.From, one.Until, one.Reason, one.By))],
        Yuan.Format(contract.Nodes.Where(node => node.Held).Sum(node => node.OpenFen)));

    private static AcceptanceView Of(SignedAcceptance one) => new(
        one.Id, one.Event, one.SignedOn, one.SignerName, one.SignerTitle, one.Verdict, one.MatchedTitle,
        new(one.FileSha256, one.FileName, one.FileType, one.FileBytes), one.RecordedAt, one.By);

    private static HoldView Of(ContractState contract, NodeHold hold, DecisionContext context) => new(
        hold.Id, hold.Event, hold.Since, FreezeRules.Frozen(contract, hold.Event), hold.Nudged,
        FreezeRules.IsOpen(contract, hold) ? ResignRules.MomentOf(hold, hold.Nudged, context) : null,
        hold.RequestedBy, hold.RequestReason, hold.RequestedAt, hold.RequestedById);
}
