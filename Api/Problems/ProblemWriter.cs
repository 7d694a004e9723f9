using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SalesGrains.Http;

namespace SalesGrains.Problems;

/// <summary>Writes a problem as <c>application/problem+json</c> in the caller's language.</summary>
internal static class ProblemWriter
{
    /// <summary>The problem as a result of an endpoint.</summary>
    public static IResult ToResult(this Problem problem) => new ProblemResult(problem);

    /// <summary>The problem as it is sent in a language.</summary>
    public static ProblemBody Body(this Problem problem, string language, string traceId) => new(
        $"/problems/{problem.Code}",
        ProblemTexts.Of(language, problem.Code).Title,
        problem.Status,
        problem.Code,
        ProblemTexts.Detail(language, problem.Code, problem.Values),
        traceId)
    {
        Field = problem.Field,
        Version = problem.Version,
        Errors = problem.Errors.IsEmpty
            ? null
            : [.. problem.Errors.Select(error => new ProblemError(error.Code, error.Field, ProblemTexts.Detail(language, error.Code, error.Values)))],
    };

    /// <summary>Writes the problem as the response.</summary>
    public static Task Write(HttpContext context, Problem problem)
    {
        var language = ProblemTexts.LanguageOf(context.Request);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.Headers.ContentLanguage = language;
        response.Headers.Append("Vary", "Accept-Language");
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Version is { } version)
        {
            response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
        }

        var body = problem.Body(language, Activity.Current?.Id ?? context.TraceIdentifier);
        return response.WriteAsJsonAsync(body, StrictJson.Options, "application/problem+json", context.RequestAborted);
    }

    private sealed class ProblemResult(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, problem);
    }
}
