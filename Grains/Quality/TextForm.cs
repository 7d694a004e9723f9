using System.Text;

namespace SalesGrains.Quality;

/// <summary>
/// One form for what is the same to a reader: full-width letters and digits become half-width, Latin letters lower case. Not the framework's
/// normalization, which does nothing where globalization is invariant, and could differ between platforms. Pure.
/// </summary>
internal static class TextForm
{
    /// <summary>Letters that are read at most; a note is shorter, a paste may not be.</summary>
    public const int Longest = 2000;

    /// <summary>The text in its one form.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var letter in (text ?? "").AsSpan(0, Math.Min(Longest, text?.Length ?? 0)))
        {
            folded.Append(letter switch
            {
                '\u3000' => ' ',
                '，' or '。' or '；' or '！' or '？' or '：' => letter,
                >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(letter - 0xFEE0)),
                _ => char.ToLowerInvariant(letter),
            });
        }

        return folded.ToString();
    }

    /// <summary>Letters and digits only, with every digit the same: what two notes share when only their dates differ.</summary>
    public static string Letters(string folded)
    {
        var letters = new StringBuilder(folded.Length);
        foreach (var letter in folded)
        {
            if (char.IsAsciiDigit(letter))
            {
                letters.Append('0');
            }
            else if (char.IsLetter(letter))
            {
                letters.Append(letter);
            }
        }

        return letters.ToString();
    }

    /// <summary>True for what ends or parts a clause.</summary>
    public static bool IsStop(char letter) => letter is '。' or '，' or '；' or '！' or '？' or '、' or '：' or ',' or ';' or '!' or '?' or '\n';

    /// <summary>True for what ends a sentence.</summary>
    public static bool EndsSentence(char letter) => letter is '。' or '；' or '！' or '？' or ';' or '!' or '?' or '\n';
}
