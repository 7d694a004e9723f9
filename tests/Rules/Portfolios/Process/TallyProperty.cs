using System.Globalization;
using SalesGrains.Boards;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Boards;
using SalesGrains.Portfolios.Teams;

namespace SalesGrains.Portfolios.Process;

/// <summary>Boards that have only numbers: what is pushed, kept by adding and taking away, is what a fresh count of the same expression says.</summary>
public sealed class TallyProperty
{
    [Theory]
    [InlineData(BoardTopic.Process)]
    [InlineData(BoardTopic.Team)]
    public void For_200_histories_what_was_pushed_is_what_a_fresh_count_says(string board)
    {
        var numbers = 0;
        for (var start = 1UL; start <= 200; start++)
        {
            numbers += Check(board, new SplitMix64(start), $"start {start}");
        }

        Assert.True(numbers > 200, $"Only {numbers} numbers were compared.");
    }

    private static int Check(string name, SplitMix64 random, string start)
    {
        var company = new RandomCompany(random);
        var field = new RandomField(random, company);
        var filter = new BoardFilter(random.Chance(20) ? "r1" : null, Tier: random.Chance(20) ? "A" : null);
        var topic = new BoardTopic(RandomCompany.Org, name, company.Scope(), filter.ToString());
        var index = new PortfolioIndex();
        var moment = company.Moment;
        var feed = BoardFeed.Of(topic, index, moment);
        var board = new BoardFold();
        board.Expect(["s"]);
        Assert.True(board.Put(feed.Whole("s", 1)));
        for (var step = 0; step < 60; step++)
        {
            if (random.Chance(10))
            {
                company.Pass();
            }

            var change = index.Fold(random.Chance(70) ? Worked(random, company, field.Commit()) : company.Commit())!;
            feed.Fold(change.Old, change.New);

            // As a shard does, for the boards that turn with the hour and at midnight.
            var now = company.Moment;
            if (!now.MeansTheSameAs(moment) || (feed.TurnsByTheHour && index.DeadlineAfter(moment.Now) <= now.Now))
            {
                feed.MoveTo(moment = now);
            }

            if (random.Chance(60) && feed.Change("s", 1) is { } next)
            {
                Assert.True(board.Put(next));
            }
        }

        if (feed.Change("s", 1) is { } last)
        {
            Assert.True(board.Put(last));
        }

        var pushed = board.Rows().Where(row => row.Key.StartsWith("t/", StringComparison.Ordinal)).ToDictionary(row => row.Key[2..], row => row.Value[0].Number);
        var counted = Fresh(name, index, new(topic.Scope) { Filter = filter }, company.Moment);
        Assert.True(
            counted.OrderBy(one => one.Key, StringComparer.Ordinal).SequenceEqual(pushed.Select(one => KeyValuePair.Create(one.Key, (long)one.Value)).OrderBy(one => one.Key, StringComparer.Ordinal)),
            $"{start}: {string.Join(' ', counted)} is not {string.Join(' ', pushed)}");
        return pushed.Count;
    }

    private static Dictionary<string, long> Fresh(string board, PortfolioIndex index, ListQuery query, PortfolioMoment moment) => board == BoardTopic.Team
        ? TeamRules.Count(index, query, moment).ToDictionary(count => $"{count.RepId}/{count.Board}/{count.Metric}", count => count.Count)
        : ProcessRules.Count(index, query, moment).SelectMany(count => new Dictionary<string, long>
        {
            ["visits"] = count.Visits, ["filled"] = count.Filled, ["expected"] = count.Expected, ["scoreSum"] = count.ScoreSum, ["scored"] = count.Scored,
            ["unverified"] = count.Unverified, ["followUps"] = count.FollowUps, ["overdue"] = count.Overdue,
        }.Where(number => number.Value != 0).Select(number => KeyValuePair.Create($"{count.RepId}/{number.Key}", number.Value))).ToDictionary();

    private static CustomerFacts Worked(SplitMix64 random, RandomCompany company, CustomerFacts facts) => facts with
    {
        Care = facts.Care! with
        {
            Recent =
            [
                .. Enumerable.Range(0, random.Below(5)).Select(at => new FollowUpFacts(
                    at.ToString(CultureInfo.InvariantCulture), company.Now.AddHours(-random.Below(150)), random.Pick(["r1", "r2"]), random.Below(5),
                    random.Pick([Verdicts.Verified, Verdicts.Plausible, Verdicts.Unverified])) { Score = random.Chance(50) ? random.Below(101) : null }),
            ],
        },
    };
}
