using System.Collections.Immutable;
using SalesGrains.RuleSets;

namespace SalesGrains.Quality;

/// <summary>Which of the three groups of a follow-up were ticked (P02).</summary>
/// <param name="Done">What was done.</param>
/// <param name="Said">What the customer said.</param>
/// <param name="Next">What comes next.</param>
public readonly record struct QualityTicks(bool Done, bool Said, bool Next);

/// <summary>What a score needs beside the note and the ticks.</summary>
/// <param name="Rules">The numbers.</param>
/// <param name="RulesVersion">Their version.</param>
/// <param name="DateAgreed">A day was agreed for the next step (次日期).</param>
/// <param name="Recent">Fingerprints of the notes before it, the latest last; only the last thirty count.</param>
public sealed record QualityContext(QualityRuleSet Rules, int RulesVersion, bool DateAgreed, ImmutableArray<string> Recent);

/// <summary>
/// Scores a follow-up (P09): how much it tells (density) and how clear the next step is (action), by what can be found in it, with a reason
/// for every point. The same input gives the same score on every machine. Pure.
/// </summary>
public static class QualityRules
{
    private static readonly ImmutableArray<string> Density = ["person", "concern", "money", "competitor", "product", "number", "tick-done", "tick-said"];
    private static readonly ImmutableArray<string> Action = ["date", "date-soft", "clock", "verb", "verb-soft", "deliverable", "object", "owner", "tick-next"];
    private static readonly ImmutableArray<string> Deductions = ["fluff", "vague"];

    /// <summary>Every kind of finding that a rule set may give points for.</summary>
    public static ImmutableArray<string> Codes { get; } = [.. Density, .. Action, .. Deductions];

    /// <summary>Scores a note, which may be missing, with its ticks.</summary>
    public static QualityScore Score(string? text, QualityTicks ticks, QualityContext context)
    {
        var note = TextForm.Fold(text);
        var letters = TextForm.Letters(note);
        var findings = letters.Length < context.Rules.Doubts.FewestLetters ? [] : FindingRules.Of(note, Lexicon.Shipped);
        Tick(ticks.Done, "tick-done");
        Tick(ticks.Said, "tick-said");
        Tick(ticks.Next, "tick-next");
        Tick(context.DateAgreed, "date");
        var print = NearDuplicateRules.Fingerprint(text);
        ImmutableArray<QualityPoint> points =
        [
            .. context.Rules.Points.Where(rule => Counts(rule.Code, findings)).Select(rule => Point(rule, findings[rule.Code])),
            .. DoubtRules.Of(note, letters, NearDuplicateRules.IsCopy(print, context.Recent, context.Rules.Doubts.CopyBits), context.Rules.Doubts),
        ];
        return Sum(points, context.Rules) with
        {
            Points = points, RulesVersion = context.RulesVersion, LexiconVersion = Lexicon.Shipped.Version, Fingerprint = print,
        };

        void Tick(bool ticked, string code)
        {
            if (ticked)
            {
                findings.TryAdd(code, []);
            }
        }
    }

    /// <summary>What points add up to: so a score is explained by its points and by nothing else.</summary>
    public static QualityScore Sum(ImmutableArray<QualityPoint> points, QualityRuleSet rules)
    {
        var density = Math.Min(100, Of("density"));
        var action = Math.Min(100, Of("action"));
        var total = Math.Max(0, ((density * rules.DensityWeight) + (action * rules.ActionWeight) + 50) / 100 + Of("deduction"));
        foreach (var doubt in points.Where(point => point.Part == "doubt"))
        {
            total = total * doubt.Points / 100;
        }

        return new() { Density = density, Action = action, Total = total, Band = BandOf(total, rules) };

        int Of(string part) => points.Where(point => point.Part == part).Sum(point => point.Points);
    }

    /// <summary>good, fair or poor.</summary>
    public static string BandOf(int total, QualityRuleSet rules) => total >= rules.GoodFrom ? "good" : total >= rules.FairFrom ? "fair" : "poor";

    /// <summary>A vague word counts only where there is no exact one.</summary>
    private static bool Counts(string code, IReadOnlyDictionary<string, List<string>> findings) => findings.ContainsKey(code) && code switch
    {
        "date-soft" => !findings.ContainsKey("date"),
        "verb-soft" => !findings.ContainsKey("verb"),
        _ => true,
    };

    private static QualityPoint Point(QualityPointRule rule, List<string> found)
    {
        var worth = Math.Min(rule.Most, rule.First + (rule.More * Math.Max(0, found.Count - 1)));
        var part = Density.Contains(rule.Code) ? "density" : Action.Contains(rule.Code) ? "action" : "deduction";
        var words = found.Count == 0 ? null : string.Join("、", found.Take(5));
        return new() { Code = rule.Code, Part = part, Points = part == "deduction" ? -worth : worth, Found = words, TextZh = QualityTexts.Zh(rule.Code, words) };
    }
}
