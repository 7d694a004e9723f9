using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Faults;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities;

public sealed class DeliveryTests
{
    [Fact]
    public async Task An_effect_arrives_once_and_its_mark_falls()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        await accounts.Open("b", 0);

        await accounts.Send("a", "b", 30);
        await accounts.Sales.Settled();

        Assert.Equal(70, (await accounts.View("a")).Balance);
        Assert.Equal(30, (await accounts.View("b")).Balance);
        Assert.Equal("test-account/a|1.2/money", Assert.Single((await accounts.View("b")).Log));
        Assert.Equal(0, accounts.Sales.Service<Delivery.PendingEntities>().Count);
    }

    [Fact]
    public async Task Effects_of_one_source_arrive_in_their_order()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 1000);
        await accounts.Open("b", 0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => accounts.Send("a", "b", 1)));
        await accounts.Sales.Settled();

        Assert.Equal(
            Enumerable.Range(2, 200).Select(seq => $"test-account/a|1.{seq}/money"),
            (await accounts.View("b")).Log);
    }

    [Fact]
    public async Task A_refusal_by_the_consumer_is_recorded_at_the_source_once()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);

        await accounts.Send("a", "nobody", 30);
        await accounts.Sales.Settled();

        var a = await accounts.View("a");
        Assert.Equal(100, a.Balance);
        Assert.Equal("account.none nobody", Assert.Single(a.Log));
        Assert.False((await accounts.View("nobody")).Exists);
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Fact]
    public async Task A_refusal_is_recorded_once_though_the_source_forgets_that_it_has_passed()
    {
        var deliveries = 0;
        await using var accounts = await TestAccounts.Start(new()
        {
            Silo = silo => silo.AddIncomingGrainCallFilter(async context =>
            {
                await context.Invoke();
                Interlocked.Add(ref deliveries, context.MethodName == nameof(IEntityGrain.Deliver) ? 1 : 0);
            }),
        });
        await accounts.Open("a", 100);
        await accounts.Sales.Settled();
        accounts.Store.Plan = call => call.Operation == nameof(IEntityStore.AdvanceLanes) ? StoreFault.FailBefore : StoreFault.None;

        await accounts.Send("a", "nobody", 30);
        await accounts.Eventually("a", a => a.Log.Length == 1, "the refusal to be recorded");
        for (var round = 2; round < 5; round++)
        {
            await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);
            await accounts.View("a");
            await SalesCluster.Eventually(() => Volatile.Read(ref deliveries) >= round, "the effect to be sent again");
        }

        accounts.Store.Plan = static _ => StoreFault.None;
        await accounts.Sales.Settled();
        Assert.Equal((100L, "account.none nobody"), await accounts.View("a") is var a ? (a.Balance, Assert.Single(a.Log)) : default);
    }

    [Fact]
    public async Task Lost_and_doubled_messages_neither_lose_nor_double_an_effect()
    {
        const ulong Seed = 7;
        var lossy = new LossyCalls(Seed);
        await using var accounts = await TestAccounts.Start(new() { Silo = silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(lossy) });
        string[] ids = [.. Enumerable.Range(0, 6).Select(n => $"acc{n}")];
        foreach (var id in ids)
        {
            await accounts.Open(id, 10_000);
        }

        var random = new SplitMix64(Seed);
        var transfers = Enumerable.Range(0, 300).Select(_ =>
            (From: ids[random.Next() % 6], To: ids[random.Next() % 6], Amount: (long)(random.Next() % 20) + 1)).ToArray();
        await Task.WhenAll(transfers.Select(one => accounts.Send(one.From, one.To, one.Amount)));
        await accounts.Sales.Settled();

        foreach (var id in ids)
        {
            var view = await accounts.View(id);
            var expected = 10_000 - transfers.Where(one => one.From == id).Sum(one => one.Amount)
                + transfers.Where(one => one.To == id).Sum(one => one.Amount);
            Assert.True(expected == view.Balance, $"seed {Seed}: {id} has {view.Balance}, not {expected}");
            Assert.Equal(view.Log.Length, view.Log.Distinct().Count());
        }
    }

    [Fact]
    public async Task What_a_consumer_cannot_take_now_is_never_counted_and_delays_nobody_else()
    {
        await using var accounts = await TestAccounts.Start(new() { Entities = entities => entities.SweepEvery = TimeSpan.FromHours(1) });
        await accounts.Open("a", 100);
        await accounts.Open("down", 0);
        await accounts.Open("up", 0);
        accounts.Store.Plan = call => call is { Operation: nameof(IEntityStore.Commit), Key.Id: "down" } ? StoreFault.FailBefore : StoreFault.None;

        await accounts.Do("a", new SendMoney(["down", "up"], 10));
        await accounts.Eventually("up", up => up.Balance == 10, "the effect on the consumer that is up");
        await SalesCluster.Eventually(() => accounts.Store.Injected.Count > 12, "more tries than definite errors would get");
        accounts.Store.Plan = _ => StoreFault.None;
        await accounts.Sales.Settled();

        Assert.Equal(10, (await accounts.View("down")).Balance);
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Fact]
    public async Task The_sweeper_delivers_what_a_lost_activation_left()
    {
        var lossy = new LossyCalls(1) { OneIn = 0 };
        await using var accounts = await TestAccounts.Start(new() { Silo = silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(lossy) });
        await accounts.Open("a", 100);
        await accounts.Open("b", 0);
        lossy.OneIn = 1;
        await accounts.Send("a", "b", 30);
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);

        lossy.OneIn = 0;
        await accounts.Sales.Settled();

        Assert.Equal(30, (await accounts.View("b")).Balance);
    }

    [Fact]
    public async Task Another_silo_delivers_what_a_killed_silo_left()
    {
        var lossy = new LossyCalls(1) { OneIn = 0 };
        await using var accounts = await TestAccounts.Start(new()
        {
            Silos = 2,
            Silo = silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(lossy),
        });
        string[] ids = [.. Enumerable.Range(0, 20).Select(n => $"acc{n}")];
        foreach (var id in ids)
        {
            await accounts.Open(id, 100);
        }

        lossy.OneIn = 1;
        foreach (var id in ids)
        {
            await accounts.Send(id, "acc0", 1);
        }

        lossy.OneIn = 0;
        await accounts.Sales.Cluster.KillSiloAsync(accounts.Sales.Cluster.Silos[1]);
        accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(5));
        await accounts.Sales.Settled();

        Assert.Equal(119, (await accounts.View("acc0")).Balance);
    }
}
