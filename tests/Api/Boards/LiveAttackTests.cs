using System.Diagnostics;
using Orleans.Core.Internal;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using Xunit.Abstractions;

namespace SalesGrains.Boards;

/// <summary>Who is slow, floods, stays too long or loses their rights harms nobody else (V05, I5, I6).</summary>
[Collection(Undisturbed.Name)]
public class LiveAttackTests(ITestOutputHelper output)
{
    [Fact(DisplayName = "I5: a slow reader costs one frame, not a queue, and delays nobody")]
    public async Task A_slow_reader_delays_nobody_and_costs_one_frame()
    {
        await using var host = await LiveHost.Start();
        await Fill(host, 200, 1);
        await using var fast = await host.Browse();
        await fast.Watch();
        await fast.Shows("200.00");
        await using var slow = await SlowReader.Open(host, $"{LiveHost.Org}|director");
        await slow.Watch("company");
        await Task.Delay(500);

        // A change of all rows is a frame of tens of kilobytes; so many that a queue of them would be megabytes.
        var (slowest, sent) = (TimeSpan.Zero, 0L);
        for (var round = 2; round <= 81; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await Fill(host, 200, round);
            await fast.Shows($"{200 * round}.00");
            slowest = Stopwatch.GetElapsedTime(began) > slowest ? Stopwatch.GetElapsedTime(began) : slowest;
            sent += 200 * 200;
        }

        // Whatever was queued for it, in this process or in the kernel, has to come out now, before the last state.
        var left = await slow.ReadUntil("\"16200.00\"");
        output.WriteLine($"[measured] slowest round of the fast reader {slowest.TotalMilliseconds:0} ms, the slow reader had {left / 1024} KB to read of at least {sent / 1024} KB");
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.InRange(left, 1, 400 * 1024);
    }

    [Fact(DisplayName = "I6: the age that browsers are told grows while a shard is silent, for those who come later too")]
    public async Task The_age_grows_while_a_shard_is_silent()
    {
        await using var host = await LiveHost.Start();
        await host.Post("c1", 1_00);
        await using var browser = await host.Browse();
        await browser.Watch();
        await browser.Shows("1.00");
        await Wait.Until(() => browser.Beats.Count > 2, LiveHost.Patience, "beats");
        Assert.InRange(browser.Beats[^1].AgeMs, 0, 6000);

        // The only shard is asked to start anew and cannot read its facts.
        host.Store.Next(nameof(IEntityStore.ScanFacts), StoreFault.HangBefore);
        var shard = Partitioning.ShardKeys((await host.Directory.Get(LiveHost.Org)).Stored).Single();
        await host.Grains.GetGrain<IPortfolioGrain>(shard).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await host.Store.Hanging.WaitAsync(LiveHost.Patience);
        await Wait.Until(() => browser.Beats[^1].AgeMs > 8000, LiveHost.Patience, "the age to grow");
        await using var late = await host.Browse();
        await late.Watch();
        await late.Shows("1.00");
        Assert.InRange(late.Frames[0].AgeMs, 8000, 60_000);

        host.Store.Release();
        await Wait.Until(() => late.Beats.Count > 0 && late.Beats[^1].AgeMs < 6000, LiveHost.Patience, "the age to fall again");
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_connection()
    {
        await using var host = await LiveHost.Start();
        await using var browser = await host.Browse();
        _ = LiveBrowser.Refused(browser.Call("Watch", "payments", "company", $"text={new string('x', 40_000)}", 0, -1)).ContinueWith(_ => { }, TaskScheduler.Default);
        await browser.Closed.Task.WaitAsync(LiveHost.Patience);
    }

    [Fact]
    public async Task Who_calls_too_often_is_refused_then_shut_out_and_others_go_on()
    {
        await using var host = await LiveHost.Start();
        await host.Post("c1", 1_00);
        await using var good = await host.Browse("rep-one");
        await good.Watch("rep/rep-1");
        await good.Shows("1.00", "payments|rep/rep-1|");
        await using var flood = await SlowReader.Open(host, $"{LiveHost.Org}|director");
        var refused = 0;
        var until = Stopwatch.GetTimestamp();
        await using (var polite = await host.Browse())
        {
            for (var i = 0; i < 60; i++)
            {
                refused += await LiveBrowser.Refused(polite.Watch()) == "hub.too-many-calls" ? 1 : 0;
            }

            Assert.InRange(refused, 1, 20);
            Assert.False(polite.Closed.Task.IsCompleted);
        }

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < 1_000_000 && Stopwatch.GetElapsedTime(until) < LiveHost.Patience; i++)
            {
                await flood.Watch("company");
            }
        });
        await host.Post("c1", 5_00, version: 2);
        await good.Shows("5.00", "payments|rep/rep-1|");
        Assert.InRange(Stopwatch.GetElapsedTime(until), TimeSpan.Zero, LiveHost.Patience);
    }

    [Fact]
    public async Task A_connection_ends_with_its_session()
    {
        await using var host = await LiveHost.Start();
        await using var browser = await LiveBrowser.Open(host, $"{LiveHost.Org}|director", headers => headers[LiveHost.ExpiryHeader] = "1500");
        await browser.Watch();
        Assert.False(browser.Closed.Task.IsCompleted);
        await browser.Closed.Task.WaitAsync(LiveHost.Patience);
    }

    [Fact]
    public async Task A_connection_ends_when_its_person_loses_the_place_it_watches()
    {
        await using var host = await LiveHost.Start();
        await using var moved = await host.Browse("east-manager");
        await using var stays = await host.Browse("director");
        await moved.Watch("region/east");
        await stays.Watch("region/east");
        await Wait.Until(() => moved.Frames.Count > 0 && stays.Frames.Count > 0, LiveHost.Patience, "the board");

        await host.Send(LiveHost.Org, new ChangePerson("east-manager", "华东主管", Roles.Manager, "west", null, true));
        await moved.Closed.Task.WaitAsync(LiveHost.Patience);

        await using var back = await host.Browse("east-manager");
        Assert.Equal("scope.forbidden", await LiveBrowser.Refused(back.Watch("region/east")));
        Assert.Null(await LiveBrowser.Refused(back.Watch("region/west")));
        Assert.False(stays.Closed.Task.IsCompleted);

        host.Relay.AbortUser(LiveHost.Org, "director");
        await stays.Closed.Task.WaitAsync(LiveHost.Patience);
        Assert.False(back.Closed.Task.IsCompleted);
    }

    private static Task Fill(LiveHost host, int contracts, int round) =>
        Task.WhenAll(Enumerable.Range(0, contracts).Select(i => host.Post($"c{i}", round * 100, round)));
}
