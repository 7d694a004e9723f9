using SalesGrains.Entities;
using SalesGrains.RuleSets;

namespace SalesGrains.Quality;

/// <summary>What may be published as the numbers of the quality score (Z02). Pure.</summary>
public static class QualityRuleSetRules
{
    /// <summary>What cannot be, with the place at fault; null when it can.</summary>
    public static Rejection? Problem(QualityRuleSet rules) =>
        (rules.DensityWeight is >= 0 and <= 100 && rules.ActionWeight == 100 - rules.DensityWeight ? null : new Rejection("rules.quality-weights", "/quality/densityWeight"))
        ?? (rules.FairFrom >= 1 && rules.GoodFrom > rules.FairFrom && rules.GoodFrom <= 100 ? null : new Rejection("rules.quality-bands", "/quality/goodFrom"))
        ?? (Doubts(rules.Doubts) ? null : new Rejection("rules.quality-doubts", "/quality/doubts"))
        ?? Points(rules);

    private static Rejection? Points(QualityRuleSet rules)
    {
        for (var i = 0; i < rules.Points.Length; i++)
        {
            var point = rules.Points[i];
            if (!QualityRules.Codes.Contains(point.Code) || rules.Points.Take(i).Any(earlier => earlier.Code == point.Code))
            {
                return new("rules.quality-code", $"/quality/points/{i}/code");
            }

            if (point.First is < 0 or > 100 || point.More is < 0 or > 100 || point.Most < point.First || point.Most > 100)
            {
                return new("rules.quality-points", $"/quality/points/{i}/most");
            }
        }

        return rules.Points.Length > 0 ? null : new("rules.quality-points", "/quality/points");
    }

    private static bool Doubts(QualityDoubts doubts) =>
        doubts is { FewestLetters: >= 0 and <= 100, StopFrom: >= 0 and <= 2000, SmallWordsFrom: >= 2 and <= 2000, CopyBits: >= 0 and <= 16 }
        && doubts.MostlyRepeatedBelow <= doubts.RepeatedBelow
        && new[]
        {
            doubts.RepeatedBelow, doubts.MostlyRepeatedBelow, doubts.SmallWordsBelow, doubts.RepeatedKeeps, doubts.MostlyRepeatedKeeps,
            doubts.UnstoppedKeeps, doubts.ListKeeps, doubts.CopyKeeps,
        }.All(percent => percent is >= 0 and <= 100);
}
