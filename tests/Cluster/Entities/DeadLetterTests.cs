namespace SalesGrains.Entities;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task A_poison_effect_becomes_a_dead_letter_and_can_be_replayed()
    {
        await using var accounts = await Accounts.Start();
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
        Assert.Equal((Accounts.Key("a"), Accounts.Key("ill"), "test-account/a|1.2/money"), (letter.Source, letter.Target, letter.Id));
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
        await using var accounts = await Accounts.Start(new()
        {
            Entities = entities => (entities.BackoffFirst, entities.BackoffLongest) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)),
        });
        await accounts.Open("a", 100);
        await accounts.Open("ill", 0);
        await accounts.Do("ill", new Break(true));

        await accounts.Send("a", "ill", 10);
        for (var round = 0; round < 3; round++)
        {
            await accounts.Sales.Cluster.DeactivateAsync(Accounts.Key("a").GrainId);
            await accounts.View("a");
        }

        await accounts.Eventually("a", a => a.Log.Contains("Skipped ill"), "the effect to be given up");
        await accounts.Sales.Settled();
        Assert.Equal(100, (await accounts.View("a")).Balance);
        Assert.Single((await accounts.View("a")).Log);
    }
}
