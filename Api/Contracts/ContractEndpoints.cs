using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards;
using SalesGrains.Contracts.Acceptances;
using SalesGrains.Contracts.Terms;
using SalesGrains.Http;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Contracts;

/// <summary>HTTP for contracts (合同): lists, pages, history and the live preview of the form.</summary>
internal static class ContractEndpoints
{
    /// <summary>Maps <c>/contracts</c>.</summary>
    public static void MapContracts(this IEndpointRouteBuilder routes)
    {
        var contracts = routes.MapGroup("/contracts").WithTags("Contracts");
        contracts.MapGet("/", List).RequireAuthorization(Policies.ReadSales);
        contracts.MapGet("/{id}", Get).RequireAuthorization(Policies.ReadSales);
        contracts.MapGet("/{id}/history", History).RequireAuthorization(Policies.ReadSales);
        contracts.MapPost("/preview", Preview).RequireAuthorization(Policies.ReadSales).WithoutIdempotencyKey();
        contracts.MapContractCommands();
        contracts.MapAcceptances();
    }

    /// <summary>A contract that the caller may see.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public static async Task<ContractView> Contract(this Caller caller, string id) =>
        await caller.Grains.Entity<IContractGrain>(id).Get() is { } contract && await caller.Confirms(() => caller.Sees(contract.RepId))
            ? contract
            : throw Problem.NotFound("contract.not-found").ToException();

    private static async Task<Ok<ItemPage<ContractRow>>> List(
        Caller caller, string? scope, string? search, string? stage, string? customer, string? rep, string? tier,
        [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(caller.ScopeOf(scope))
        {
            Filter = new(Rep: rep.OrNull(), Text: search.OrNull(), Tier: tier.OrNull()),
            Stage = stage.OrNull(),
            CustomerId = customer.OrNull(),
        };
        var answer = (await portfolio.Contracts(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new ItemPage<ContractRow>([.. answer.Items.Select(ContractRow.Of)], answer.Next));
    }

    private static async Task<Ok<ContractPage>> Get(string id, Caller caller, HttpContext context)
    {
        var contract = await caller.Contract(id);
        context.Response.Headers.ETag = $"\"{contract.Version}\"";
        return TypedResults.Ok(ContractPage.Of(
            contract,
            await caller.RepName(contract.RepId),
            caller.Organization.Tree.UnitOf(contract.RepId)?.Name ?? "",
            ProblemTexts.LanguageOf(context.Request) == "en"));
    }

    private static async Task<Ok<HistoryPage>> History(string id, Caller caller, long? after, int? limit)
    {
        await caller.Contract(id);
        var take = new PageQuery(limit, null, null).Take();
        var entries = await caller.Grains.Entity<IContractGrain>(id).History(after ?? 0, take);

        // The page is counted in commits; one that is full may have more behind it.
        var full = entries.Select(entry => entry.Version).Distinct().Count() == take;
        return TypedResults.Ok(new HistoryPage([.. entries.Select(HistoryItem.Of)], full ? entries[^1].Version : null));
    }

    private static Ok<PreviewAnswer> Preview(Caller caller, Body<PreviewRequest> body, HttpContext context)
    {
        var request = body.Value;
        var reader = new TermReader();
        var draft = DraftReader.Read(request, reader);
        var happened = (request.Events ?? []).GroupBy(one => one.Event).ToDictionary(group => group.Key, group => group.Last().OccurredOn);
        if (request.SignedOn is { } on)
        {
            happened[ContractEvents.Signed] = on;
        }

        var preview = PreviewRules.Preview(draft, happened, caller.Organization.Calendar, caller.Rules.Payments);
        var language = ProblemTexts.LanguageOf(context.Request);
        var unread = reader.Problems;
        var problems = unread.Concat(preview.Problems.Where(problem =>
            !unread.Any(other => problem.Field is { } field && other.Field!.StartsWith(field, StringComparison.Ordinal))));
        return TypedResults.Ok(new PreviewAnswer(
            [.. preview.Nodes.Select(node => new PreviewNodeBody(
                node.No, node.Name, node.AmountFen is { } fen ? Money.Yuan.Format(fen) : null, node.StartsOn, node.DueOn, node.Provisional))],
            [.. problems.Select(problem => new ProblemError(problem.Code, problem.Field, ProblemTexts.Detail(language, problem.Code, problem.Values)))],
            Money.Yuan.Format(preview.SumFen)));
    }
}
