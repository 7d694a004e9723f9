using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace SalesGrains.Problems;

/// <summary>Title and detail of one code in one language; <c>{name}</c> stands for a value.</summary>
internal sealed record ProblemText(string Title, string Detail);

/// <summary>The sentences of every problem code in both languages, from <c>*.zh-CN.json</c> and <c>*.en.json</c> beside this file.</summary>
internal static class ProblemTexts
{
    /// <summary>The languages, the default first.</summary>
    public static readonly ImmutableArray<string> Languages = ["zh-CN", "en"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, ProblemText>> Texts =
        Languages.ToFrozenDictionary(language => language, Read);

    /// <summary>All codes.</summary>
    public static IEnumerable<string> Codes => Texts[Languages[0]].Keys.Union(Texts[Languages[1]].Keys);

    /// <summary>The text of a code; a code without one is named as it is, so that a forgotten text hides nothing.</summary>
    public static ProblemText Of(string language, string code) =>
        Find(language, code) ?? new ProblemText(code, code);

    /// <summary>The text of a code, or null.</summary>
    public static ProblemText? Find(string language, string code) => Texts[language].GetValueOrDefault(code);

    /// <summary>The detail with its values in place. A value that was not given leaves its name.</summary>
    public static string Detail(string language, string code, ImmutableDictionary<string, string>? values)
    {
        var detail = Of(language, code).Detail;
        foreach (var (name, value) in values ?? ImmutableDictionary<string, string>.Empty)
        {
            detail = detail.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return detail;
    }

    /// <summary>The language that the caller prefers among ours; Chinese when they say nothing.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        var best = (Language: Languages[0], Quality: 0.0);
        foreach (var wanted in request.GetTypedHeaders().AcceptLanguage)
        {
            var quality = wanted.Quality ?? 1;
            if (quality > best.Quality && Match(wanted.Value.AsSpan()) is { } language)
            {
                best = (language, quality);
            }
        }

        return best.Language;
    }

    private static string? Match(ReadOnlySpan<char> tag) =>
        tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Languages[0]
        : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Languages[1]
        : null;

    private static FrozenDictionary<string, ProblemText> Read(string language)
    {
        // Several files a language, by who writes them; a code stands in one of them only.
        var assembly = typeof(ProblemTexts).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{typeof(ProblemTexts).Namespace}.", StringComparison.Ordinal) && name.EndsWith($".{language}.json", StringComparison.Ordinal))
            .SelectMany(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, ProblemText>>(stream, JsonSerializerOptions.Web)!;
            })
            .ToFrozenDictionary();
    }
}
