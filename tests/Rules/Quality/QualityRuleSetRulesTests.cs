using System.Collections.Immutable;
using SalesGrains.RuleSets;

namespace SalesGrains.Quality;

/// <summary>What may be published as the numbers of the quality score (Z02).</summary>
public sealed class QualityRuleSetRulesTests
{
    public static TheoryData<string, QualityRuleSet, string?, string?> Sets => new()
    {
        { "as shipped", new(), null, null },
        { "weights make 99", new() { ActionWeight = 39 }, "rules.quality-weights", "/quality/densityWeight" },
        { "weights make 100", new() { DensityWeight = 0, ActionWeight = 100 }, null, null },
        { "a weight below 0", new() { DensityWeight = -1, ActionWeight = 101 }, "rules.quality-weights", "/quality/densityWeight" },
        { "good where fair begins", new() { FairFrom = 65 }, "rules.quality-bands", "/quality/goodFrom" },
        { "good out of reach", new() { GoodFrom = 101 }, "rules.quality-bands", "/quality/goodFrom" },
        { "no points", new() { Points = [] }, "rules.quality-points", "/quality/points" },
        { "a finding that there is not", Points(new QualityPointRule("weather", 1, 0, 1)), "rules.quality-code", "/quality/points/0/code" },
        { "a finding twice", Points(new("date", 1, 0, 1), new("date", 1, 0, 1)), "rules.quality-code", "/quality/points/1/code" },
        { "most below first", Points(new QualityPointRule("date", 5, 0, 4)), "rules.quality-points", "/quality/points/0/most" },
        { "points above 100", Points(new QualityPointRule("date", 5, 0, 101)), "rules.quality-points", "/quality/points/0/most" },
        { "keeps more than all", new() { Doubts = new() { CopyKeeps = 101 } }, "rules.quality-doubts", "/quality/doubts" },
        { "copies in half the bits", new() { Doubts = new() { CopyBits = 17 } }, "rules.quality-doubts", "/quality/doubts" },
    };

    [Theory, MemberData(nameof(Sets))]
    public void Only_what_can_be_scored_with_may_be_published(string what, QualityRuleSet rules, string? code, string? field)
    {
        var refused = RuleSetRules.Problem(new() { OwnQuality = rules });

        Assert.True((code, field) == (refused?.Code, refused?.Field), $"{what}: {refused}");
    }

    private static QualityRuleSet Points(params ImmutableArray<QualityPointRule> points) => new() { Points = points };
}
