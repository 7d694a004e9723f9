using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Contracts;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Nudges;

/// <summary>HTTP for nudges (提醒): the inbox of a scope, and what its reader did about each.</summary>
internal static class NudgeEndpoints
{
    /// <summary>Maps <c>/nudges</c>.</summary>
    public static void MapNudges(this IEndpointRouteBuilder routes)
    {
        var nudges = routes.MapGroup("/nudges").WithTags("Nudges").RequireAuthorization(Policies.ActOnNudges);
        nudges.MapGet("/", List);
        nudges.MapPost("/{contractId}/{nudgeId}/seen", Seen).ProducesCommand();
        nudges.MapPost("/{contractId}/{nudgeId}/acted", Acted).ProducesCommand();
    }

    private static async Task<Ok<ItemPage<NudgeBody>>> List(
        Caller caller, string? scope, string? level, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Level: string.IsNullOrEmpty(level) ? null : level) };
        var answer = (await portfolio.Nudges(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new ItemPage<NudgeBody>([.. answer.Items.Select(NudgeBody.Of)], answer.Next));
    }

    private static Task<IResult> Seen(string contractId, string nudgeId, Call call) => Send(call, contractId, new MarkNudgeSeen(nudgeId));

    private static Task<IResult> Acted(string contractId, string nudgeId, Call call) => Send(call, contractId, new MarkNudgeActed(nudgeId));

    private static async Task<IResult> Send(Call call, string contractId, ContractCommand command)
    {
        var contract = call.Caller.Grains.Entity<IContractGrain>(contractId);
        var view = await contract.Get() ?? throw Problem.NotFound().ToException();
        call.Caller.MustSee(view.RepId);
        return await call.Send(contract, contractId, (grain, meta) => grain.Execute(new(command, meta)));
    }
}

/// <summary>A nudge that nobody has acted on.</summary>
internal sealed record NudgeBody(
    string Id, string Rule, string ContractId, string Number, string CustomerName, int NodeNo, string NodeName, string Level,
    DateTimeOffset RaisedAt, DateOnly Deadline, string Command, DateTimeOffset? SeenAt, string Open, DateOnly? DueOn)
{
    /// <summary>An item of the portfolio.</summary>
    public static NudgeBody Of(NudgeItem nudge) => new(
        $"{nudge.ContractId}:{nudge.NudgeId}", nudge.Rule, nudge.ContractId, nudge.Number, nudge.CustomerName, nudge.NodeNo, nudge.NodeName,
        nudge.Level, nudge.RaisedAt, nudge.Deadline, nudge.Command, nudge.SeenAt, Yuan.Format(nudge.OpenFen), nudge.DueOn);
}
