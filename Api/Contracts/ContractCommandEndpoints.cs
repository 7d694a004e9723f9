using System.Collections.Immutable;
using SalesGrains.Accounts;
using SalesGrains.Contracts.Terms;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Numbers;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Contracts;

/// <summary>HTTP for what people do with contracts (R01–R05).</summary>
internal static class ContractCommandEndpoints
{
    /// <summary>Maps the commands below <c>/contracts</c>.</summary>
    public static void MapContractCommands(this RouteGroupBuilder contracts)
    {
        contracts.MapPost("/", Create).RequireAuthorization(Policies.EditContracts).ProducesCreated();
        contracts.MapPut("/{id}", Revise).RequireAuthorization(Policies.EditContracts).RequireVersion().ProducesCommand();
        contracts.MapPost("/{id}/sign", Sign).RequireAuthorization(Policies.EditContracts).ProducesCommand();
        contracts.MapPost("/{id}/events", Record).RequireAuthorization(Policies.RecordEvents).ProducesCommand();
        contracts.MapPost("/{id}/amendments", Amend).RequireAuthorization(Policies.EditContracts).RequireVersion().ProducesCommand();
        contracts.MapPost("/{id}/checklist/{item}", TickItem).RequireAuthorization(Policies.RecordEvents).ProducesCommand();
        contracts.MapPost("/{id}/cancel", Cancel).RequireAuthorization(Policies.EditContracts).ProducesCommand();
    }

    private static async Task<IResult> Create(Call<DraftBody> call)
    {
        var id = call.NewId("contract", call.Body.Id);
        var draft = await Draft(call);
        var contract = call.Caller.Grains.Entity<IContractGrain>(id);
        var outcome = await call.Caller.Claiming(
            EntityKinds.Contract, id, draft.Number, "/number", () => contract.Execute(new(new CreateContract(draft), call.Meta)));
        return outcome.ToHttp(id, await Call.ViewPending(contract, outcome), $"/api/v1/contracts/{id}");
    }

    private static async Task<IResult> Revise(string id, Call<DraftBody> call)
    {
        await call.Caller.Contract(id);
        if (call.Body.Id is { } other && other != id)
        {
            throw new Problem(StatusCodes.Status400BadRequest, "id.malformed", "/id").ToException();
        }

        var draft = await Draft(call);
        var contract = call.Caller.Grains.Entity<IContractGrain>(id);
        var outcome = await call.Caller.Claiming(
            EntityKinds.Contract, id, draft.Number, "/number", () => contract.Execute(new(new ReviseDraft(draft), call.Meta)));
        return outcome.ToHttp(id, await Call.ViewPending(contract, outcome));
    }

    private static Task<IResult> Sign(string id, Call<Signing> call) => Send(call, id, new SignContract(call.Body.SignedOn));

    private static Task<IResult> Record(string id, Call<NewEvent> call) =>
        Send(call, id, new RecordEvent(call.Body.Event, call.Body.OccurredOn, call.Body.Note.OrNull()));

    private static Task<IResult> Amend(string id, Call<Amendment> call)
    {
        var reader = new TermReader();
        var terms = reader.Terms(call.Body.Terms);
        var total = reader.Fen(call.Body.Total ?? "", "/total");
        Refuse(reader.Problems);
        return Send(call, id, new AmendContract(
            call.Body.Reason ?? "", call.Body.EffectiveOn, total, [.. terms.Select((term, i) => new AmendedTerm(term, call.Body.Terms![i].KeepNo))]));
    }

    private static Task<IResult> TickItem(string id, string item, Call<Tick> call) =>
        Send(call, id, new TickChecklist(item, call.Body.Done, call.Body.Note.OrNull()));

    private static Task<IResult> Cancel(string id, Call<Cancellation> call) => Send(call, id, new CancelContract(call.Body.Reason ?? ""));

    private static async Task<IResult> Send(Call call, string id, ContractCommand command)
    {
        await call.Caller.Contract(id);
        return await call.Send(call.Caller.Grains.Entity<IContractGrain>(id), id, (contract, meta) => contract.Execute(new(command, meta)));
    }

    /// <summary>The draft of a body, with its customer and rep looked up; refused here so that a wrong one claims no number.</summary>
    private static async Task<ContractDraft> Draft(Call<DraftBody> call)
    {
        var reader = new TermReader();
        var draft = DraftReader.Read(call.Body, reader);
        Refuse(reader.Problems);
        if (call.Body.Currency is not (null or "CNY"))
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "contract.currency-unknown", "/currency").ToException();
        }

        if (call.Body.Terms?.FirstOrDefault(term => term.KeepNo is not null) is { } kept)
        {
            throw new Problem(
                StatusCodes.Status422UnprocessableEntity, "term.keep-no-in-draft", $"/terms/{call.Body.Terms.ToList().IndexOf(kept)}/keepNo").ToException();
        }

        var customer = TenantGrains.IsId(draft.CustomerId) ? await call.Caller.Grains.Entity<ICustomerGrain>(draft.CustomerId).Get() : null;
        if (draft.CustomerId.Length > 0 && (customer is null || !await call.Caller.Confirms(() => call.Caller.Sees(customer.Profile.RepId))))
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "contract.customer-unknown", "/customerId").ToException();
        }

        draft = draft with
        {
            CustomerName = customer?.Profile.Name ?? "",
            Tier = customer?.Profile.Tier ?? "C",
            RepId = draft.RepId.OrNull() ?? call.Caller.RepId ?? customer?.Profile.RepId ?? "",
        };
        Refuse([.. DraftRules.Problems(draft, call.Caller.Rules.Payments)]);
        await call.Caller.MustReach(draft.RepId, "/repId");
        return draft;
    }

    /// <summary>Refuses with the first problem, and names them all.</summary>
    private static void Refuse(ImmutableArray<Rejection> problems)
    {
        if (!problems.IsEmpty)
        {
            throw (Problem.Of(problems[0]) with { Errors = problems.Length == 1 ? [] : [.. problems.Select(problem => Problem.Of(problem))] }).ToException();
        }
    }
}
