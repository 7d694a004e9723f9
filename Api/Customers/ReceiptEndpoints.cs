using SalesGrains.Accounts;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Customers;

/// <summary>HTTP for money (回款): what came in, what was taken back, where credit goes (X22).</summary>
internal static class ReceiptEndpoints
{
    /// <summary>Maps receipts and credit below <c>/customers</c>.</summary>
    public static void MapReceipts(this RouteGroupBuilder customers)
    {
        customers.MapPost("/{id}/receipts", Record).RequireAuthorization(Policies.RecordMoney).ProducesCreated();
        customers.MapPost("/{id}/receipts/{receiptId}/reversal", Reverse).RequireAuthorization(Policies.ReverseMoney).ProducesCommand();
        customers.MapPost("/{id}/credit-allocations", Allocate).RequireAuthorization(Policies.RecordMoney).ProducesCommand();
    }

    private static async Task<IResult> Record(string id, Call<NewReceipt> call)
    {
        var body = call.Body;
        id = (await call.Caller.Customer(id)).Id;
        var receiptId = call.NewId("receipt");
        var command = new RecordReceipt
        {
            ReceiptId = receiptId,
            AmountFen = Fen(body.Amount),
            ReceivedOn = body.ReceivedOn,
            ContractId = body.ContractId.OrNull(),
            NodeNo = body.NodeNo,
            Method = body.Method.OrNull(),
            Remark = body.Remark.OrNull(),
            Reference = body.Reference.OrNull(),
            Objection = await Objection(call.Caller, id, body.ContractId.OrNull(), body.NodeNo),
        };
        return await Send(call, id, receiptId, command, $"/api/v1/customers/{id}");
    }

    private static async Task<IResult> Reverse(string id, string receiptId, Call<Reversal> call)
    {
        id = (await call.Caller.Customer(id)).Id;
        return await Send(call, id, receiptId, new ReverseReceipt(receiptId, call.Body.Reason ?? ""));
    }

    private static async Task<IResult> Allocate(string id, Call<CreditAllocation> call)
    {
        id = (await call.Caller.Customer(id)).Id;
        var command = new AllocateCredit(Fen(call.Body.Amount), call.Body.ContractId ?? "", call.Body.NodeNo)
        {
            Objection = await Objection(call.Caller, id, call.Body.ContractId.OrNull(), call.Body.NodeNo),
        };
        return await Send(call, id, id, command);
    }

    private static Task<IResult> Send(Call call, string customerId, string answerId, CustomerCommand command, string? location = null) =>
        call.Send(
            call.Caller.Grains.Entity<ICustomerGrain>(customerId), answerId,
            (customer, meta) => customer.Execute(new(command, meta)), location);

    private static long Fen(string? amount) =>
        Yuan.Read(amount, out var fen) is { } code
            ? throw new Problem(StatusCodes.Status422UnprocessableEntity, code, "/amount").ToException()
            : fen;

    /// <summary>
    /// Tells at once what the contract would refuse later. The customer says it, after it has looked whether the key was answered before;
    /// the contract decides all the same: what it refuses stays as credit.
    /// </summary>
    private static async Task<Rejection?> Objection(Caller caller, string customerId, string? contractId, int? nodeNo)
    {
        if (contractId is null)
        {
            return null;
        }

        var contract = TenantGrains.IsId(contractId) ? await caller.Grains.Entity<IContractGrain>(contractId).Get() : null;
        return contract is null || contract.CustomerId != customerId ? new("receipt.contract-unknown", "/contractId")
            : contract.Stage != ContractStages.Signed ? new("receipt.contract-not-signed", "/contractId")
            : nodeNo is { } no && !contract.Nodes.Any(node => node.No == no) ? new("receipt.node-unknown", "/nodeNo")
            : null;
    }
}
