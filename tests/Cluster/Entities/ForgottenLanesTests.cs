using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Hosting;

namespace SalesGrains.Entities;

public sealed class ForgottenLanesTests
{
    private const int Sources = 24;

    [Fact]
    public async Task Who_hears_from_many_keeps_few_lanes_and_takes_nothing_twice()
    {
        await using var accounts = await TestAccounts.Start(Keeping(4));
        await accounts.Open("till", 0);
        await Pay(accounts, 100);
        await Pay(accounts, 100);

        var lanes = await Lanes(accounts);
        Assert.True(lanes.Forgot);
        Assert.InRange(lanes.In.Count, 1, 4);

        // What was taken long ago and comes once more, from whoever still has it under way.
        var forgotten = Enumerable.Range(0, Sources).Select(Source).First(source => lanes.MayHaveForgotten(TestAccounts.Key(source)));
        var reply = await accounts.Grain("till").Deliver(new(TestAccounts.Key(forgotten), 0, [Item(accounts, 1), Item(accounts, 2)]));

        Assert.Equal(2, reply.Last);
        Assert.Equal(2 * 100 * Sources, (await accounts.View("till")).Balance);
        await accounts.Send(forgotten, "till", 1);
        await accounts.Eventually("till", till => till.Balance == (2 * 100 * Sources) + 1, "the next effect of a forgotten lane");
    }

    [Fact]
    public async Task A_lane_whose_source_has_not_stored_that_it_has_passed_is_kept()
    {
        await using var accounts = await TestAccounts.Start(Keeping(1));
        await accounts.Open("till", 0);

        // Sources that are nowhere: nothing that they have stored says what has passed.
        foreach (var source in Enumerable.Range(0, Sources).Select(Source))
        {
            await accounts.Grain("till").Deliver(new(TestAccounts.Key(source), 0, [Item(accounts, 1)]));
        }

        Assert.Equal((Sources, null), ((await Lanes(accounts)).In.Count, (await Lanes(accounts)).Forgot));
    }

    private static SalesClusterOptions Keeping(int lanes) => new()
    {
        Entities = options => (options.LanesKept, options.ClearAfter) = (lanes, TimeSpan.FromMilliseconds(10)),
    };

    private static string Source(int number) => $"payer-{number}";

    private static async Task Pay(TestAccounts accounts, long amount)
    {
        foreach (var source in Enumerable.Range(0, Sources).Select(Source))
        {
            await accounts.Open(source);
            await accounts.Send(source, "till", amount);
            await accounts.Sales.Settled();
        }
    }

    private static async Task<LaneNumbers> Lanes(TestAccounts accounts) =>
        LaneNumbers.Read((await accounts.Store.Load(TestAccounts.Key("till")))!.Lanes);

    private static LaneItem Item(TestAccounts accounts, long number) =>
        new(number, $"e{number}", """{"effect":"test-money","amount":1}""", Actor.System("test"), accounts.Sales.Clock.GetUtcNow());
}
