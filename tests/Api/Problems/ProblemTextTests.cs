using System.Text.RegularExpressions;

namespace SalesGrains.Problems;

/// <summary>Every code that the program can answer has a title and a sentence in both languages.</summary>
public sealed partial class ProblemTextTests
{
    private static readonly string[] FileEndings = [".json", ".html", ".db", ".lock", ".csv", ".key", ".pfx", ".md"];

    /// <summary>Dotted words that are no codes: names of values, of metrics and their tags, and the ids of checklist items.</summary>
    private static readonly Regex NotCodes = new(@"^sg\.|^sales\.|^(confirm|submit|answer)\.");

    /// <summary>What the rules of texts append to the name of a text.</summary>
    private static readonly string[] FaultsOfTexts = ["-missing", "-too-long", "-malformed"];

    [Fact]
    public void Every_code_in_the_sources_has_texts_in_both_languages()
    {
        var lacking =
            from code in CodesInSources()
            from language in ProblemTexts.Languages
            where !FaultsOfTexts[1..].All(fault => ProblemTexts.Find(language, code + fault) is not null)
            where ProblemTexts.Find(language, code) is not { Title: not "", Detail: not "" }
            select $"{language} {code}";

        Assert.Empty(lacking);
    }

    [Fact]
    public void Every_text_belongs_to_a_code_in_the_sources()
    {
        var codes = CodesInSources();

        var idle = ProblemTexts.Codes.Where(code => !codes.Contains(code)
            && !FaultsOfTexts.Any(fault => code.EndsWith(fault, StringComparison.Ordinal) && codes.Contains(code[..^fault.Length])));

        Assert.Empty(idle);
    }

    [Fact]
    public void Both_languages_mention_the_same_values()
    {
        var different = ProblemTexts.Codes.Where(code =>
            !Values(ProblemTexts.Languages[0], code).SetEquals(Values(ProblemTexts.Languages[1], code)));

        Assert.Empty(different);
    }

    private static HashSet<string> Values(string language, string code) =>
        [.. Placeholder().Matches(ProblemTexts.Of(language, code).Detail).Select(match => match.Value).Where(value => value is not ("{id}"))];

    private static HashSet<string> CodesInSources() =>
    [
        .. new[] { "Api", "Grains", "Grains.Interfaces", "Silo" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Sources.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Where(code => !NotCodes.IsMatch(code) && !FileEndings.Any(ending => code.EndsWith(ending, StringComparison.Ordinal))),
    ];

    [GeneratedRegex("""
        "([a-z][a-z0-9]*(?:-[a-z0-9]+)*\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)"
        """)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Placeholder();
}
