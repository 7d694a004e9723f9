namespace SalesGrains.RuleSets;

/// <summary>The numbers of the quality score (P09, Z02).</summary>
/// <param name="DensityWeight">Percentage of the density in the total, 0–100.</param>
/// <param name="ActionWeight">Percentage of the action; the two make 100.</param>
/// <param name="GoodFrom">Total from which a follow-up is good.</param>
/// <param name="FairFrom">Total from which it is fair.</param>
/// <param name="Points">What each kind of finding is worth.</param>
internal sealed record QualityRulesBody(int DensityWeight, int ActionWeight, int GoodFrom, int FairFrom, IReadOnlyList<QualityPointBody> Points)
{
    /// <summary>Of a rule set.</summary>
    public static QualityRulesBody Of(RuleSet rules)
    {
        var quality = rules.Quality;
        return new(
            quality.DensityWeight, quality.ActionWeight, quality.GoodFrom, quality.FairFrom,
            [.. quality.Points.Select(point => new QualityPointBody(point.Code, point.First, point.More, point.Most))]);
    }

    /// <summary>As a rule set; doubts stay as they are.</summary>
    public QualityRuleSet On(QualityRuleSet active) => active with
    {
        DensityWeight = DensityWeight,
        ActionWeight = ActionWeight,
        GoodFrom = GoodFrom,
        FairFrom = FairFrom,
        Points = [.. Points.Select(point => new QualityPointRule(point.Code, point.First, point.More, point.Most))],
    };
}

/// <summary>What one kind of finding is worth.</summary>
/// <param name="Code">The kind, for example person or date.</param>
/// <param name="First">Points of the first, 0–100.</param>
/// <param name="More">Points of each further one.</param>
/// <param name="Most">Points in all.</param>
internal sealed record QualityPointBody(string Code, int First, int More, int Most);
