using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SalesGrains.Problems;

/// <summary>The page behind a problem's type: what the code means, in both languages.</summary>
internal static class ProblemPages
{
    /// <summary>Maps <c>/problems</c> and <c>/problems/{code}</c>.</summary>
    public static void MapProblemPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/problems").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", All);
        pages.MapGet("/{code}", One);
    }

    private static ContentHttpResult All() => Page(ProblemTexts.Codes.Order(StringComparer.Ordinal));

    private static Results<ContentHttpResult, NotFound> One(string code) =>
        ProblemTexts.Codes.Contains(code) ? Page([code]) : TypedResults.NotFound();

    private static ContentHttpResult Page(IEnumerable<string> codes)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>SalesGrains</title><main>");
        foreach (var code in codes)
        {
            html.Append($"<h1><a href=\"/problems/{code}\"><code>{code}</code></a></h1>");
            foreach (var language in ProblemTexts.Languages)
            {
                var text = ProblemTexts.Of(language, code);
                html.Append($"<h2 lang=\"{language}\">{WebUtility.HtmlEncode(text.Title)}</h2>");
                html.Append($"<p lang=\"{language}\">{WebUtility.HtmlEncode(text.Detail)}</p>");
            }
        }

        return TypedResults.Content(html.Append("</main></html>").ToString(), "text/html; charset=utf-8");
    }
}
