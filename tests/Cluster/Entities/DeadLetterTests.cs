using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Entities;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task A_poison_effect_becomes_a_dead_letter_and_can_be_replayed()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        await accounts.Open("ill", 0);
        await accounts.Open("well", 0);
        await accounts.Do("ill", new Break(true));

        await accounts.Do("a", new SendMoney(["ill", "well"], 10));
        await accounts.Eventually("well", well => well.Balance == 10, "the other consumer's effect");
        await SalesCluster.Eventually(
            async () => !(await accounts.Store.ReadDeadLetters(SalesCluster.Org)).IsEmpty, "the dead letter");
        await accounts.Eventually("a", a => a.Log.Contains("Skipped ill"), "the source to record it");
        await accounts.Do("ill", new Break(false));
        await accounts.Send("a", "ill", 1);
        await accounts.Eventually("ill", ill => ill.Balance == 1, "the lane to go on behind it");

        var letter = Assert.Single(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
        Assert.Equal((TestAccounts.Key("a"), TestAccounts.Key("ill"), "test-account/a|1.2/money"), (letter.Source, letter.Target, letter.Id));
        Assert.Contains("This account is broken.", letter.Error, StringComparison.Ordinal);

        Assert.True(await accounts.Grain("a").ReplayDeadLetter(letter.Id));
        await accounts.Sales.Settled();
        Assert.False(await accounts.Grain("a").ReplayDeadLetter(letter.Id));
        await accounts.Sales.Settled();

        Assert.Equal(11, (await accounts.View("ill")).Balance);
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Fact]
    public async Task Definite_errors_are_counted_across_activations()
    {
        await using var accounts = await TestAccounts.Start(new()
        {
            // Each activation gets to one try.
            Entities = entities => (entities.BackoffFirst, entities.BackoffLongest) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
        });
        await accounts.Open("a", 100);
        await accounts.Open("ill", 0);
        await accounts.Do("ill", new Break(true));

        await accounts.Send("a", "ill", 10);
        for (var tries = 1; tries <= OutboxRules.MaxFailures; tries++)
        {
            await SalesCluster.Eventually(async () => await Failures(accounts) == tries, $"try {tries} to be counted");
            Assert.Empty((await accounts.View("a")).Log);
            await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);
            await accounts.View("a");
        }

        await accounts.Eventually("a", a => a.Log.Contains("Skipped ill"), "the effect to be given up");
        Assert.Equal(100, (await accounts.View("a")).Balance);
    }

    private static async Task<int> Failures(TestAccounts accounts) =>
        DeliveredLanes.Read((await accounts.Store.Load(TestAccounts.Key("a")))!.Delivered)
            .Lanes.GetValueOrDefault(TestAccounts.Key("ill").ToString(), OutboxLane.Empty).Failures;

    [Fact]
    public async Task One_ill_consumer_of_a_hundred_delays_none_of_the_others()
    {
        await using var accounts = await TestAccounts.Start();
        string[] ids = [.. Enumerable.Range(0, 100).Select(n => $"to{n:00}")];
        foreach (var id in ids)
        {
            await accounts.Open(id, 0);
        }

        await accounts.Open("a", 1000);
        await accounts.Do("to50", new Break(true));
        foreach (var part in ids.Chunk(25))
        {
            await accounts.Do("a", new SendMoney([.. part], 1));
        }

        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await SalesCluster.Eventually(
            async () => (await Task.WhenAll(ids.Select(accounts.View))).Sum(view => view.Balance) == 99, "the other 99");
        Console.WriteLine($"[measured] 99 consumers beside an ill one: {System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        await accounts.Eventually("a", a => a.Log.Contains("Skipped to50"), "the hundredth to be given up");

        Assert.Equal("test-account/a|1.52/money", Assert.Single(await accounts.Store.ReadDeadLetters(SalesCluster.Org)).Id);
        Assert.Equal(901, (await accounts.View("a")).Balance);
    }
}
