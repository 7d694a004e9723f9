using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios;

public sealed class FeedTests
{
    private static readonly BoardTopic Topic = new(SalesCluster.Org, BoardTopic.Payments, BoardScope.Company);

    [Fact]
    public async Task A_change_reaches_the_board_and_its_watcher()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        await sales.Portfolio().Post([Shards.Facts("a")]);
        var screen = await Screen.Watch(sales, Topic);
        Assert.Equal("100.00", screen.Cells("t/total")!.Value[1].Text);

        await sales.Portfolio().Post([Shards.Facts("a", 2, open: 30_00), Shards.Facts("b", open: 1)]);

        await SalesCluster.Eventually(() => screen.Cells("n/b/1") is not null, "the new row");
        Assert.Equal((2L, "30.01"), (screen.Cells("t/total")!.Value[0].Number, screen.Cells("t/total")!.Value[1].Text));
        Assert.Equal("30.00", screen.Cells("n/a/1")!.Value[12].Text);
    }

    [Fact]
    public async Task A_board_turns_at_midnight_while_every_entity_sleeps()
    {
        var calls = 0;
        var options = Shards.AwakeBy(timer: true, more: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            Interlocked.Add(ref calls, context.TargetId.Type.ToString() == EntityKinds.Contract ? 1 : 0);
            await context.Invoke();
        }));
        await using var sales = await SalesCluster.Start(options with { StartsAt = new(2026, 3, 2, 15, 59, 50, TimeSpan.Zero) });
        await sales.Portfolio().Post(
        [
            Shards.Facts("a", due: sales.Today) with { Key = new(EntityKinds.Contract, SalesCluster.Org, "a") },
            Shards.Facts("b", due: sales.Today.AddDays(8)) with { Key = new(EntityKinds.Contract, SalesCluster.Org, "b") },
        ]);
        var screen = await Screen.Watch(sales, Topic);
        Assert.Equal(("due-today", "upcoming"), (screen.Cells("n/a/1")!.Value[14].Text, screen.Cells("n/b/1")!.Value[14].Text));

        sales.Clock.Advance(TimeSpan.FromMilliseconds(10_001));

        await SalesCluster.Eventually(() => screen.Cells("n/a/1")!.Value[14].Text == "overdue", "midnight");
        Assert.Equal(("due-soon", "2026-03-03"), (screen.Cells("n/b/1")!.Value[14].Text, screen.Cells("m/asOf")!.Value[0].Text));
        Assert.Equal(("100.00", "100.00"), (screen.Cells("t/overdue-1-7")!.Value[1].Text, screen.Cells("t/not-due")!.Value[1].Text));
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_shard_that_is_asked_says_nothing_new_to_who_has_everything_and_all_to_a_stranger()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        await sales.Portfolio().Post([Shards.Facts("a")]);

        var whole = (await sales.Portfolio().Watch(Topic, 0, -1))!;
        var again = await sales.Portfolio().Watch(Topic, whole.Epoch, whole.To);
        var stranger = (await sales.Portfolio().Watch(Topic, whole.Epoch - 1, 7))!;
        await sales.Cluster.DeactivateAsync(Shards.Id());
        var reborn = (await sales.Portfolio().Watch(Topic, whole.Epoch, whole.To))!;

        Assert.Equal((-1L, "n/a/1"), (whole.From, Assert.Single(whole.Rows).Key));
        Assert.Null(again);
        Assert.Equal((-1L, whole.To), (stranger.From, stranger.To));
        Assert.True(reborn.Epoch > whole.Epoch);
        Assert.Equal(-1, reborn.From);
    }
}
