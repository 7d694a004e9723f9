using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Imports.Calls;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Imports;

/// <summary>
/// HTTP for imports (X01): first a look that changes nothing and names every fault by row and column, then the deed, with the same file.
/// The id of an import is made from the file, so the deed can only be done to what was looked at.
/// </summary>
internal static class ImportEndpoints
{
    private const int LargestFile = 20 * 1024 * 1024;
    private const int MostShown = 200;

    /// <summary>Maps <c>/imports</c>.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/imports").WithTags("Imports").RequireAuthorization(Policies.Import);
        imports.MapPost("/", Look).WithoutIdempotencyKey().WithMetadata(new RequestSizeLimitAttribute(LargestFile)).Accepts<IFormFile>("text/csv");
        imports.MapPost("/{importId}/commit", Commit).WithMetadata(new RequestSizeLimitAttribute(LargestFile)).Accepts<IFormFile>("text/csv");
        imports.MapGet("/templates/{kind}.csv", Template);
    }

    private static async Task<Ok<ImportLook>> Look(Caller caller, string kind, HttpContext context, PortfolioReader portfolio)
    {
        var (importId, encoding, plan) = await Plan(caller, kind, context.Request, portfolio);
        var shown = await CallLook.Foresee(caller, [.. plan.Items.Take(MostShown)]);
        var language = ProblemTexts.LanguageOf(context.Request);
        return TypedResults.Ok(new ImportLook(
            importId, kind, encoding, plan.Rows, plan.Items.Length, plan.Problems.Select(problem => problem.Row).Distinct().Count(),
            [.. plan.Problems.Select(problem => ImportFault.Of(problem, language))],
            [.. shown.Select(item => new ImportPreview(item.Row, item.Action, item.No, item.Summary))]));
    }

    private static async Task<Ok<ImportDone>> Commit(Call call, string importId, string kind, HttpContext context, PortfolioReader portfolio)
    {
        var (found, _, plan) = await Plan(call.Caller, kind, context.Request, portfolio);
        if (found != importId)
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "import.other-file", "importId").ToException();
        }

        if (!plan.Problems.IsEmpty)
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "import.has-problems").With("count", $"{plan.Problems.Length}").ToException();
        }

        var (refused, repeated) = await new ImportRun(call.Caller, importId).Do(plan.Items);
        var language = ProblemTexts.LanguageOf(context.Request);
        var failed = refused.Select(problem => problem.Row).ToHashSet();
        int Count(string action) => plan.Items.Count(item => (repeated.Contains(item.Row) ? "same" : item.Action) == action && !failed.Contains(item.Row));
        return TypedResults.Ok(new ImportDone(
            importId, Count("create"), Count("update"), Count("same"), [.. refused.Select(problem => ImportFault.Of(problem, language))]));
    }

    private static Results<FileContentHttpResult, NotFound> Template(string kind) =>
        ImportKind.Find(kind) is { } known ? TypedResults.File(known.Template(), "text/csv", $"{kind}.csv") : TypedResults.NotFound();

    private static async Task<(string ImportId, string Encoding, ImportPlan Plan)> Plan(
        Caller caller, string kindName, HttpRequest request, PortfolioReader portfolio)
    {
        var kind = ImportKind.Find(kindName) ?? throw new Problem(StatusCodes.Status400BadRequest, "import.unknown-kind", "kind").ToException();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var bytes = body.ToArray();
        var (text, encoding) = ImportText.Decode(bytes)
            ?? throw new Problem(StatusCodes.Status422UnprocessableEntity, "file.unknown-encoding").ToException();
        var (table, problem) = ImportTable.Read(text, kind);
        if (problem is { } fault)
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, fault.Code).With("row", $"{fault.Row}").With("column", fault.Column).ToException();
        }

        var book = await ImportBook.Read(caller, portfolio, kind);
        var now = caller.Organization.At(request.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var plan = kind == ImportKind.Calls
            ? new CallPlanner(caller.Org, book, caller.Organization.Zone, now).Plan(table!)
            : new ImportPlanner(caller.Org, book, caller.Rules.Payments).Plan(kind, table!);
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(kindName), .. bytes]));
        return (DerivedId.Of(caller.Org, hash, "import"), encoding, plan);
    }
}

/// <summary>What a file would do.</summary>
internal sealed record ImportLook(
    string ImportId, string Kind, string Encoding, int Rows, int Good, int Bad, IReadOnlyList<ImportFault> Problems, IReadOnlyList<ImportPreview> Preview);

/// <summary>A fault with its place and a sentence in the caller's language.</summary>
internal sealed record ImportFault(int Row, string Column, string Code, string Detail, string Value)
{
    /// <summary>A problem with its sentence.</summary>
    public static ImportFault Of(ImportProblem problem, string language) => new(
        problem.Row, problem.Column, problem.Code,
        ProblemTexts.Detail(language, problem.Code, ImmutableDictionary<string, string>.Empty.Add("value", problem.Value)),
        problem.Value);
}

/// <summary>One item of a plan.</summary>
internal sealed record ImportPreview(int Row, string Action, string Key, string Summary);

/// <summary>What an import did.</summary>
internal sealed record ImportDone(string ImportId, int Created, int Updated, int Same, IReadOnlyList<ImportFault> Failed);
