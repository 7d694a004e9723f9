using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Boards;
using SalesGrains.Portfolios.Duties;
using SalesGrains.Portfolios.Lists;

namespace SalesGrains.Portfolios;

/// <summary>M1 for the boards of the field: a number, the list it opens, and what the facts say are one thing, whenever anything turns.</summary>
public class DutyProperty
{
    private static readonly string[] Boards = [BoardTopic.Exceptions, BoardTopic.FirstContacts, BoardTopic.Today];

    [Fact]
    public void For_300_histories_the_number_is_the_walked_list_and_what_a_fresh_look_at_the_facts_says()
    {
        for (var start = 1UL; start <= 300; start++)
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
        var field = new RandomField(random, company);
        var name = random.Pick(Boards);
        var topic = new BoardTopic(RandomCompany.Org, name, company.Scope(), field.Filter(name).ToString());
        var index = new PortfolioIndex();
        var moment = company.Moment;
        var feed = BoardFeed.Of(topic, index, moment);
        var board = new BoardFold();
        board.Expect(["s"]);
        Assert.True(board.Put(feed.Whole("s", 1)));
        for (var step = 0; step < 60; step++)
        {
            if (random.Chance(20))
            {
                company.Pass();
            }

            // As a shard does: the feed moves when a flip of all boards, or a deadline, lies between its moment and now.
            var now = company.Moment;
            if (!now.MeansTheSameAs(moment) || index.DeadlineAfter(moment.Now) <= now.Now)
            {
                feed.MoveTo(moment = now);
            }

            EntityFacts facts = random.Chance(60) ? field.Commit() : company.Commit();
            var change = index.Fold(facts)!;
            feed.Fold(change.Old, change.New);
            if (index.DeadlineAfter(moment.Now) <= now.Now)
            {
                feed.MoveTo(moment = now);
            }

            if (random.Chance(70) && feed.Change("s", 1) is { } next)
            {
                Assert.True(board.Put(next));
            }
        }

        if (feed.Change("s", 1) is { } last)
        {
            Assert.True(board.Put(last));
        }

        Compare(random, company, field, index, topic, board);
    }

    private static void Compare(SplitMix64 random, RandomCompany company, RandomField field, PortfolioIndex index, BoardTopic topic, BoardFold board)
    {
        var shown = board.Rows();
        var filter = BoardFilter.Parse(topic.Filter)!;
        var truth = Truth(company, field, topic, filter).ToArray();
        foreach (var metric in (string[])["total", .. DutyFilter.BucketsOf(topic.Board)])
        {
            var query = new ListQuery(topic.Scope) { Filter = filter, Bucket = metric, Board = topic.Board };
            var walked = Walk(index, query, company.Moment, 1 + random.Below(9), out var count, out var amount);
            Assert.Equal((count, amount), (walked.Count, walked.Sum(item => item.OpenFen)));
            Assert.Equal((shown[$"t/{metric}"][0].Number, shown[$"t/{metric}"][1].Text), (count, Yuan.Format(amount)));
            Assert.Equal(
                truth.Where(one => metric == "total" || one.Bucket == metric).Select(one => one.Key).Order(StringComparer.Ordinal),
                walked.Select(KeyOf).Order(StringComparer.Ordinal));
        }

        Assert.Equal(
            truth.Select(one => one.Key).Order(StringComparer.Ordinal),
            shown.Keys.Where(key => key[0] is not ('m' or 't')).Order(StringComparer.Ordinal));
    }

    private static List<DutyItem> Walk(PortfolioIndex index, ListQuery query, PortfolioMoment moment, int limit, out long count, out long amount)
    {
        var items = new List<DutyItem>();
        PageKey? after = null;
        while (true)
        {
            var page = DutyLists.Duties(index, query, new(limit, after), moment);
            items.AddRange(page.Items);
            (count, amount) = (page.Count, page.AmountFen);
            if (!page.More)
            {
                return items;
            }

            after = PageCursor.Read("duties", query, PageCursor.Write("duties", query, items[^1].Place));
            Assert.NotNull(after);
        }
    }

    private static string KeyOf(DutyItem item) => item.Kind switch
    {
        DutyKinds.Payment => $"n/{item.EntityId}/{item.NodeNo}",
        DutyKinds.Contact => $"c/{item.EntityId}",
        _ => $"f/{item.EntityId}",
    };

    /// <summary>What a board must show, by another way: from the newest facts, in plain words.</summary>
    private static IEnumerable<(string Key, string Bucket)> Truth(RandomCompany company, RandomField field, BoardTopic topic, BoardFilter filter)
    {
        var (board, today) = (topic.Board, company.Moment.Today);
        foreach (var customer in field.Latest.Values)
        {
            var said = $"{customer.Name}\n{customer.ExternalNo}";
            if (customer.Care!.FirstContact is { Outcome: null } first && Fits(first.RepId, customer.Tier, said))
            {
                var missed = first.MissedAt is not null || company.Now >= first.DeadlineAt;
                var bucket = board != BoardTopic.FirstContacts ? DutyKinds.Contact : missed ? "missed" : "running";
                if ((missed || board != BoardTopic.Exceptions) && Asked(bucket))
                {
                    yield return ($"c/{customer.Key.Id}", bucket);
                }
            }

            if (customer.Care.FollowUpDueOn is { } due && board != BoardTopic.FirstContacts && (today > due || (today == due && board == BoardTopic.Today))
                && Fits(customer.RepId, customer.Tier, said) && Asked(DutyKinds.FollowUp))
            {
                yield return ($"f/{customer.Key.Id}", DutyKinds.FollowUp);
            }
        }

        foreach (var contract in company.Latest.Values.Where(_ => board != BoardTopic.FirstContacts && Asked(DutyKinds.Payment)))
        {
            foreach (var node in contract.Nodes.Where(_ => Fits(contract.RepId, contract.Tier, $"{contract.Number}\n{contract.Title}\n{contract.CustomerName}")))
            {
                var reading = NodeStatusRules.Read(
                    contract.Stage == "cancelled" ? node with { Cancelled = true } : node, company.Now, RandomCompany.Shanghai, company.Moment.Rules.Payments);
                if (reading.Status == NodeStatus.Overdue || (board == BoardTopic.Today && (reading.Status is NodeStatus.DueToday or NodeStatus.DueSoon)))
                {
                    yield return ($"n/{contract.Key.Id}/{node.No}", DutyKinds.Payment);
                }
            }
        }

        bool Asked(string bucket) => filter.Status is null || filter.Status == bucket;

        bool Fits(string rep, string tier, string said) =>
            company.Tree.Contains(topic.Scope, rep) && (filter.Rep is null || filter.Rep == rep) && (filter.Tier is null || filter.Tier == tier)
            && (filter.Text is null || said.Contains(filter.Text, StringComparison.OrdinalIgnoreCase));
    }
}
