using System.Diagnostics;
using Orleans.Core.Internal;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Portfolios;
using Xunit.Abstractions;

namespace SalesGrains.Boards;

/// <summary>Many browsers, cut connections, boards and shards that start anew: all end with the owner's table, and none ever went back (K13).</summary>
[Collection(Undisturbed.Name)]
public class LiveReconnectTests(ITestOutputHelper output)
{
    private const int Browsers = 100;
    private const int Cuts = 30;

    [Fact]
    public async Task A_hundred_browsers_with_thirty_cuts_end_with_the_owners_table()
    {
        await using var host = await LiveHost.Start();
        for (var i = 0; i < 20; i++)
        {
            await host.Post($"c{i}", 1_00);
        }

        var browsers = await Task.WhenAll(Enumerable.Range(0, Browsers).Select(_ => host.Browse()));
        await Task.WhenAll(browsers.Select(browser => browser.Watch()));
        var random = new SplitMix64(20260120);
        var (written, slowest) = (1, TimeSpan.Zero);
        for (var cut = 0; cut < Cuts; cut++)
        {
            for (var i = 0; i < 5; i++)
            {
                written++;
                await host.Post($"c{random.Next() % 20}", written * 100, written);
            }

            if (cut is 10 or 20)
            {
                // The board, and its only shard, start anew: a new epoch.
                var shard = Partitioning.ShardKeys((await host.Directory.Get(LiveHost.Org)).Stored).Single();
                await (cut == 10
                    ? host.Grains.GetGrain<IBoardGrain>(new BoardTopic(LiveHost.Org, BoardTopic.Payments, Organizations.BoardScope.Company).GrainKey).AsReference<IGrainManagementExtension>().DeactivateOnIdle()
                    : host.Grains.GetGrain<IPortfolioGrain>(shard).AsReference<IGrainManagementExtension>().DeactivateOnIdle());
            }

            var browser = browsers[random.Next() % Browsers];
            host.Cut(browser);
            await browser.Closed.Task.WaitAsync(LiveHost.Patience);
            var (began, heard, at) = (Stopwatch.GetTimestamp(), browser.Messages.Count, browser.At());
            await browser.Connect();
            await browser.Watch(epoch: at.Epoch, version: at.Version);
            await Wait.Until(() => browser.Messages.Count > heard, LiveHost.Patience, "the browser to be back");
            slowest = Stopwatch.GetElapsedTime(began) > slowest ? Stopwatch.GetElapsedTime(began) : slowest;
        }

        // Facts that only a shard's memory had are gone with it: post the last word of each contract again, as entities do.
        for (var i = 0; i < 20; i++)
        {
            await host.Post($"c{i}", (i + 1) * 100, written + 1);
        }

        await Task.WhenAll(browsers.Select(browser => browser.Shows("210.00")));
        await using var fresh = await host.Browse();
        await fresh.Watch();
        await fresh.Shows("210.00");
        Assert.All(browsers, browser =>
        {
            Assert.Equal(fresh.At(), browser.At());
            var shown = browser.Frames.Where(frame => frame.Outcome == FrameOutcome.Applied).Select(frame => (frame.Epoch, frame.Version)).ToArray();
            Assert.Equal(shown.Order(), shown);
            Assert.DoesNotContain(browser.Frames, frame => frame.Outcome == FrameOutcome.Misfit);
        });
        var epochs = browsers[0].Frames.Select(frame => frame.Epoch).Distinct().Count();
        output.WriteLine($"[measured] {Cuts} cuts, {browsers.Sum(browser => browser.Frames.Count)} frames, {epochs} epochs, slowest way back {slowest.TotalMilliseconds:0} ms");
        Assert.InRange(epochs, 2, 10);
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Task.WhenAll(browsers.Select(browser => browser.DisposeAsync().AsTask()));
    }
}
