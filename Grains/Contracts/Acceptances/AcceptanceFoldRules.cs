using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>Folds what happened to acceptances and freezes. Reads the event only. Pure.</summary>
internal static class AcceptanceFoldRules
{
    /// <summary>The state after an event that is about them; null when it is about something else.</summary>
    public static ContractState? Evolve(ContractState contract, ContractEvent happened, EventMeta meta) => happened switch
    {
        AcceptanceRecorded e => With(contract, signing => signing with
        {
            Acceptances = signing.Acceptances.Add(e.Acceptance with { RecordedAt = meta.RecordedAt, By = meta.Actor.Name }),
        }),
        DelegateNamed e => With(contract, signing => signing with
        {
            Delegates = signing.Delegates.Add(new() { Name = e.Name, From = e.From, Until = e.Until, Reason = e.Reason, By = meta.Actor.Name }),
        }),
        NodesFrozen e => FreezeRules.Mark(With(contract, signing => signing with
        {
            HoldCount = signing.HoldCount + 1,
            Holds = signing.Holds.Add(new() { Id = e.HoldId, Event = e.Event, NodeNo = e.NodeNo, Since = meta.RecordedAt, SinceOn = e.On }),
        })),
        NodesReleased e => FreezeRules.Mark(With(contract, signing => signing with { Holds = signing.Holds.RemoveAll(hold => hold.Id == e.HoldId) }) with
        {
            Nudges = Resolve(contract, e.HoldId, static rule => ResignRules.IsOfHold(rule), meta),
        }),
        ReleaseRequested e => Map(contract, e.HoldId, hold => hold with
        {
            RequestedById = meta.Actor.Id, RequestedBy = meta.Actor.Name, RequestReason = e.Reason, RequestedAt = meta.RecordedAt,
            Requests = hold.Requests + 1, RequestNudged = false,
        }),
        ReleaseRefused e => Map(contract, e.HoldId, hold => hold with
        {
            RequestedById = null, RequestedBy = null, RequestReason = null, RequestedAt = null, RequestNudged = false,
        }) with
        {
            Nudges = Resolve(contract, e.HoldId, static rule => rule == ResignRules.Approve, meta),
        },
        _ => null,
    };

    /// <summary>The contract after a nudge was raised that may be about one of its freezes.</summary>
    public static ContractState Nudged(ContractState contract, NudgeRaised e) => e.HoldId is not { } id ? contract
        : Map(contract, id, hold => e.Rule == ResignRules.Approve ? hold with { RequestNudged = true } : hold with { Nudged = e.Rung });

    private static ContractState With(ContractState contract, Func<SigningState, SigningState> change) =>
        contract with { Signing = change(contract.Signing ?? new()) };

    private static ContractState Map(ContractState contract, string id, Func<NodeHold, NodeHold> change) =>
        With(contract, signing => signing with { Holds = [.. signing.Holds.Select(hold => hold.Id == id ? change(hold) : hold)] });

    private static ImmutableArray<Nudge> Resolve(ContractState contract, string holdId, Func<string, bool> which, EventMeta meta) =>
        NudgeListRules.Resolve(
            contract.Nudges, nudge => which(nudge.Rule) && nudge.Id.StartsWith(holdId + "-", StringComparison.Ordinal), meta.RecordedAt);
}
