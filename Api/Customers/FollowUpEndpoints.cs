using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Problems;
using SalesGrains.Reps;
using SalesGrains.RuleSets;

namespace SalesGrains.Customers;

/// <summary>HTTP for follow-ups (P02, P12, P13), quotations and script packs (P05).</summary>
internal static class FollowUpEndpoints
{
    /// <summary>Maps follow-ups and quotations below <c>/customers</c>.</summary>
    public static void MapFollowUps(this RouteGroupBuilder customers)
    {
        customers.MapPost("/{id}/follow-ups", Record).RequireAuthorization(Policies.EditCustomers).ProducesCreated();
        customers.MapGet("/{id}/follow-ups", List).RequireAuthorization(Policies.ReadSales);
        customers.MapPost("/{id}/follow-ups/{followUpId}/viewed", View).RequireAuthorization(Policies.ReviewFollowUps).ProducesCommand();
        customers.MapPost("/{id}/follow-ups/{followUpId}/quality", Override).RequireAuthorization(Policies.ReviewFollowUps).ProducesCommand();
        customers.MapPost("/{id}/follow-ups/{followUpId}/check", Check).RequireAuthorization(Policies.ReviewFollowUps).ProducesCommand();
        customers.MapPost("/{id}/quotations", Quote).RequireAuthorization(Policies.EditCustomers).ProducesCreated();
    }

    /// <summary>Maps <c>/follow-up-ticks</c> and <c>/playbooks</c>.</summary>
    public static void MapFieldRules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/follow-up-ticks", Ticks).WithTags("Customers").RequireAuthorization(Policies.ReadOrganization);
        routes.MapGet("/playbooks", Playbooks).WithTags("Customers").RequireAuthorization(Policies.ReadOrganization);
    }

    private static Task<IResult> Record(string id, Call<NewFollowUp> call)
    {
        var body = call.Body;
        var followUpId = call.NewId("follow-up", body.Id);
        var command = new RecordFollowUp
        {
            FollowUpId = followUpId,
            OccurredAt = body.OccurredAt,
            Done = body.Done.OrNull(),
            Said = body.Said.OrNull(),
            Next = body.Next.OrNull(),
            Note = body.Note.OrNull(),
            NextOn = body.NextOn,
        };
        return call.ToCustomer(id, followUpId, command, $"/api/v1/customers/{id}/follow-ups");
    }

    private static async Task<Ok<FollowUpsBody>> List(string id, Caller caller)
    {
        var customer = await caller.Customer(id);
        return TypedResults.Ok(new FollowUpsBody(customer.Care.FollowUps, customer.Care.FollowUpDueOn));
    }

    private static Task<IResult> View(string id, string followUpId, Call call) => call.ToCustomer(id, followUpId, new MarkFollowUpViewed(followUpId));

    private static Task<IResult> Override(string id, string followUpId, Call<QualityOverrideBody> call) =>
        call.ToCustomer(id, followUpId, new OverrideQuality(followUpId, call.Body.Total ?? -1, call.Body.Reason ?? ""));

    private static Task<IResult> Check(string id, string followUpId, Call<CheckBody> call) =>
        call.ToCustomer(id, followUpId, new CheckFollowUp(followUpId, call.Body.Outcome ?? "", call.Body.Reason.OrNull(), call.Body.Seconds));

    private static Task<IResult> Quote(string id, Call<NewQuotation> call)
    {
        var body = call.Body;
        var quotationId = call.NewId("quotation", body.Id);
        var command = new RecordQuotation
        {
            QuotationId = quotationId,
            At = body.At,
            AmountFen = OpportunityEndpoints.OptionalFen(body.Amount),
            OpportunityId = body.OpportunityId.OrNull(),
            Note = body.Note.OrNull(),
        };
        return call.ToCustomer(id, quotationId, command, $"/api/v1/customers/{id}/timeline");
    }

    private static Ok<TicksBody> Ticks(string? industry, Caller caller, HttpContext context)
    {
        var english = ProblemTexts.LanguageOf(context.Request) == "en";
        var ticks = caller.Rules.FollowUps.TicksFor(industry.OrNull());
        return TypedResults.Ok(new TicksBody([.. TickGroups.All.Select(group => new TickGroupBody(
            group,
            [.. ticks.Where(tick => tick.Group == group).Select(tick => new TickBody(tick.Code, english ? tick.TextEn : tick.TextZh, tick.Objection, tick.Days))]))]));
    }

    private static Ok<ItemPage<PlaybookBody>> Playbooks(string? industry, string? objection, Caller caller)
    {
        var rules = caller.Rules.Playbooks;
        var packs = objection.OrNull() is { } asked ? rules.PackFor(industry.OrNull(), asked) is { } pack ? [pack] : [] : rules.Packs;
        return TypedResults.Ok(new ItemPage<PlaybookBody>([.. packs.Select(pack => new PlaybookBody(pack.Objection, pack.Industry, pack.Title, pack.Lines))], null));
    }
}
