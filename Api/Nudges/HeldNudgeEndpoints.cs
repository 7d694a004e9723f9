using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Nudges;

/// <summary>HTTP for nudges that a restore holds (暂扣的提醒): administrators list them, and release or discard them.</summary>
internal static class HeldNudgeEndpoints
{
    /// <summary>Most nudges of one call.</summary>
    private const int Most = 200;

    private const int AtOnce = 16;

    /// <summary>Maps <c>/admin/held-nudges</c>.</summary>
    public static void MapHeldNudges(this IEndpointRouteBuilder routes)
    {
        var held = routes.MapGroup("/admin/held-nudges").WithTags("Administration").RequireAuthorization(Policies.Administer);
        held.MapGet("/", List);
        held.MapPost("/release", Release).Produces<DecidedBody>();
        held.MapPost("/discard", Discard).Produces<DecidedBody>();
    }

    private static async Task<Ok<HeldNudgesBody>> List(Caller caller, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(BoardScope.Company) { Held = true, Filter = new(Level: "all") };
        var answer = (await portfolio.Nudges(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new HeldNudgesBody(
            [.. answer.Items.Select(HeldNudgeBody.Of)], answer.Next, answer.Count, caller.Organization.Stored.RestoredAt));
    }

    private static Task<Ok<DecidedBody>> Release(Call<HeldBody> call) => Decide(call, NudgeMarks.Released);

    private static Task<Ok<DecidedBody>> Discard(Call<HeldBody> call) => Decide(call, NudgeMarks.Discarded);

    /// <summary>Each nudge by itself: doing it twice is the same as once, so a call that was cut off is simply sent again.</summary>
    /// <exception cref="ProblemException">None of them is there, or too many are named.</exception>
    private static async Task<Ok<DecidedBody>> Decide(Call<HeldBody> call, string mark)
    {
        var asked = call.Body.Ids.Distinct(StringComparer.Ordinal).Select(id => NudgeName.Read(id, "/ids")).ToList();
        if (asked.Count is 0 or > Most)
        {
            throw new Problem(StatusCodes.Status400BadRequest, "held-nudges.count", "/ids").With("max", $"{Most}").ToException();
        }

        var refused = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(asked.GroupBy(one => (one.Kind, one.Id)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (owner, _) =>
        {
            IEntityGrain? grain = null;
            CommandOutcome? last = null;
            foreach (var name in owner)
            {
                (grain, var send) = NudgeOwners.Marking(call.Caller, name, mark);
                last = await send(new(call.Caller.Actor));
                if (!last.Accepted)
                {
                    refused.Add(name.ToString());
                }
            }

            await Call.ViewPending(grain!, last!);
        });
        if (refused.Count == asked.Count)
        {
            throw Problem.NotFound("nudge.not-found").ToException();
        }

        return TypedResults.Ok(new DecidedBody(asked.Count - refused.Count, [.. refused.Order(StringComparer.Ordinal)]));
    }
}

/// <summary>A page of what a restore holds.</summary>
/// <param name="Items">The earliest deadline first.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
/// <param name="Total">How many are held in all.</param>
/// <param name="RestoredAt">When the store was restored, in the organization's time; null: never.</param>
internal sealed record HeldNudgesBody(IReadOnlyList<HeldNudgeBody> Items, string? Next, long Total, DateTimeOffset? RestoredAt);

/// <summary>A nudge that is held: no money, because administrators see none.</summary>
internal sealed record HeldNudgeBody(
    string Id, string Rule, string ContractId, string Number, string CustomerName, int NodeNo, string NodeName, string Level,
    DateTimeOffset DueMoment, DateTimeOffset RaisedAt, DateOnly Deadline)
{
    /// <summary>An item of the portfolio.</summary>
    public static HeldNudgeBody Of(NudgeItem nudge) => new(
        NudgeName.Of(nudge).ToString(), nudge.Rule, nudge.Kind == EntityKinds.Contract ? nudge.ContractId : "", nudge.Number, nudge.CustomerName, nudge.NodeNo, nudge.NodeName,
        nudge.Level, nudge.DueMoment, nudge.RaisedAt, nudge.Deadline);
}

/// <summary>Which nudges, as the list names them.</summary>
internal sealed record HeldBody(ImmutableArray<string> Ids);

/// <summary>What became of them.</summary>
/// <param name="Done">How many are no longer held.</param>
/// <param name="Refused">Those that are not there.</param>
internal sealed record DecidedBody(int Done, IReadOnlyList<string> Refused);
