using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Money;
using SalesGrains.Portfolios.Boards;
using SalesGrains.Portfolios.Lists;

namespace SalesGrains.Portfolios;

/// <summary>M1 for the payment board: a number, the list it opens, and what its inputs say are one thing.</summary>
public class NumberProperty
{
    [Fact]
    public void For_500_histories_filters_and_numbers_the_number_is_the_walked_list_and_the_fold_of_what_it_cites()
    {
        for (var start = 1UL; start <= 500; start++)
        {
            try
            {
                Check(new SplitMix64(start));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Start {start}: {error.Message}", error);
            }
        }
    }

    private static void Check(SplitMix64 random)
    {
        var company = new RandomCompany(random);
        var shards = Enumerable.Range(0, 1 + random.Below(3)).Select(number => new Shard($"acme0001|p1|{number}")).ToArray();
        var topic = new BoardTopic(RandomCompany.Org, BoardTopic.Payments, company.Scope(), company.Filter().ToString());
        var board = new BoardFold();
        board.Expect([.. shards.Select(shard => shard.Key)]);
        var watchFrom = random.Below(40);
        var sent = new List<ContractFacts>();
        for (var step = 0; step < 80; step++)
        {
            if (step == watchFrom)
            {
                foreach (var shard in shards)
                {
                    shard.Feed = BoardFeed.Of(topic, shard.Index, company.Moment);
                    Assert.True(board.Put(shard.Feed.Whole(shard.Key, 1)));
                }
            }

            switch (random.Below(10))
            {
                case 0:
                    company.Pass();
                    break;
                case 1 when random.Chance(30):
                    company.Reorganize();
                    break;
                default:
                    sent.Add(company.Commit());
                    break;
            }

            foreach (var shard in shards)
            {
                // Posts come late, twice, or in another order; in the end the newest has come.
                foreach (var facts in sent.Where(_ => random.Chance(70)).ToArray())
                {
                    shard.Fold(facts, shards.Length);
                    sent.RemoveAll(one => one == facts && random.Chance(80));
                }

                shard.Feed?.MoveTo(company.Moment);
                if (random.Chance(60) && shard.Feed?.Change(shard.Key, 1) is { } change)
                {
                    Assert.True(board.Put(change));
                }
            }
        }

        foreach (var shard in shards)
        {
            foreach (var facts in company.Latest.Values)
            {
                shard.Fold(facts, shards.Length);
            }

            if (shard.Feed!.Change(shard.Key, 1) is { } change)
            {
                Assert.True(board.Put(change));
            }
        }

        Assert.True(board.IsComplete);
        Compare(random, company, shards, topic, board.Rows());
    }

    private static void Compare(
        SplitMix64 random, RandomCompany company, Shard[] shards, BoardTopic topic, Dictionary<string, ImmutableArray<BoardCell>> shown)
    {
        var moment = company.Moment;
        var filter = BoardFilter.Parse(topic.Filter)!;
        var truth = Truth(company, topic.Scope, filter).ToArray();
        foreach (var metric in (string[])["total", .. NodeStatusRules.Buckets(moment.Rules.Payments)])
        {
            var query = new ListQuery(topic.Scope) { Filter = filter, Bucket = metric };
            var walked = Walk(shards, query, moment, 1 + random.Below(9), out var count, out var amount);
            var number = shown[$"t/{metric}"];
            var expected = truth.Where(one => metric == "total" || one.Bucket == metric).ToArray();

            Assert.Equal((number[0].Number, number[1].Text), (walked.Count, Yuan.Format(walked.Sum(item => item.OpenFen))));
            Assert.Equal((count, amount), (walked.Count, walked.Sum(item => item.OpenFen)));
            Assert.Equal(walked.Sum(item => item.OpenFen), walked.Sum(item =>
                company.Commits[(item.ContractId, item.Version)].Nodes.Single(node => node.No == item.NodeNo).OpenFen));
            Assert.Equal(
                expected.Select(one => (one.Id, one.No, one.Open)).Order(),
                walked.Select(item => (item.ContractId, item.NodeNo, item.OpenFen)).Order());
        }

        var all = Walk(shards, new(topic.Scope) { Filter = filter }, moment, 200, out _, out _);
        Assert.Equal(
            all.Take(BoardTopic.MostRows).Select(item => $"n/{item.ContractId}/{item.NodeNo}").Order(StringComparer.Ordinal),
            shown.Keys.Where(key => key.StartsWith("n/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var item in all.Take(BoardTopic.MostRows))
        {
            var cells = shown[$"n/{item.ContractId}/{item.NodeNo}"];
            Assert.Equal(22, cells.Length);
            Assert.Equal((item.Status, item.Bucket, item.RegionName, item.Version), (cells[14].Text, cells[15].Text, cells[8].Text, cells[21].Number));
        }
    }

    private static List<NodeItem> Walk(Shard[] shards, ListQuery query, PortfolioMoment moment, int limit, out long count, out long amount)
    {
        var items = new List<NodeItem>();
        PageKey? after = null;
        while (true)
        {
            var page = PageMerge.Merge([.. shards.Select(shard => PortfolioLists.Nodes(shard.Index, query, new(limit, after), moment))], limit);
            items.AddRange(page.Items);
            (count, amount) = (page.Count, page.AmountFen);
            if (!page.More)
            {
                return items;
            }

            after = PageCursor.Read("nodes", query, PageCursor.Write("nodes", query, items[^1].Place));
            Assert.NotNull(after);
        }
    }

    /// <summary>What the numbers must be, by another way: from the newest facts, in plain words.</summary>
    private static IEnumerable<(string Id, int No, long Open, string? Bucket)> Truth(RandomCompany company, Organizations.BoardScope scope, BoardFilter filter)
    {
        foreach (var contract in company.Latest.Values)
        {
            if (!company.Tree.Contains(scope, contract.RepId)
                || (filter.Rep is { } rep && rep != contract.RepId)
                || (filter.Tier is { } tier && tier != contract.Tier)
                || (filter.Text is { } text && !$"{contract.Number}\n{contract.Title}\n{contract.CustomerName}".Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            foreach (var node in contract.Nodes)
            {
                var reading = NodeStatusRules.Read(
                    contract.Stage == "cancelled" ? node with { Cancelled = true } : node, company.Now, RandomCompany.Shanghai, company.Moment.Rules.Payments);
                var isOpen = reading.Status is not (NodeStatus.Settled or NodeStatus.Cancelled);
                // "not-started" is a status and a bucket, and a frozen node may be in that bucket: as a status it means the status.
                if (filter.Status is { } asked ? (NodeStatusNames.Parse(asked) is null ? reading.Bucket : reading.Status.Name()) == asked : isOpen)
                {
                    yield return (contract.Key.Id, node.No, node.OpenFen, reading.Bucket);
                }
            }
        }
    }

    private sealed class Shard(string key)
    {
        public string Key { get; } = key;

        public PortfolioIndex Index { get; } = new();

        public BoardFeed? Feed { get; set; }

        public void Fold(ContractFacts facts, int shards)
        {
            if (Partitioning.PartitionOf(facts.Key, shards) == Key[^1] - '0' && Index.Fold(facts) is { } change)
            {
                Feed?.Fold(change.Old, change.New);
            }
        }
    }
}
