using System.Collections.Frozen;
using System.Text.Json;

namespace SalesGrains.Quality;

/// <summary>
/// The words that the quality score knows (P09), read from the data file that is built in. Its version stands beside every score, so that an
/// old score stays explainable after a word was added.
/// </summary>
internal sealed class Lexicon
{
    private readonly FrozenDictionary<string, string> categories;
    private readonly FrozenSet<char> functionLetters;
    private readonly FrozenSet<char> surnames;

    private Lexicon(JsonElement json)
    {
        Version = json.GetProperty("version").GetInt32();
        categories = json.GetProperty("words").EnumerateObject()
            .SelectMany(group => group.Value.EnumerateArray().Select(word => (Word: TextForm.Fold(word.GetString()!), group.Name)))
            .GroupBy(pair => pair.Word, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
        Longest = categories.Keys.Max(word => word.Length);
        Titles = [.. json.GetProperty("titles").EnumerateArray().Select(title => title.GetString()!).OrderByDescending(title => title.Length)];
        surnames = json.GetProperty("surnames").GetString()!.ToFrozenSet();
        functionLetters = json.GetProperty("function").GetString()!.ToFrozenSet();
    }

    /// <summary>The words that the product ships.</summary>
    public static Lexicon Shipped { get; } = Load();

    /// <summary>Rises with every change of the file.</summary>
    public int Version { get; }

    /// <summary>Letters of the longest word.</summary>
    public int Longest { get; }

    /// <summary>What may follow a surname, the longest first: 总监 before 总.</summary>
    public IReadOnlyList<string> Titles { get; }

    /// <summary>The category of a word; null when it is none of ours.</summary>
    public string? CategoryOf(string word) => categories.GetValueOrDefault(word);

    /// <summary>True for one of the hundred or so family names that nearly all people bear.</summary>
    public bool IsSurname(char letter) => surnames.Contains(letter);

    /// <summary>True for the small words that hold sentences together; a list of keywords has none.</summary>
    public bool IsFunction(char letter) => functionLetters.Contains(letter);

    private static Lexicon Load()
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream("quality-lexicon.json")
            ?? throw new InvalidOperationException("The quality lexicon is not built in.");
        using var json = JsonDocument.Parse(stream);
        return new(json.RootElement);
    }
}
