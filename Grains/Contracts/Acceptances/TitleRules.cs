using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>
/// Whether a signer's title stands in the decision chain that the contract agreed on (R06, 签字人职务与决策链). Titles are equal or they are
/// not: a deputy, an assistant and a part of a title never match. Pure.
/// </summary>
public static class TitleRules
{
    // What is left of a title without its department has at least so many letters: 长 is no title.
    private const int ShortestTitle = 2;

    /// <summary>What the comparison of a signature comes to.</summary>
    /// <param name="chain">The decision chain.</param>
    /// <param name="delegates">Who may sign for it, and when.</param>
    /// <param name="name">Who signed.</param>
    /// <param name="title">Their title.</param>
    /// <param name="signedOn">The day.</param>
    /// <param name="rules">The words.</param>
    public static SignatureReading Read(
        ImmutableArray<DecisionRole> chain, ImmutableArray<SigningDelegate> delegates, string name, string title, DateOnly signedOn, AcceptanceRuleSet rules)
    {
        if (chain.IsDefaultOrEmpty)
        {
            return new(Verdicts.NoChain, null);
        }

        var signed = Readings(title, rules);
        if (chain.FirstOrDefault(role => signed.Contains(Canonical(role.Title, rules)) || signed.Contains(Canonical(WithoutWord(Plain(role.Title), rules), rules)))
            is { } place)
        {
            return new(Verdicts.Title, place.Title);
        }

        return delegates.Any(one => Plain(one.Name) == Plain(name) && one.From <= signedOn && signedOn <= one.Until)
            ? new(Verdicts.Delegate, null)
            : new(Verdicts.Mismatch, null);
    }

    /// <summary>A title in the width, case and spacing in which titles are compared.</summary>
    public static string Plain(string? text)
    {
        var plain = new StringBuilder();
        foreach (var wide in (text ?? "").EnumerateRunes())
        {
            // Letters as wide as characters; the runtime's own normalisation knows ASCII only where cultures are switched off.
            var rune = wide.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(wide.Value - 0xFEE0) : wide;

            // Zero-width marks are no part of what anybody reads.
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                plain.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return plain.ToString();
    }

    /// <summary>The names under which a signer's title may stand in the chain: as it is, without its department, without the department's last word.</summary>
    private static HashSet<string> Readings(string title, AcceptanceRuleSet rules)
    {
        var plain = Plain(title);
        var readings = new HashSet<string>(StringComparer.Ordinal) { Canonical(plain, rules) };
        if (EndOfDepartment(plain, rules) is { } place)
        {
            readings.Add(Canonical(plain[(place.At + place.Length)..], rules));
            readings.Add(Canonical(WithoutWord(plain, rules), rules));
        }

        readings.Remove("");
        return readings;
    }

    /// <summary>The group's first word when the title is one of a group, else the title.</summary>
    private static string Canonical(string title, AcceptanceRuleSet rules)
    {
        var plain = Plain(title);
        return rules.Titles.FirstOrDefault(group => group.Words.Any(word => Plain(word) == plain)) is { Words: [var first, ..] } ? Plain(first) : plain;
    }

    /// <summary>采购部总监 is 采购总监.</summary>
    private static string WithoutWord(string plain, AcceptanceRuleSet rules) =>
        EndOfDepartment(plain, rules) is { } place ? plain.Remove(place.At, place.Length) : plain;

    /// <summary>The last word that ends a department and has a title behind it.</summary>
    private static (int At, int Length)? EndOfDepartment(string plain, AcceptanceRuleSet rules)
    {
        (int At, int Length)? last = null;
        foreach (var word in rules.DepartmentWords.Select(Plain).Where(word => word.Length > 0))
        {
            for (var at = plain.IndexOf(word, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                var behind = plain.Length - at - word.Length;
                if (at > 0 && behind >= ShortestTitle && (last is not { } known || at + word.Length > known.At + known.Length
                    || (at + word.Length == known.At + known.Length && at < known.At)))
                {
                    last = (at, word.Length);
                }
            }
        }

        return last;
    }
}

/// <summary>What the comparison of a signature came to.</summary>
/// <param name="Verdict">See <see cref="Verdicts"/>.</param>
/// <param name="MatchedTitle">The title of the chain that it matches.</param>
public readonly record struct SignatureReading(string Verdict, string? MatchedTitle);
