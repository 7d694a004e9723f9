using System.Diagnostics.Metrics;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios;

public sealed class ListTests
{
    private static readonly ListQuery Everything = new(BoardScope.Company);

    [Fact]
    public async Task What_a_shard_holds_after_a_restart_is_what_it_held_before_and_what_the_store_has()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        foreach (var facts in Enumerable.Range(0, 300).Select(n => Shards.Facts($"k{n:000}", due: new DateOnly(2026, 1, 1).AddDays(n % 90))))
        {
            await Shards.Commit(sales.Store, facts);
            await sales.Portfolio().Post([facts]);
        }

        var before = await WalkAll(sales, 50);
        await sales.Cluster.DeactivateAsync(Shards.Id());
        var after = await WalkAll(sales, 50);

        Assert.Equal(before, after);
        var scanned = new List<string>();
        await foreach (var facts in sales.Store.ScanFacts(SalesCluster.Org, 0))
        {
            scanned.Add($"{facts.Key.Id}:{facts.Version}");
        }

        Assert.Equal(scanned.Order(StringComparer.Ordinal), after.Select(item => $"{item.ContractId}:{item.Version}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Posts_that_are_late_doubled_or_lost_end_in_the_truth()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        var (first, second, lost) = (Shards.Facts("a"), Shards.Facts("a", 2, open: 40_00), Shards.Facts("b", open: 7_00));
        await Shards.Commit(sales.Store, first);
        await sales.Portfolio().Post([second, first, second]);
        await Shards.Commit(sales.Store, second);
        await Shards.Commit(sales.Store, lost);
        Assert.Equal([("a", 40_00L)], (await sales.Nodes()).Select(node => (node.ContractId, node.OpenFen)));

        Assert.Equal(1, await sales.Portfolio().Rescan());
        Assert.Equal(0, await sales.Portfolio().Rescan());
        Assert.Equal([("a", 40_00L), ("b", 7_00L)], (await sales.Nodes()).Select(node => (node.ContractId, node.OpenFen)));
    }

    [Fact]
    public async Task A_minute_after_its_start_a_shard_mends_what_it_has_missed_and_counts_it()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy(timer: true));
        await sales.Portfolio().Ping();
        await Shards.Commit(sales.Store, Shards.Facts("lost"));
        var holes = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "sales.portfolio.holes")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref holes, count));
        listener.Start();

        await SalesCluster.Eventually(
            async () =>
            {
                sales.Clock.Advance(TimeSpan.FromSeconds(10));
                return !(await sales.Nodes()).IsEmpty;
            },
            "the missing row");
        await SalesCluster.Eventually(() => Interlocked.Read(ref holes) >= 1, "the hole to be counted");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_walk_sees_each_of_2000_rows_once_while_others_change(int shards)
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        var organization = (await sales.Store.ReadOrganizations())[0] with { Org = "wide0001", Partitions = shards, Shards = shards };
        await sales.PutOrganization(organization with { Etag = null });
        ContractFacts Facts(int n, long version) => Shards.Facts($"k{n}", version, new DateOnly(2026, 1, 1).AddDays(n % 40), number: $"HT-{n % 700}")
            with { Key = new(EntityKinds.Contract, "wide0001", $"k{n}") };
        Task Post(IEnumerable<ContractFacts> facts) => Task.WhenAll(facts
            .GroupBy(one => Partitioning.ShardKeyOf(organization, one.Key))
            .Select(group => sales.Grains.GetGrain<IPortfolioGrain>(group.Key).Post([.. group])));
        await Post(Enumerable.Range(0, 2_000).Select(n => Facts(n, 1)));

        var (nodes, contracts) = (new List<string>(), new List<string>());
        string? cursor = null;
        for (var page = 0; page == 0 || cursor is not null; page++)
        {
            var answer = await sales.Reader().Nodes("wide0001", Everything, new(37, cursor));
            Assert.Equal((2_000, 2_000 * 100_00L), (answer.Count, answer.AmountFen));
            nodes.AddRange(answer.Items.Select(item => item.ContractId));
            cursor = answer.Next;
            await Post([Facts(page, 2)]);
        }

        for (var page = 0; page == 0 || cursor is not null; page++)
        {
            var answer = await sales.Reader().Contracts("wide0001", Everything, new(200, cursor));
            Assert.Equal(answer.Items.OrderBy(item => item.Place), answer.Items);
            contracts.AddRange(answer.Items.Select(item => item.Id));
            cursor = answer.Next;
        }

        Assert.Equal(2_000, nodes.Count);
        Assert.Equal(2_000, nodes.Distinct().Count());
        Assert.Equal(nodes.Order(), contracts.Order());
    }

    [Fact]
    public async Task A_cursor_of_another_question_and_unknown_statuses_are_refused()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        await sales.Portfolio().Post([Shards.Facts("a"), Shards.Facts("b")]);
        var next = (await sales.Reader().Nodes(SalesCluster.Org, Everything, new(1))).Next;
        Assert.NotNull(next);

        Assert.Equal("cursor.invalid", (await sales.Reader().Contracts(SalesCluster.Org, Everything, new(1, next))).Rejection?.Code);
        Assert.Equal("cursor.invalid", (await sales.Reader().Nodes(SalesCluster.Org, Everything with { Filter = new(Tier: "A") }, new(1, next))).Rejection?.Code);
        Assert.Equal("filter.unknown-status", (await sales.Reader().Nodes(SalesCluster.Org, Everything with { Filter = new(Status: "late") }, new(1))).Rejection?.Code);
        Assert.Equal("filter.unknown-bucket", (await sales.Reader().Explain(SalesCluster.Org, "late", Everything)).Rejection?.Code);
        Assert.Equal("b", Assert.Single((await sales.Reader().Nodes(SalesCluster.Org, Everything, new(1, next))).Items).ContractId);
    }

    [Fact]
    public async Task An_explanation_cites_what_the_number_counts()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        await sales.Portfolio().Post([Shards.Facts("a", 3, new(2026, 2, 20), 40_00), Shards.Facts("b", 1, new(2026, 3, 1)), Shards.Facts("c")]);

        var overdue = await sales.Reader().Explain(SalesCluster.Org, "overdue-8-30", Everything);
        var total = await sales.Reader().Explain(SalesCluster.Org, "total", Everything);

        Assert.Equal(new ExplainInput("contract", "a", "HT-a", 1, 3, 40_00), Assert.Single(overdue.Items));
        Assert.Equal((1, 40_00), (overdue.Count, overdue.AmountFen));
        Assert.Equal((3, 240_00), (total.Count, total.AmountFen));
    }

    [Fact]
    public async Task A_list_waits_a_moment_for_a_version_and_says_when_it_is_not_there()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        await sales.Portfolio().Post([Shards.Facts("a")]);
        var seen = new SeenVersion(Shards.Contract("a"), 2);

        var early = await sales.Reader().Nodes(SalesCluster.Org, Everything, new(10, Seen: seen));
        var asking = sales.Reader().Nodes(SalesCluster.Org, Everything, new(10, Seen: seen));
        await sales.Portfolio().Post([Shards.Facts("a", 2, open: 1)]);
        var late = await asking;

        Assert.True(early.ViewPending);
        Assert.Equal((1, 100_00), (early.Items[0].Version, early.Items[0].OpenFen));
        Assert.False(late.ViewPending);
        Assert.Equal(2, late.Items[0].Version);
    }

    [Fact]
    public async Task A_shard_of_an_old_generation_refuses_posts_and_lists_go_to_the_new_one()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        await Shards.Commit(sales.Store, Shards.Facts("a"));
        await sales.Portfolio().Post([Shards.Facts("a")]);

        await sales.PutOrganization((await sales.Store.ReadOrganizations())[0] with { Generation = 2 });

        await Assert.ThrowsAsync<OldGenerationException>(() => sales.Portfolio().Post([Shards.Facts("b")]));
        await Assert.ThrowsAsync<OldGenerationException>(() => sales.Portfolio().Partial(new(SalesCluster.Org, BoardTopic.Payments, BoardScope.Company)));
        Assert.Equal("a", Assert.Single(await sales.Nodes()).ContractId);
        await sales.Portfolio(generation: 2).Post([Shards.Facts("b")]);
        Assert.Equal(2, (await sales.Nodes()).Length);
    }

    private static async Task<List<NodeItem>> WalkAll(SalesCluster sales, int limit)
    {
        var items = new List<NodeItem>();
        string? cursor = null;
        do
        {
            var page = await sales.Reader().Nodes(SalesCluster.Org, Everything, new(limit, cursor));
            items.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return items;
    }
}
