using System.Collections.Concurrent;
using System.Collections.Immutable;
using SalesGrains.Entities.Accounts;
using SalesGrains.Organizations;

namespace SalesGrains.Entities;

/// <summary>Who wakes an entity, and what an effect brings, says by which clock: a silo with an older copy of it reads anew first.</summary>
public sealed class ClockVersionTests
{
    private static readonly DateTimeOffset Virtual = new(2027, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_wake_by_a_newer_clock_waits_until_the_silo_knows_it()
    {
        await using var accounts = await Start();
        await accounts.Open("a");
        await accounts.Do("a", new WakeAt([accounts.Sales.Clock.GetUtcNow().AddMinutes(1)]));
        await TellNobody(accounts);

        await accounts.Grain("a").OnDue(accounts.Sales.Clock.GetUtcNow().AddMinutes(1), clockVersion: 1);

        Assert.True((await accounts.Commits("a"))[^1].RecordedAt >= Virtual);
    }

    [Fact]
    public async Task An_effect_that_was_decided_by_a_newer_clock_takes_its_consumer_to_it()
    {
        await using var accounts = await Start();
        await accounts.Open("b", 0);
        await TellNobody(accounts);
        var money = new LaneItem(1, "test-account/a|1.1/money", """{"effect":"test-money","amount":5}""", Actor.System("test"), Virtual, ClockVersion: 1);

        await accounts.Grain("b").Deliver(new(TestAccounts.Key("a"), 0, [money]));

        Assert.Equal(5, (await accounts.View("b")).Balance);
        Assert.True((await accounts.Commits("b"))[^1].RecordedAt >= Virtual);
    }

    [Fact]
    public async Task An_effect_keeps_its_clock_also_when_another_activation_delivers_it()
    {
        var batches = new ConcurrentQueue<LaneBatch>();
        var closed = true;
        await using var accounts = await Start(async context =>
        {
            if (context.MethodName == nameof(IEntityGrain.Deliver) && context.Request.GetArgument(0) is LaneBatch batch)
            {
                batches.Enqueue(batch);
                if (Volatile.Read(ref closed))
                {
                    throw new TimeoutException("Nobody answers.");
                }
            }

            await context.Invoke();
        });
        await accounts.Open("a", 100);
        await accounts.Open("b", 0);
        await TellNobody(accounts);
        await accounts.Grain("a").Execute(TestAccounts.Command(new SendMoney(["b"], 5), "k", clock: 1));
        await SalesCluster.Eventually(() => !batches.IsEmpty, "a first try");
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);
        var tries = batches.Count;

        Volatile.Write(ref closed, false);
        await accounts.Grain("a").Ping();
        await accounts.Eventually("b", view => view.Balance == 5, "the effect");

        Assert.True(batches.Count > tries);
        Assert.All(batches, batch => Assert.Equal(1, Assert.Single(batch.Items).ClockVersion));
        Assert.Equal(1, Commits.CommitContent.Read((await accounts.Commits("a"))[^1].Content).ClockVersion);
    }

    /// <summary>A silo that reads the organisations once, and again only when it must.</summary>
    private static Task<TestAccounts> Start(Func<IIncomingGrainCallContext, Task>? filter = null) => TestAccounts.Start(new()
    {
        Entities = entities => entities.DirectoryEvery = TimeSpan.FromDays(1),
        Silo = silo => silo.AddIncomingGrainCallFilter(filter is null ? static context => context.Invoke() : context => filter(context)),
    });

    private static async Task TellNobody(TestAccounts accounts)
    {
        await accounts.Sales.Settled();
        var stored = (await accounts.Store.ReadOrganizations()).Single();
        var clock = new OrganizationClock(accounts.Sales.Clock.GetUtcNow(), Virtual, 1, 1);
        await accounts.Store.PutOrganization(stored with { Sandbox = true, Clock = clock }, stored.Etag);
    }
}
