using System.Collections.Immutable;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts.Acceptances;

public sealed class TitleRulesTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Theory]
    [InlineData("采购总监", "采购总监", true)]
    [InlineData("采购总监", "采购负责人", true)] // a synonym
    [InlineData("采购负责人", "Procurement Director", true)] // in another language
    [InlineData("采购总监", "采购部总监", true)] // the department's last word
    [InlineData("采购部总监", "采购总监", true)]
    [InlineData("采购总监", "集团供应链中心采购总监", true)] // a department before it
    [InlineData("采购总监", "采购部 采购负责人", true)] // both
    [InlineData("总经理", "ＧＭ", true)] // width
    [InlineData("总经理", "general  manager", true)] // case and spaces
    [InlineData("总经理", " 总 裁 ", true)]
    [InlineData("总经理", "总\u200b经理", true)] // a mark that nobody sees
    [InlineData("采购处处长", "处长", false)] // whose is not said
    [InlineData("处长", "采购处处长", true)]
    [InlineData("总经理", "副总经理", false)]
    [InlineData("总经理", "总经理助理", false)]
    [InlineData("总经理", "经理", false)]
    [InlineData("经理", "总经理", false)]
    [InlineData("采购总监", "财务总监", false)]
    [InlineData("销售部总监", "生产部总监", false)] // the same rank elsewhere
    [InlineData("采购总监", "", false)]
    [InlineData("采购总监", "部", false)]
    public void A_title_stands_in_the_chain_or_it_does_not(string agreed, string signed, bool matches)
    {
        var reading = Read([new() { Role = "approver", Title = agreed }], "王立", signed);

        Assert.Equal(matches ? Verdicts.Title : Verdicts.Mismatch, reading.Verdict);
        Assert.Equal(matches ? agreed : null, reading.MatchedTitle);
    }

    [Fact]
    public void Any_place_of_the_chain_may_sign()
    {
        Assert.Equal("技术总监", Read([new() { Title = "总经理" }, new() { Title = "技术总监" }], "王立", "CTO").MatchedTitle);
    }

    [Theory]
    [InlineData(2026, 3, 1, "李敏", Verdicts.Mismatch)]
    [InlineData(2026, 3, 2, "李敏", Verdicts.Delegate)]
    [InlineData(2026, 3, 31, "李 敏", Verdicts.Delegate)]
    [InlineData(2026, 4, 1, "李敏", Verdicts.Mismatch)]
    [InlineData(2026, 3, 2, "李明", Verdicts.Mismatch)]
    public void A_named_delegate_signs_from_the_first_day_to_the_last(int year, int month, int day, string name, string verdict)
    {
        ImmutableArray<SigningDelegate> delegates = [new() { Name = "李敏", From = Day, Until = new(2026, 3, 31) }];

        var reading = TitleRules.Read([new() { Title = "总经理" }], delegates, name, "仓库主管", new(year, month, day), AcceptanceRuleSet.Shipped);

        Assert.Equal(verdict, reading.Verdict);
    }

    [Fact]
    public void Without_a_chain_there_is_nothing_to_compare_with()
    {
        Assert.Equal(Verdicts.NoChain, Read([], "王立", "仓库主管").Verdict);
    }

    [Fact]
    public void Synonyms_are_rules_that_can_be_published()
    {
        var rules = AcceptanceRuleSet.Shipped with { Titles = [new(["厂长", "总经理"])] };

        Assert.Equal(Verdicts.Title, TitleRules.Read([new() { Title = "总经理" }], [], "王立", "厂长", Day, rules).Verdict);
        Assert.Equal(Verdicts.Mismatch, TitleRules.Read([new() { Title = "总经理" }], [], "王立", "总裁", Day, rules).Verdict);
    }

    private static SignatureReading Read(ImmutableArray<DecisionRole> chain, string name, string title) =>
        TitleRules.Read(chain, [], name, title, Day, AcceptanceRuleSet.Shipped);
}
