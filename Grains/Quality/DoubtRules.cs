using SalesGrains.RuleSets;

namespace SalesGrains.Quality;

/// <summary>What makes a note doubtful (P09): it repeats itself, it has no stops, it is a list of keywords, it is a copy. Pure.</summary>
internal static class DoubtRules
{
    /// <summary>The doubts of a folded note, each with the percentage that it leaves.</summary>
    public static IEnumerable<QualityPoint> Of(string note, string letters, bool copied, QualityDoubts doubts)
    {
        if (letters.Length > 0 && letters.Length < doubts.FewestLetters)
        {
            yield return Doubt("short", 100);
        }

        if (letters.Length >= doubts.SmallWordsFrom)
        {
            var different = Different(letters);
            if (different < doubts.MostlyRepeatedBelow)
            {
                yield return Doubt("repeated", doubts.MostlyRepeatedKeeps);
            }
            else if (different < doubts.RepeatedBelow)
            {
                yield return Doubt("repeated", doubts.RepeatedKeeps);
            }

            if (letters.Count(Lexicon.Shipped.IsFunction) * 100 < letters.Length * doubts.SmallWordsBelow)
            {
                yield return Doubt("list", doubts.ListKeeps);
            }
        }

        if (letters.Length >= doubts.StopFrom && !note.Any(TextForm.IsStop))
        {
            yield return Doubt("unstopped", doubts.UnstoppedKeeps);
        }

        if (copied)
        {
            yield return Doubt("copy", doubts.CopyKeeps);
        }
    }

    /// <summary>Percentage of the pairs of neighbouring letters that differ from each other, 0–100.</summary>
    private static int Different(string letters)
    {
        var pairs = new HashSet<(char, char)>();
        for (var i = 0; i + 1 < letters.Length; i++)
        {
            pairs.Add((letters[i], letters[i + 1]));
        }

        return pairs.Count * 100 / (letters.Length - 1);
    }

    private static QualityPoint Doubt(string code, int keeps) => new() { Code = code, Part = "doubt", Points = keeps, TextZh = QualityTexts.Zh(code, null) };
}
