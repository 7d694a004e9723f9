namespace SalesGrains.Quality;

/// <summary>What of a note counts, by kind of finding, each word once (P09). Pure.</summary>
internal static class FindingRules
{
    /// <summary>Before whom something is done: 给张总, 陪郑工.</summary>
    private const string Toward = "给向跟和与找请约陪为帮";

    /// <summary>The findings of a folded note.</summary>
    public static Dictionary<string, List<string>> Of(string note, Lexicon lexicon)
    {
        var findings = new Dictionary<string, List<string>>();
        var phrases = PhraseSegmenter.Of(note, lexicon);
        foreach (var phrase in phrases)
        {
            Add(findings, KindOf(phrase, phrases, note), phrase.Text);
            if (phrase.Category is "person" or "role" && phrase.At > 0 && Toward.Contains(note[phrase.At - 1]))
            {
                Add(findings, "object", note[phrase.At - 1] + phrase.Text);
            }

            if (phrase.Category == "number" && (phrase.Text[^1] is '元' or '万' or '亿' or '块'))
            {
                Add(findings, "money", phrase.Text);
            }
        }

        for (var i = 0; i + 1 < note.Length; i++)
        {
            if (note[i + 1] is '他' or '她' && Toward.Contains(note[i]))
            {
                Add(findings, "object", note.Substring(i, 2));
            }

            if (note[i] == '我' && SentenceHas(phrases, note, i, "verb"))
            {
                Add(findings, "owner", "我");
            }
        }

        return findings;
    }

    /// <summary>A day counts as the next step's only beside something that is to be done; alone it is a day on which something is.</summary>
    private static string? KindOf(Phrase phrase, IReadOnlyList<Phrase> phrases, string note) => phrase.Category switch
    {
        "date" => SentenceHas(phrases, note, phrase.At, "verb", "deliverable") ? "date" : "date-soft",
        "role" => "person",
        "plain" => null,
        var category => category,
    };

    private static bool SentenceHas(IReadOnlyList<Phrase> phrases, string note, int at, params ReadOnlySpan<string> categories)
    {
        var (start, end) = (at, at);
        while (start > 0 && !TextForm.EndsSentence(note[start - 1]))
        {
            start--;
        }

        while (end < note.Length && !TextForm.EndsSentence(note[end]))
        {
            end++;
        }

        foreach (var phrase in phrases)
        {
            if (phrase.At >= start && phrase.At < end && categories.Contains(phrase.Category))
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(Dictionary<string, List<string>> findings, string? kind, string text)
    {
        if (kind is null)
        {
            return;
        }

        if (!findings.TryGetValue(kind, out var words))
        {
            findings.Add(kind, words = []);
        }

        if (!words.Contains(text))
        {
            words.Add(text);
        }
    }
}
