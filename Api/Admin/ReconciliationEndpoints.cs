using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Admin;

/// <summary>HTTP for boards against the store (对账), and for mending what differs.</summary>
internal static class ReconciliationEndpoints
{
    /// <summary>Most contracts mended by one call.</summary>
    private const int Most = 200;

    /// <summary>Maps <c>/reconciliation</c>.</summary>
    public static void MapReconciliation(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/reconciliation", Reconcile).RequireAuthorization(Policies.Reconcile);
        admin.MapPost("/reconciliation/repair", Repair).RequireAuthorization(Policies.Reconcile).Produces<ReconciliationBody>();
    }

    private static async Task<Ok<ReconciliationBody>> Reconcile(Caller caller, Reconciliation reconciliation) =>
        TypedResults.Ok(Body(caller, await reconciliation.Compare(caller.Organization)));

    /// <summary>Each contract commits anew what its own history says; answers with another comparison.</summary>
    private static async Task<Ok<ReconciliationBody>> Repair(Call<RepairBody> call, Reconciliation reconciliation)
    {
        var contracts = call.Body.ContractIds.Distinct(StringComparer.Ordinal).ToArray();
        if (contracts.Length is 0 or > Most || !contracts.All(TenantGrains.IsId))
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "reconciliation.contracts", "/contractIds").ToException();
        }

        await reconciliation.Repair(call.Caller, contracts);
        return TypedResults.Ok(Body(call.Caller, await reconciliation.Compare(call.Caller.Organization)));
    }

    /// <summary>Administrators keep the system and see no money: they learn where something differs, not by how much.</summary>
    private static ReconciliationBody Body(Caller caller, Reconciled found)
    {
        var seesMoney = caller.Role != Roles.Admin;
        return new(
            [
                .. found.Differences.Select(d => new DifferenceBody(
                    d.ContractId, d.Number, d.NodeNo, d.Where, Format(d.BoardFen), Format(d.FactsFen), Format(d.StoreFen))),
            ],
            found.Nodes, found.Contracts, Format(found.BoardFen), Format(found.StoreFen), Format(found.ShownFen), found.BoardAgrees, found.At, found.TookMs);

        string? Format(long? fen) => seesMoney && fen is { } some ? Yuan.Format(some) : null;
    }
}

/// <summary>What boards and store disagree on; nothing, if all is well. Amounts are null for administrators.</summary>
/// <param name="Differences">Node by node.</param>
/// <param name="CheckedNodes">Open payment nodes in the contracts' own records.</param>
/// <param name="CheckedContracts">Contracts read.</param>
/// <param name="BoardAmount">What the lists behind the boards add up to.</param>
/// <param name="StoreAmount">What the contracts' own records add up to.</param>
/// <param name="ShownAmount">What the company's board shows as its total; null also while it is being rebuilt.</param>
/// <param name="BoardAgrees">The company's board shows what its list adds up to.</param>
/// <param name="At">When this was compared.</param>
/// <param name="TookMs">How long it took.</param>
internal sealed record ReconciliationBody(
    IReadOnlyList<DifferenceBody> Differences, int CheckedNodes, int CheckedContracts, string? BoardAmount, string? StoreAmount, string? ShownAmount,
    bool BoardAgrees, DateTimeOffset At, long TookMs);

/// <summary>A node that is seen differently; an amount is null where it is not known, and for administrators.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Number">Its business number.</param>
/// <param name="NodeNo">The node.</param>
/// <param name="Where">What deviates from the contract's own record: board, facts or both.</param>
/// <param name="Board">What the board counts.</param>
/// <param name="Facts">What the store's facts say.</param>
/// <param name="Store">What the contract's own record says.</param>
internal sealed record DifferenceBody(string ContractId, string Number, int NodeNo, string Where, string? Board, string? Facts, string? Store);

/// <summary>Which contracts to mend, 1 to 200.</summary>
internal sealed record RepairBody(IReadOnlyList<string> ContractIds);
