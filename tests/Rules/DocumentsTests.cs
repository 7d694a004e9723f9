using System.Text.RegularExpressions;

namespace SalesGrains;

/// <summary>What the documents call a proof is there.</summary>
public sealed partial class DocumentsTests
{
    private static readonly string AllTests = string.Join(
        '\n', Directory.EnumerateFiles(Path.Combine(Sources.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    [Fact]
    public void Every_test_that_the_guarantees_name_exists()
    {
        var named = Quoted("guarantees.md", column: 3, least: 20);

        Assert.All(named, name => Assert.Contains($" {name}(", AllTests, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_test_class_that_the_feature_map_names_exists()
    {
        var named = Quoted("features.md", column: 4, least: 20);

        Assert.All(named, name => Assert.True(Regex.IsMatch(AllTests, $@"class {name}\b") || File.Exists(Web(name)), name));
    }

    /// <summary>What stands in backquotes in a column of the tables, the first column being 1.</summary>
    private static string[] Quoted(string document, int column, int least)
    {
        string[] found =
        [
            .. File.ReadLines(Path.Combine(Sources.Root, "docs", document))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
                .Select(line => line.Split('|')).Where(cells => cells.Length > column)
                .SelectMany(cells => Quotes().Matches(cells[column]).Select(match => match.Groups[1].Value)).Distinct(),
        ];
        Assert.True(found.Length >= least, $"{document} names only {found.Length} tests.");
        return found;
    }

    private static string Web(string name) =>
        Directory.EnumerateFiles(Path.Combine(Sources.Root, "Web", "tests"), $"{name}.test.ts", SearchOption.AllDirectories).FirstOrDefault() ?? "none";

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quotes();
}
