using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios.Chains;

/// <summary>What worked for an objection, across customers (P08).</summary>
public sealed class ChainListRulesTests
{
    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();
    private int customers;

    public ChainListRulesTests()
    {
        Add("r1", "K12教育", Chain("budget", "quoted", ChainResults.Won), Chain("effect", "demo", ChainResults.Open));
        Add("r1", "职业教育", Chain("budget", "demo", ChainResults.Repeated));
        Add("r2", "机械制造", Chain("budget", "quoted", ChainResults.Lost));
        Add("r4", "高等教育", Chain("budget", "quoted", ChainResults.Won), Chain("budget", null, ChainResults.Open));
    }

    [Fact]
    public void What_worked_for_an_objection_in_an_industry_is_counted_by_solution_and_result_nothing_done_last() =>
        Assert.Equal(
            ["quoted 2: won 2", "demo 1: repeated 1", " 1: open 1"],
            Count(Query() with { Chain = new("budget", "教育") }));

    [Theory]
    [InlineData("company", 6)]
    [InlineData("team/t1", 4)]
    [InlineData("rep/r4", 2)]
    [InlineData("rep/r3", 0)]
    public void A_chain_is_in_the_scope_of_the_customers_rep(string scope, int count) =>
        Assert.Equal(count, ChainListRules.Items(index, new(BoardScope.Parse(scope)!), company.Moment).Count());

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("budget", "教育", null, null)]
    [InlineData("budget", "教育", "quoted", "won")]
    [InlineData("budget", null, "quoted", "lost")]
    [InlineData("budget", null, ChainQuery.NoSolution, "open")]
    [InlineData(null, "制造", null, null)]
    public void Every_number_is_how_many_its_list_has_on_all_pages(string? objection, string? industry, string? solution, string? result)
    {
        var query = Query() with { Chain = new(objection, industry, solution, result) };
        var number = ChainListRules.Count(index, query, company.Moment).Sum(count => count.Total);
        var listed = new List<ChainItem>();
        PageKey? after = null;
        do
        {
            var page = ChainListRules.List(index, query, new(2, after), company.Moment);
            Assert.Equal(number, page.Count);
            listed.AddRange(page.Items);
            after = page.More ? page.Items[^1].Place : null;
        }
        while (after is not null);

        Assert.True(number > 0);
        Assert.Equal(number, listed.Select(item => item.Place).Distinct().Count());
    }

    [Theory]
    [InlineData("客户0", 2)]
    [InlineData("EXT-1", 1)]
    [InlineData("没有", 0)]
    public void A_text_is_looked_for_in_the_customers_name_and_number(string text, int count) =>
        Assert.Equal(count, ChainListRules.Items(index, Query() with { Filter = new(Text: text) }, company.Moment).Count());

    private static ListQuery Query() => new(BoardScope.Company);

    private IEnumerable<string> Count(ListQuery query) => ChainListRules.Count(index, query, company.Moment).Select(count =>
        $"{count.Solution} {count.Total}: {string.Join(' ', ChainResults.All.Zip(count.Results).Where(pair => pair.Second > 0).Select(pair => $"{pair.First} {pair.Second}"))}");

    private ChainFacts Chain(string objection, string? solution, string result) =>
        new($"f-{index.Customers.Count()}-{objection}-{solution}", objection, company.Now.AddDays(-9), 1, solution, solution is null ? null : company.Now.AddDays(-8), result, null);

    private void Add(string rep, string industry, params ChainFacts[] chains) => index.Fold(new CustomerFacts
    {
        Key = new(EntityKinds.Customer, RandomCompany.Org, $"c{customers}"), Version = 1, Name = $"客户{customers}", ExternalNo = $"EXT-{customers++}", Industry = industry, RepId = rep,
        Care = new() { Chains = [.. chains] },
    });
}
