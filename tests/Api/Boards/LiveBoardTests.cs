using System.Diagnostics;
using Xunit.Abstractions;

namespace SalesGrains.Boards;

public class LiveBoardTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_browsers_see_a_change_at_once()
    {
        await using var host = await LiveHost.Start();
        await using var first = await host.Browse();
        await using var second = await host.Browse();
        await host.Post("c1", 100_00);
        await first.Watch();
        await second.Watch();
        await first.Shows("100.00");
        await second.Shows("100.00");

        var began = Stopwatch.GetTimestamp();
        await host.Post("c1", 40_00, version: 2);
        await first.Shows("40.00");
        await second.Shows("40.00");
        output.WriteLine($"[measured] facts posted to shown by both: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        Assert.Equal("40.00", first.Cells("n/c1/1")!.Value[12].Text);
        Assert.All(second.Frames, frame => Assert.Equal(FrameOutcome.Applied, frame.Outcome));
    }

    [Fact(DisplayName = "I4: the first table is a frame on the same path as the changes, and nothing overtakes it")]
    public async Task The_first_table_is_a_frame_on_the_same_path_as_the_changes()
    {
        await using var host = await LiveHost.Start();
        for (var i = 0; i < 100; i++)
        {
            await host.Post($"c{i}", 1_00);
        }

        await using var browser = await host.Browse();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var version = 1;
            for (; !stop.IsCancellationRequested; version++)
            {
                await host.Post("c1", version * 100L, version + 1);
            }

            return 99 + version - 1;
        });
        for (var i = 0; i < 20; i++)
        {
            // Asking from scratch again and again, while changes arrive: the answer itself is empty.
            Assert.Null(await browser.Call("Watch", "payments", "company", "", 0, -1));
            await browser.Watch();
            await Task.Delay(25);
        }

        await stop.CancelAsync();
        await browser.Shows($"{await writing}.00");
        var frames = browser.Frames;
        Assert.True(frames[0].Frame!.IsWhole);
        Assert.DoesNotContain(frames, frame => frame.Outcome == FrameOutcome.Misfit);
        Assert.InRange(frames.Count(frame => frame.Frame!.IsWhole), 2, 41);
        output.WriteLine($"[measured] {frames.Count} frames, {frames.Count(frame => frame.Frame!.IsWhole)} of them whole");
    }

    [Fact]
    public async Task A_browser_that_comes_back_gets_only_what_it_missed()
    {
        await using var host = await LiveHost.Start();
        await host.Post("c1", 100_00);
        await host.Post("c2", 100_00);
        await using var stays = await host.Browse();
        await stays.Watch();
        await stays.Shows("200.00");
        var (epoch, version) = stays.At();
        await host.Post("c2", 50_00, version: 2);
        await stays.Shows("150.00");

        await using var back = await host.Browse();
        await back.Watch(epoch: epoch, version: version);
        await Wait.Until(() => back.Frames.Count > 0, LiveHost.Patience, "a frame");
        Assert.Equal((epoch, version), (back.Frames[0].Epoch, back.Frames[0].Frame!.From));
        Assert.DoesNotContain(back.Frames[0].Frame!.Rows, row => row.Key == "n/c1/1");

        await using var ahead = await host.Browse();
        await ahead.Watch(epoch: epoch, version: version + 1000);
        await ahead.Watch("region/east");
        await Wait.Until(() => ahead.Messages.Any(message => message.Topic == "payments|region/east|"), LiveHost.Patience, "the other board");
        await Task.Delay(1000);
        // Who is ahead hears nothing until this node has caught up.
        Assert.DoesNotContain(ahead.Messages, message => message.Topic == "payments|company|");
    }

    [Fact]
    public async Task A_browser_behind_a_proxy_without_web_sockets_gets_the_same()
    {
        await using var host = await LiveHost.Start();
        await host.Post("c1", 100_00);
        await using var browser = await LiveBrowser.Open(
            host, $"{LiveHost.Org}|director", transport: Microsoft.AspNetCore.Http.Connections.HttpTransportType.ServerSentEvents);
        await browser.Watch();
        await browser.Shows("100.00");
        await host.Post("c1", 50_00, version: 2);
        await browser.Shows("50.00");
        Assert.All(browser.Frames, frame => Assert.Equal(FrameOutcome.Applied, frame.Outcome));
    }

    [Fact]
    public async Task A_removed_row_is_taken_away_and_a_board_that_nobody_watches_is_let_go()
    {
        await using var host = await LiveHost.Start(options => options.BeatEvery = TimeSpan.FromMilliseconds(100));
        await host.Post("c1", 100_00);
        await using var browser = await host.Browse();
        await browser.Watch(filter: "status=upcoming");
        await browser.Shows("100.00", "payments|company|status=upcoming");
        await host.Post("c1", 0, version: 2);
        await browser.Shows("0.00", "payments|company|status=upcoming");
        Assert.Null(browser.Cells("n/c1/1", "payments|company|status=upcoming"));
        Assert.Contains(browser.Frames[^1].Frame!.Rows, row => row is { Key: "n/c1/1", Cells: null });

        Assert.Equal(1, host.Relay.Topics);
        await browser.Unwatch(filter: "status=upcoming");
        await Wait.Until(() => host.Relay.Topics == 0, LiveHost.Patience, "the board to be let go");
    }

    [Fact]
    public async Task The_first_change_goes_at_once_and_those_after_it_together()
    {
        await using var host = await LiveHost.Start(options => options.LeastPause = TimeSpan.FromSeconds(2));
        await host.Post("c1", 1_00);
        await using var browser = await host.Browse();
        await browser.Watch();
        await browser.Shows("1.00");
        await Task.Delay(2200);

        var began = Stopwatch.GetTimestamp();
        await host.Post("c1", 2_00, version: 2);
        await browser.Shows("2.00");
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        var before = browser.Frames.Count;
        for (var i = 3; i <= 22; i++)
        {
            await host.Post("c1", i * 100, version: i);
        }

        await browser.Shows("22.00");
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(10));
        Assert.InRange(browser.Frames.Count - before, 1, 2);
    }

    [Theory]
    [InlineData(1, 0.04)]
    [InlineData(1000, 40)]
    [InlineData(5000, 200)]
    public void The_pause_grows_with_the_watchers(int watchers, double ms) =>
        Assert.Equal(ms, new BoardPushOptions().PauseFor(watchers).TotalMilliseconds, 3);

    [Fact]
    public async Task Beats_carry_the_organisations_clock_and_a_moved_clock_is_told_at_once()
    {
        await using var host = await LiveHost.Start(options => options.BeatEvery = TimeSpan.FromSeconds(30));
        await using var browser = await host.Browse();
        await browser.Watch();
        await Wait.Until(() => browser.Total() is not null, LiveHost.Patience, "the board");
        var stored = (await host.Directory.Get(LiveHost.Org)).Stored;
        var virtually = new DateTimeOffset(2026, 1, 20, 1, 0, 0, TimeSpan.Zero);
        await host.Store.PutOrganization(stored with { Clock = new(TimeProvider.System.GetUtcNow(), virtually, 17280, 5) }, stored.Etag);
        await host.Directory.Refresh(LiveHost.Org);

        await Wait.Until(() => browser.Beats.Any(beat => beat.Clock[2].GetInt64() == 5), TimeSpan.FromSeconds(5), "the new clock");
        var clock = browser.Beats.First(beat => beat.Clock[2].GetInt64() == 5).Clock;
        Assert.Equal(17280, clock[1].GetDecimal());
        Assert.InRange(clock[0].GetDateTimeOffset(), virtually, virtually.AddDays(2));
    }
}
