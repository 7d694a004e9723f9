using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
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
        nudges.MapPost("/{kind}/{id}/{nudgeId}/seen", SeenOf).ProducesCommand();
        nudges.MapPost("/{kind}/{id}/{nudgeId}/acted", ActedOf).ProducesCommand();
    }

    private static async Task<Ok<ItemPage<NudgeBody>>> List(
        Caller caller, string? scope, string? level, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Level: string.IsNullOrEmpty(level) ? null : level) };
        var answer = (await portfolio.Nudges(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new ItemPage<NudgeBody>([.. answer.Items.Select(NudgeBody.Of)], answer.Next));
    }

    private static Task<IResult> Seen(string contractId, string nudgeId, Call call) => Send(call, new(EntityKinds.Contract, contractId, nudgeId), NudgeMarks.Seen);

    private static Task<IResult> Acted(string contractId, string nudgeId, Call call) => Send(call, new(EntityKinds.Contract, contractId, nudgeId), NudgeMarks.Acted);

    private static Task<IResult> SeenOf(string kind, string id, string nudgeId, Call call) => Send(call, new(kind, id, nudgeId), NudgeMarks.Seen);

    private static Task<IResult> ActedOf(string kind, string id, string nudgeId, Call call) => Send(call, new(kind, id, nudgeId), NudgeMarks.Acted);

    private static async Task<IResult> Send(Call call, NudgeName name, string mark)
    {
        call.Caller.MustSee(await NudgeOwners.RepOf(call.Caller, name) ?? throw Problem.NotFound().ToException());
        var (grain, send) = NudgeOwners.Marking(call.Caller, name, mark);
        return await call.Send(grain, name.Id, (_, meta) => send(meta));
    }
}

/// <summary>A nudge that nobody has acted on. The contract's id is empty where something else raised it.</summary>
internal sealed record NudgeBody(
    string Id, string Rule, string ContractId, string Number, string CustomerName, int NodeNo, string NodeName, string Level,
    DateTimeOffset RaisedAt, DateOnly Deadline, string Command, DateTimeOffset? SeenAt, string Open, DateOnly? DueOn,
    string Kind, string EntityId, string NudgeId, DateTimeOffset? DeadlineAt, string? Detail, bool Strong)
{
    /// <summary>An item of the portfolio.</summary>
    public static NudgeBody Of(NudgeItem nudge) => new(
        NudgeName.Of(nudge).ToString(), nudge.Rule, nudge.Kind == EntityKinds.Contract ? nudge.ContractId : "", nudge.Number, nudge.CustomerName, nudge.NodeNo, nudge.NodeName,
        nudge.Level, nudge.RaisedAt, nudge.Deadline, nudge.Command, nudge.SeenAt, Yuan.Format(nudge.OpenFen), nudge.DueOn,
        nudge.Kind, nudge.ContractId, nudge.NudgeId, nudge.DeadlineAt, nudge.Detail, nudge.Strong);
}
