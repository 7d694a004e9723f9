using System.Text;

namespace SalesGrains.Boards;

/// <summary>
/// What a board or list is cut to, within its scope. Travels as a query string with sorted keys, so that equal filters are equal texts.
/// </summary>
/// <param name="Rep">Rep id.</param>
/// <param name="Status">A node status or an ageing bucket key. Null: every open node.</param>
/// <param name="Text">Part of the number, the title or the customer's name; case does not matter for Latin letters.</param>
/// <param name="Tier">A, B or C.</param>
/// <param name="Level">Nudges only: rep, manager, director or all. Null: the level that the scope stands for.</param>
[GenerateSerializer, Immutable, Alias("board-filter")]
public sealed record BoardFilter(
    [property: Id(0)] string? Rep = null,
    [property: Id(1)] string? Status = null,
    [property: Id(2)] string? Text = null,
    [property: Id(3)] string? Tier = null,
    [property: Id(4)] string? Level = null)
{
    /// <summary>Longest text that is searched for.</summary>
    public const int LongestText = 100;

    /// <summary>Cuts nothing off.</summary>
    public static BoardFilter None { get; } = new();

    /// <summary>Reads a canonical or non-canonical query string; null when it has an unknown or doubled key or a value that is too long.</summary>
    public static BoardFilter? Parse(string query)
    {
        var filter = None;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (pair, "") : (pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..]));
            if (value.Length > LongestText || !seen.Add(key))
            {
                return null;
            }

            if (value.Length == 0)
            {
                continue;
            }

            switch (key)
            {
                case "rep": filter = filter with { Rep = value }; break;
                case "status": filter = filter with { Status = value }; break;
                case "text": filter = filter with { Text = value }; break;
                case "tier": filter = filter with { Tier = value }; break;
                case "level": filter = filter with { Level = value }; break;
                default: return null;
            }
        }

        return filter;
    }

    /// <summary>The canonical query string: keys sorted, values as <c>encodeURIComponent</c> writes them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Add(text, "level", Level);
        Add(text, "rep", Rep);
        Add(text, "status", Status);
        Add(text, "text", Text);
        Add(text, "tier", Tier);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(text.Length == 0 ? "" : "&").Append(key).Append('=').Append(Encode(value));
        }
    }

    // Browsers leave !'()* as they are; .NET escapes them.
    private static string Encode(string value) => new StringBuilder(Uri.EscapeDataString(value))
        .Replace("%21", "!").Replace("%27", "'").Replace("%28", "(").Replace("%29", ")").Replace("%2A", "*").ToString();
}
