using System.Text.RegularExpressions;

namespace SalesGrains.Quality;

/// <summary>A phrase of a note.</summary>
/// <param name="Category">person, number, date, clock, or a category of the lexicon.</param>
/// <param name="Text">As it stands in the folded note.</param>
/// <param name="At">Its first letter.</param>
internal readonly record struct Phrase(string Category, string Text, int At);

/// <summary>
/// Finds what the quality score counts (P09): dates, clock times, numbers with a unit and people by pattern, then, in what is left, words of
/// the lexicon by forward maximum matching. Pure; the same note has the same phrases on every machine.
/// </summary>
internal static partial class PhraseSegmenter
{
    private const string Digits = "[0-9〇零一二两三四五六七八九十百千万半]";
    private const string Weekday = "(?:周|星期|礼拜)[一二三四五六日天]";
    private const string Units = "%|‰|万|亿|元|块|台|套|件|人|名|家|所|天|周|个月|年|条|间|小时|分钟|公里|平米|平|吨|次|处|批|版|级|门|店|个|位|份|点位|账号";

    /// <summary>The phrases of a folded note, in its order.</summary>
    public static IReadOnlyList<Phrase> Of(string note, Lexicon lexicon)
    {
        var taken = new bool[note.Length];
        var found = new List<Phrase>();
        Take(Date(), "date");
        Take(Clock(), "clock");
        Take(Number(), "number");
        People(note, lexicon, taken, found);
        Words(note, lexicon, taken, found);
        found.Sort((one, other) => one.At.CompareTo(other.At));
        return found;

        void Take(Regex pattern, string category)
        {
            for (var match = pattern.Match(note); match.Success; match = match.NextMatch())
            {
                if (!taken.AsSpan(match.Index, match.Length).Contains(true))
                {
                    taken.AsSpan(match.Index, match.Length).Fill(true);
                    found.Add(new(category, match.Value, match.Index));
                }
            }
        }
    }

    private static void People(string note, Lexicon lexicon, bool[] taken, List<Phrase> found)
    {
        for (var i = 0; i + 1 < note.Length; i++)
        {
            if (taken[i] || !lexicon.IsSurname(note[i]))
            {
                continue;
            }

            if (lexicon.Titles.FirstOrDefault(title => string.CompareOrdinal(note, i + 1, title, 0, title.Length) == 0) is { } title
                && !taken.AsSpan(i, title.Length + 1).Contains(true))
            {
                taken.AsSpan(i, title.Length + 1).Fill(true);
                found.Add(new("person", note.Substring(i, title.Length + 1), i));
                i += title.Length;
            }
        }
    }

    private static void Words(string note, Lexicon lexicon, bool[] taken, List<Phrase> found)
    {
        for (var i = 0; i < note.Length;)
        {
            var length = taken[i] ? 0 : Math.Min(lexicon.Longest, note.Length - i);
            string? category = null;
            for (; length > 0; length--)
            {
                if (!taken.AsSpan(i, length).Contains(true) && (category = lexicon.CategoryOf(note.Substring(i, length))) is not null)
                {
                    found.Add(new(category, note.Substring(i, length), i));
                    break;
                }
            }

            i += Math.Max(1, length);
        }
    }

    /// <summary>A day that a calendar has: 12月3日, 本周五, 明天. Today and yesterday tell what was, not what will be.</summary>
    [GeneratedRegex($"{Digits}{{1,3}}月{Digits}{{1,3}}[日号]?|(?<![0-9]){Digits}{{1,3}}[日号](?!线)|[本这下上]?{Weekday}|明天|明早|明晚|明日|后天|大后天|(?<![0-9.])[01]?[0-9]/[0-3]?[0-9](?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex($"(?<![0-9])[0-2]?[0-9]:[0-5][0-9]|{Digits}{{1,3}}[点时](?!位)(?:{Digits}{{1,3}}分?|半|整)?|上午|下午|中午|晚上|早上", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    /// <summary>A number that measures something. One of a thing (一个) measures nothing.</summary>
    [GeneratedRegex($"(?:[0-9]+(?:\\.[0-9]+)?[万亿]?(?:{Units})?(?<=[^0-9.])|(?!一(?:个|位|份|次|版|批|家|天|下|件))[一二两三四五六七八九十百千万半]+(?:{Units}))", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
