using System.Diagnostics;
using Orleans.Core.Internal;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using Xunit.Abstractions;

namespace SalesGrains.Boards;

public class BoardGrainTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_board_adds_up_its_shards_and_pushes_what_changes()
    {
        await using var silo = await BoardSilo.Start(folder);
        for (var i = 0; i < 8; i++)
        {
            await silo.Post($"c{i}", 100_00);
        }

        var listener = silo.Listen();
        await Hears(listener, (8, "800.00"));
        Assert.Equal("100.00", listener.Cells("n/c3/1")!.Value[12].Text);

        await silo.Post("c3", 25_50, version: 2);
        await Wait.Until(() => listener.Total() == (8, "725.50"), Patience, "the push");
        Assert.Equal("25.50", listener.Cells("n/c3/1")!.Value[12].Text);
        Assert.All(listener.Pushed.Skip(1), frame => Assert.False(frame.IsWhole));
    }

    [Fact]
    public async Task Of_more_rows_the_most_urgent_are_shown_and_all_are_counted()
    {
        await using var silo = await BoardSilo.Start(folder);
        for (var i = 0; i < 230; i++)
        {
            await silo.Post($"c{i}", 1_00);
        }

        var listener = silo.Listen();
        await Hears(listener, (230, "230.00"));
        Assert.Equal(BoardTopic.MostRows, listener.Copy.Rows.Count(row => row.Key.StartsWith("n/", StringComparison.Ordinal)));
    }

    [Fact(DisplayName = "I9: a board says nothing until every shard has been heard")]
    public async Task A_board_says_nothing_until_every_shard_has_been_heard()
    {
        // One of the four shards cannot read its facts.
        await using var silo = await BoardSilo.Start(folder, store => store.Next(nameof(IEntityStore.ScanFacts), StoreFault.HangBefore));
        var listener = silo.Listen();
        Assert.False((await listener.Sync()).IsComplete);
        await silo.Store.Hanging.WaitAsync(Patience);

        // Long enough for the three others to be heard, again and again.
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2);)
        {
            Assert.False((await listener.Sync()).IsComplete);
            await Task.Delay(50);
        }

        Assert.Equal(-1, listener.Copy.Version);
        Assert.Empty(listener.Pushed);

        silo.Store.Release();
        await Wait.Until(() => listener.Copy.Version >= 0, Patience, "the board to be complete");
        Assert.True((await listener.Sync()).IsComplete);
    }

    [Fact(DisplayName = "I10: the epoch grows with every activation, restart and generation")]
    public async Task The_epoch_grows_with_every_activation()
    {
        var epochs = new List<long>();
        await using (var silo = await BoardSilo.Start(folder))
        {
            for (var i = 0; i < 3; i++)
            {
                epochs.Add(await EpochOf(silo));
                await silo.Board().AsReference<IGrainManagementExtension>().DeactivateOnIdle();
            }
        }

        await using (var silo = await BoardSilo.Start(folder))
        {
            epochs.Add(await EpochOf(silo));
        }

        await using (var silo = await BoardSilo.Start(folder, generation: 2))
        {
            epochs.Add(await EpochOf(silo));
        }

        Assert.Equal(epochs.Distinct().Order(), epochs);
        Assert.InRange(epochs[^1], 2L << 32, (1L << 53) - 1);
    }

    [Fact]
    public async Task A_node_that_has_heard_a_newer_activation_is_not_answered_by_an_older_one()
    {
        await using var silo = await BoardSilo.Start(folder);
        var epoch = await EpochOf(silo);
        var listener = silo.Listen();
        var ahead = await silo.Board().Sync(Guid.NewGuid(), silo.Grains.CreateObjectReference<IBoardSink>(listener), epoch + 1, 4);

        Assert.Equal(new BoardSync(false), ahead);
        // It gives up, and the next activation counts on.
        await Wait.Until(async () => await EpochOf(silo) > epoch, Patience, "a newer activation");
    }

    [Fact(DisplayName = "I7: no call parks in a board: writes and deactivation do not wait for a watcher that does not acknowledge")]
    public async Task Writes_do_not_wait_for_a_watcher_that_does_not_acknowledge()
    {
        await using var silo = await BoardSilo.Start(folder);
        var (deaf, listener) = (silo.Listen(), silo.Listen());
        await Hears(listener, (0, "0.00"));
        var never = new TaskCompletionSource();
        deaf.Acknowledge = never.Task;
        await Wait.Until(async () => (await deaf.Sync()).IsComplete, Patience, "the board");

        var slowest = TimeSpan.Zero;
        for (var i = 1; i <= 20; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await silo.Post("c1", i * 100, version: i);
            await Wait.Until(() => listener.Total() == (1, $"{i}.00"), Patience, "the push to the other");
            slowest = Stopwatch.GetElapsedTime(began) > slowest ? Stopwatch.GetElapsedTime(began) : slowest;
        }

        Assert.Single(deaf.Pushed);
        var before = listener.Copy.Epoch;
        var stopping = Stopwatch.GetTimestamp();
        await silo.Board().AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await Wait.Until(async () => await listener.Sync() is { IsComplete: true } && listener.Copy.Epoch > before, Patience, "the next activation");
        output.WriteLine($"[measured] write to other watcher at most {slowest.TotalMilliseconds:0} ms, deactivation to next answer {Stopwatch.GetElapsedTime(stopping).TotalMilliseconds:0} ms");
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(Stopwatch.GetElapsedTime(stopping), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        never.SetResult();
    }

    [Fact]
    public async Task What_changes_while_a_push_is_under_way_goes_into_the_next_one()
    {
        await using var silo = await BoardSilo.Start(folder);
        var listener = silo.Listen();
        await Hears(listener, (0, "0.00"));
        var acknowledge = new TaskCompletionSource();
        listener.Acknowledge = acknowledge.Task;
        for (var i = 1; i <= 30; i++)
        {
            await silo.Post("c1", i * 100, version: i);
        }

        await Wait.Until(() => listener.Total() is not null, Patience, "the first push");
        acknowledge.SetResult();
        await Wait.Until(() => listener.Total() == (1, "30.00"), Patience, "the last state");
        Assert.InRange(listener.Pushed.Count, 1, 3);
    }

    private static Task Hears(BoardListener listener, (long, string?) total) => Wait.Until(
        async () => await listener.Sync() is { IsComplete: true } && listener.Total() == total, Patience, $"the board to say {total}");

    private static async Task<long> EpochOf(BoardSilo silo)
    {
        var listener = silo.Listen();
        await Wait.Until(async () => await listener.Sync() is { IsComplete: true }, Patience, "the board to be complete");
        return listener.Copy.Epoch;
    }

    public void Dispose() => folder.Dispose();
}
