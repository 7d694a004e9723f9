using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Calendars;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Nudges.Why;
using SalesGrains.Problems;

namespace SalesGrains.Recipients;

/// <summary>HTTP for "why was nobody reminded" (为什么没提醒, C06, M5).</summary>
internal static class WhyEndpoints
{
    /// <summary>Maps <c>/why</c>.</summary>
    public static void MapWhy(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/why").WithTags("Recipients").MapGet("/", Get).RequireAuthorization(Policies.SignedIn);

    /// <summary>Of a rep the nudges of a period, the last 30 days when none is named; of a contract or customer all that are known.</summary>
    private static async Task<Ok<WhyBody>> Get(
        string? kind, string? id, DateOnly? from, DateOnly? to, int? limit, string? after, Caller caller, HttpContext context, TimeProvider time)
    {
        var now = caller.Organization.At(time.GetUtcNow());
        var (repId, one) = kind switch
        {
            "contract" => await Contract(caller, id ?? "", now),
            "customer" => await Customer(caller, id ?? "", now),
            "recipient" => (id ?? "", Case("recipient", id ?? "", now)),
            _ => throw new Problem(StatusCodes.Status400BadRequest, "why.kind-unknown", "kind").ToException(),
        };
        if (!TenantGrains.IsId(repId) || !await caller.Confirms(() => caller.Organization.Tree.Reps.ContainsKey(repId) && caller.Sees(repId)))
        {
            throw Problem.NotFound("recipient.not-found").ToException();
        }

        one = one with { Recipient = await caller.Grains.Entity<IRecipientGrain>(repId).Get() };
        Period? period = kind == "recipient" ? Period.Of(from, to, caller.Organization, time) : null;
        var all = WhyRules.All(one).Where(chain => period is not { } asked || chain.Nudge is not { } nudge || IsIn(asked, nudge.RaisedAt, caller)).ToList();
        var page = WhyPage.Of(all, new PageQuery(limit, after, null).Take(), after);
        return TypedResults.Ok(WhyBody.Of(one, repId, period, all, page, ProblemTexts.LanguageOf(context.Request)));
    }

    private static bool IsIn(Period period, DateTimeOffset at, Caller caller) =>
        LocalTime.DayOf(at, caller.Organization.Zone) is var day && day >= period.From && day <= period.To;

    private static async Task<(string RepId, WhyCase Case)> Contract(Caller caller, string id, DateTimeOffset now)
    {
        var contract = await caller.Grains.Entity<IContractGrain>(id).Get() ?? throw Problem.NotFound().ToException();
        return (contract.RepId, Case("contract", id, now) with { Open = contract.Nudges, NextDue = contract.NextDueAt });
    }

    private static async Task<(string RepId, WhyCase Case)> Customer(Caller caller, string id, DateTimeOffset now)
    {
        var customer = await caller.Grains.Entity<ICustomerGrain>(id).Get() ?? throw Problem.NotFound().ToException();
        return (customer.Profile.RepId, WhyCase.Of(id, customer, now));
    }

    private static WhyCase Case(string kind, string id, DateTimeOffset now) => new() { Kind = kind, Id = id, Now = now, Recipient = new() };
}
