namespace SalesGrains.Contracts;

/// <summary>R02–R05 at their boundaries, on real silos: the portfolio wakes the contract, nobody calls it.</summary>
public sealed class CountdownTests
{
    private static readonly DateOnly Signed = new(2026, 3, 2);

    [Fact]
    public async Task Due_today_is_not_overdue_and_the_ladder_begins_the_next_morning()
    {
        var (sales, deals) = await Deals.Start(Signed);
        await using var _ = sales;
        var due = new DateOnly(2026, 3, 20);
        await deals.Sign("c-1", Signed, Deals.DueOn(due, 100));

        await deals.Through(due, "23:59");
        Assert.Equal(("due-today", 0), ((await deals.Node(1)).Status, (await deals.Node(1)).DaysLeft));
        Assert.DoesNotContain("payment-overdue", string.Join(' ', await deals.Nudges()), StringComparison.Ordinal);
        deals.To(due.AddDays(1), "00:00");
        Assert.Equal(("overdue", 1), ((await deals.Node(1)).Status, (await deals.Node(1)).OverdueDays));
        Assert.Equal(3, (await deals.Nudges()).Count);
        await deals.Through(due.AddDays(30), "09:00");

        Assert.Equal(
            [
                "1 payment-warning rep", "1 payment-open-items rep", "1 payment-open-items rep",
                "1 payment-overdue rep", "1 payment-overdue manager", "1 payment-overdue director",
            ],
            await deals.Nudges());
    }

    [Fact]
    public async Task A_warning_comes_exactly_seven_days_before_across_the_spring_festival_and_a_make_up_saturday()
    {
        var signed = new DateOnly(2026, 2, 13);
        var (sales, deals) = await Deals.Start(signed);
        await using var _ = sales;
        await deals.Sign("c-1", signed, Deals.On("signed", 5, "workday", 100));
        Assert.Equal(new DateOnly(2026, 2, 27), (await deals.Node(1)).DueOn);

        deals.To(new(2026, 2, 20), "08:59");
        await sales.Settled();
        Assert.Equal("due-soon", (await deals.Node(1)).Status);
        Assert.Empty(await deals.Nudges());
        deals.To(new(2026, 2, 20), "09:01");
        await deals.Eventually(1);

        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());
        Assert.NotEmpty((await deals.Node(1)).Checklist);
    }

    [Fact]
    public async Task A_date_that_moves_repeats_the_warning_once()
    {
        var (sales, deals) = await Deals.Start(Signed);
        await using var _ = sales;
        await deals.Sign("c-1", Signed, Deals.On("arrived", 10, "workday", 100));
        await deals.Do(new RecordEvent("arrived", Signed));
        Assert.Equal(new DateOnly(2026, 3, 16), (await deals.Node(1)).DueOn);
        await deals.Through(new(2026, 3, 10), "12:00");
        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());

        await deals.Do(new RecordEvent("arrived", new(2026, 3, 10)));
        Assert.Equal(new DateOnly(2026, 3, 24), (await deals.Node(1)).DueOn);
        Assert.Empty((await deals.Contract()).Nudges);
        await deals.Through(new(2026, 3, 19), "12:00");

        Assert.Equal(["1 payment-warning rep", "1 payment-warning rep"], await deals.Nudges());
        Assert.Single((await deals.Contract()).Nudges);
    }

    [Fact]
    public async Task A_node_created_inside_seven_days_warns_at_once_with_the_command_that_made_it()
    {
        var (sales, deals) = await Deals.Start(Signed);
        await using var _ = sales;

        await deals.Sign("c-1", Signed, Deals.DueOn(Signed.AddDays(2), 100));

        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());
        await sales.Settled();
        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());
    }

    [Fact]
    public async Task A_silo_that_is_down_across_the_due_moment_warns_once_when_it_is_back()
    {
        var (sales, deals) = await Deals.Start(Signed);
        await using var _ = sales;
        var due = new DateOnly(2026, 4, 20);
        for (var i = 1; i <= 20; i++)
        {
            await deals.Sign($"c-{i}", Signed, Deals.DueOn(due, 100));
        }

        await sales.Settled();
        await sales.Cluster.StopSiloAsync(sales.Cluster.Silos[0]);
        deals.To(due.AddDays(-7), "09:30");
        var back = System.Diagnostics.Stopwatch.StartNew();
        await sales.Cluster.StartAdditionalSiloAsync();

        await SalesCluster.Eventually(
            async () =>
            {
                for (var i = 1; i <= 20; i++)
                {
                    if ((await deals.Nudges($"c-{i}")).Count == 0)
                    {
                        return false;
                    }
                }

                return true;
            },
            "the warnings that fell due while nothing ran");
        Assert.True(back.Elapsed < TimeSpan.FromMinutes(1), $"{back.Elapsed}");
        await sales.Settled();
        for (var i = 1; i <= 20; i++)
        {
            Assert.Equal(["1 payment-warning rep"], await deals.Nudges($"c-{i}"));
        }
    }
}
