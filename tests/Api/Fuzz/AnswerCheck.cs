using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SalesGrains.Problems;

namespace SalesGrains.Fuzz;

/// <summary>What every answer must be, whatever was asked: no fault, a problem with a known code, nothing echoed as it came.</summary>
internal static partial class AnswerCheck
{
    private static readonly HashSet<string> Codes = [.. ProblemTexts.Codes];

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Fault(HttpResponseMessage response, string text)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if ((int)response.StatusCode >= 500)
        {
            return "a fault";
        }

        if (text.Contains(Pick.Script, StringComparison.Ordinal) || text.Contains('\u001b', StringComparison.Ordinal)
            || response.Headers.Concat(response.Content.Headers).Any(header => header.Value.Any(value => Raw().IsMatch(value))))
        {
            return "an echo as it came";
        }

        if (response.RequestMessage!.Method == HttpMethod.Head || text == "" && response.StatusCode == HttpStatusCode.NoContent)
        {
            return null;
        }

        if ((int)response.StatusCode < 400)
        {
            // A printed code is a picture.
            return type is "application/json" or "text/csv" or "image/svg+xml" ? null : $"an answer of type {type}";
        }

        if (type != "application/problem+json")
        {
            return $"a refusal of type {type}";
        }

        using var problem = JsonDocument.Parse(text);
        var root = problem.RootElement;
        var unknown = root.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(error => error.GetProperty("code").GetString()!).Where(code => !Codes.Contains(code)) : [];
        return root.GetProperty("status").GetInt32() != (int)response.StatusCode ? "another status in the body"
            : unknown.Append(root.GetProperty("code").GetString()!).FirstOrDefault(code => !Codes.Contains(code)) is { } code ? $"the unknown code {code}"
            : root.GetProperty("detail").GetString() is not { Length: > 0 } ? "no detail"
            : null;
    }

    [GeneratedRegex(@"[\x00-\x1F<>]")]
    private static partial Regex Raw();
}
