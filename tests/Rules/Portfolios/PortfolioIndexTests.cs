using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Reps;

namespace SalesGrains.Portfolios;

public class PortfolioIndexTests
{
    [Fact]
    public void Facts_that_come_late_twice_or_in_another_order_end_in_the_same_index()
    {
        for (var start = 1UL; start <= 50; start++)
        {
            var random = new SplitMix64(start);
            var company = new RandomCompany(random);
            for (var step = 0; step < 100; step++)
            {
                company.Commit();
            }

            var inOrder = new PortfolioIndex();
            foreach (var facts in company.Commits.Values)
            {
                inOrder.Fold(facts);
            }

            var shuffled = new PortfolioIndex();
            foreach (var facts in company.Commits.Values.Concat(company.Commits.Values).OrderBy(_ => random.Next()))
            {
                shuffled.Fold(facts);
            }

            Assert.True(Content(inOrder, company) == Content(shuffled, company), $"start {start}");
            Assert.Equal(company.Latest.Values.Sum(facts => facts.Nodes.Length), inOrder.OpenNodes.Count + inOrder.ClosedNodes.Count);
        }
    }

    [Fact]
    public void The_same_version_seen_by_newer_rules_counts_as_newer()
    {
        var index = new PortfolioIndex();
        var facts = new PlainFacts { Key = new("number", RandomCompany.Org, "n1"), Version = 3, RulesVersion = 1, NextDue = DateTimeOffset.UnixEpoch };
        index.Fold(facts);

        Assert.Null(index.Fold(facts));
        Assert.Null(index.Fold(facts with { RulesVersion = 0, NextDue = null }));
        Assert.NotNull(index.Fold(facts with { RulesVersion = 2, NextDue = null }));
        Assert.Empty(index.Alarms);
    }

    [Fact]
    public void Alarms_are_walked_by_moment_and_then_by_key()
    {
        var index = new PortfolioIndex();
        var noon = new DateTimeOffset(2026, 1, 20, 4, 0, 0, TimeSpan.Zero);
        foreach (var (kind, id, due) in new[] { ("rep", "b", 1), ("contract", "z", 1), ("contract", "a", 1), ("contract", "y", 0), ("customer", "n", -1) })
        {
            index.Fold(new PlainFacts { Key = new(kind, RandomCompany.Org, id), Version = 1, NextDue = due < 0 ? null : noon.AddHours(due) });
        }

        Assert.Equal(["contract/y", "contract/a", "contract/z", "rep/b"], index.Alarms.Select(row => $"{row.Key.Kind}/{row.Key.Id}"));
        index.Fold(new PlainFacts { Key = new("contract", RandomCompany.Org, "a"), Version = 2, NextDue = noon.AddHours(9) });
        Assert.Equal(["contract/y", "contract/z", "rep/b", "contract/a"], index.Alarms.Select(row => $"{row.Key.Kind}/{row.Key.Id}"));
    }

    [Fact]
    public void A_customer_who_is_renamed_moves_in_the_list_and_is_in_it_once()
    {
        var index = new PortfolioIndex();
        var company = new RandomCompany(new(1));
        foreach (var (id, name) in new[] { ("c1", "甲"), ("c2", "乙"), ("c3", "Zeta") })
        {
            index.Fold(new CustomerFacts { Key = new(EntityKinds.Customer, RandomCompany.Org, id), Version = 1, Name = name, RepId = "r1" });
        }

        index.Fold(new CustomerFacts { Key = new(EntityKinds.Customer, RandomCompany.Org, "c2"), Version = 2, Name = "Alpha", RepId = "r1" });
        var page = CustomerLists.Customers(index, new(BoardScope.Parse("team/t1")!), new(10), company.Moment);

        Assert.Equal(["Alpha", "Zeta", "甲"], page.Items.Select(item => item.Name));
        Assert.Equal("张伟", page.Items[0].RepName);
        Assert.Empty(CustomerLists.Customers(index, new(BoardScope.Parse("team/t2")!), new(10), company.Moment).Items);
    }

    [Fact]
    public void Reps_are_found_by_name_and_number_with_their_place()
    {
        var index = new PortfolioIndex();
        var company = new RandomCompany(new(1));
        index.Fold(new RepFacts { Key = new(EntityKinds.Rep, RandomCompany.Org, "r1"), Version = 1, Name = "张伟", UnitId = "t1", ExternalNo = "E-77" });
        index.Fold(new RepFacts { Key = new(EntityKinds.Rep, RandomCompany.Org, "r4"), Version = 1, Name = "赵磊", UnitId = "t3" });

        var found = PortfolioLists.Reps(index, new(BoardScope.Company) { Filter = new(Text: "e-7") }, new(10), company.Moment).Items;

        var rep = Assert.Single(found);
        Assert.Equal(("张伟", "一组", "华东"), (rep.Name, rep.UnitName, rep.RegionName));
    }

    [Theory]
    [InlineData("rep/r1", null, 1)]
    [InlineData("team/t1", null, 1)]
    [InlineData("company", null, 1)]
    [InlineData("company", "all", 3)]
    [InlineData("region/west", "all", 0)]
    public void An_inbox_shows_what_is_meant_for_its_level(string scope, string? level, int count)
    {
        var index = new PortfolioIndex();
        var company = new RandomCompany(new(1));
        index.Fold(new ContractFacts
        {
            Key = new(EntityKinds.Contract, RandomCompany.Org, "k1"),
            Version = 1,
            RepId = "r1",
            Nodes = [new(1, "预付款", new(2026, 1, 10), null, 100, 40, "sales")],
            Nudges =
            [
                .. new[] { "rep", "manager", "director" }.Select(to =>
                    new Nudges.NudgeFacts($"1/overdue/{to}", "payment-overdue", 1, company.Now, to, new(2026, 1, 25), "record-receipt")),
            ],
        });

        var page = PortfolioLists.Nudges(index, new(BoardScope.Parse(scope)!) { Filter = new(Level: level) }, new(10), company.Moment);

        Assert.Equal(count, page.Items.Length);
        Assert.All(page.Items, item => Assert.Equal(("预付款", 40L), (item.NodeName, item.OpenFen)));
    }

    [Fact]
    public void An_inbox_shows_nudges_of_customers_too_under_their_own_kind_and_lets_them_go()
    {
        var index = new PortfolioIndex();
        var company = new RandomCompany(new(1));
        var nudge = new Nudges.NudgeFacts("n-1", "first-contact", 0, company.Now, "rep", new(2026, 1, 25), "create-opportunity", DeadlineAt: company.Now.AddHours(22), Strong: true);
        var board = Boards.BoardFeed.Of(new(RandomCompany.Org, "inbox", BoardScope.Parse("rep/r1")!), index, company.Moment);
        var customer = new CustomerFacts
        {
            Key = new(EntityKinds.Customer, RandomCompany.Org, "k1"), Version = 1, RepId = "r1", Name = "苏州恒岳", Care = new() { Nudges = [nudge] },
        };
        Fold(customer);
        Fold(new ContractFacts { Key = new(EntityKinds.Contract, RandomCompany.Org, "k1"), Version = 1, RepId = "r1", Number = "HT-1", Nudges = [nudge with { Rule = "payment-warning" }] });

        var items = Items();
        Assert.Equal(["contract k1 HT-1", "customer k1 "], items.Select(item => $"{item.Kind} {item.ContractId} {item.Number}"));
        Assert.Equal(("苏州恒岳", true, company.Now.AddHours(22)), (items[1].CustomerName, items[1].Strong, items[1].DeadlineAt));
        Assert.Equal(["e/customer/k1/n-1", "g/k1/n-1"], board.Change("s", 1)!.Rows.Select(row => row.Key).Order(StringComparer.Ordinal));
        var second = PortfolioLists.Nudges(index, new(BoardScope.Parse("rep/r1")!), new(1, items[0].Place), company.Moment);
        Assert.Equal("customer", Assert.Single(second.Items).Kind);

        Fold(customer with { Version = 2, Care = new() });

        Assert.Equal("contract", Assert.Single(Items()).Kind);
        Assert.Equal("e/customer/k1/n-1", Assert.Single(board.Change("s", 1)!.Removed));

        void Fold(EntityFacts facts)
        {
            var change = index.Fold(facts)!;
            board.Fold(change.Old, change.New);
        }

        System.Collections.Immutable.ImmutableArray<NudgeItem> Items() => PortfolioLists.Nudges(index, new(BoardScope.Parse("rep/r1")!), new(10), company.Moment).Items;
    }

    private static string Content(PortfolioIndex index, RandomCompany company) => string.Join('\n',
    [
        .. PortfolioLists.Contracts(index, new(BoardScope.Company), new(10_000), company.Moment).Items.Select(item => item.ToString()),
        .. PortfolioLists.Nodes(index, new(BoardScope.Company), new(10_000), company.Moment).Items.Select(item => item.ToString()),
        .. PortfolioLists.Nodes(index, new(BoardScope.Company) { Filter = new(Status: "settled") }, new(10_000), company.Moment).Items.Select(item => item.ToString()),
        .. PortfolioLists.Nudges(index, new(BoardScope.Company) { Filter = new(Level: "all") }, new(10_000), company.Moment).Items.Select(item => item.ToString()),
        .. index.OpenNodesOf("r1").Select(node => $"{node.Contract.Key}/{node.No}/{node.OpenFen}"),
    ]);
}
