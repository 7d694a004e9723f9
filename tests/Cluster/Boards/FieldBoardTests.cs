using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards;

/// <summary>The boards of the field on a real cluster: commands and moments move them, and a shard that starts anew changes nothing.</summary>
public sealed class FieldBoardTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public async Task A_contact_runs_for_a_day_is_missed_to_the_second_and_leaves_with_its_opportunity()
    {
        var (sales, deals) = await Deals.Start(Monday, hour: 9);
        await using var _ = sales;
        var contacts = await Screen.Watch(sales, Topic(BoardTopic.FirstContacts));
        var exceptions = await Screen.Watch(sales, Topic(BoardTopic.Exceptions));

        await deals.Do(new RecordContact("e-1", sales.Clock.GetUtcNow().AddHours(-1), "visit"));
        await contacts.Shows(() => contacts.Cells(Row)?[0].Text == "running", "the first contact to be shown");
        await exceptions.Shows(() => exceptions.Count("contact") == 0, "nothing to be missed");

        deals.To(Monday.AddDays(1), "07:59:59");
        await Settle(sales);
        await contacts.Shows(() => contacts.Cells(Row)?[0].Text == "running" && contacts.Cells("m/asOf")?[0].Text == "2026-03-03", "the next morning");
        await exceptions.Shows(() => exceptions.Count("contact") == 0, "nothing to be missed yet");

        deals.To(Monday.AddDays(1), "08:00:00.005");
        await exceptions.Shows(() => exceptions.Count("contact") == 1, "the miss to be counted");
        Assert.Equal([Row], exceptions.Keys.AsEnumerable());
        await contacts.Shows(() => contacts.Cells(Row)?[0].Text == "missed", "the miss to be shown");

        await deals.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线" });
        await exceptions.Shows(() => exceptions.Count("contact") == 0, "the exception to leave");
        await contacts.Shows(() => contacts.Count("total") == 0, "the contact to leave");
        var misses = await sales.Reader().Misses(SalesCluster.Org, new(BoardScope.Company), Monday, Monday);
        Assert.Equal([new("entry", null, 1, 1, 1, 0)], misses.AsEnumerable());
    }

    [Fact]
    public async Task A_shard_that_starts_anew_shows_the_same_exceptions()
    {
        var (sales, deals) = await Deals.Start(Monday);
        await using var _ = sales;
        await deals.Do(new RecordContact("e-1", sales.Clock.GetUtcNow(), "call"));
        await deals.Sign("c-1", Monday, Deals.DueOn(Monday, 30), Deals.DueOn(Monday.AddDays(60), 70));
        await deals.Through(Monday.AddDays(20), "10:00");
        await sales.Settled();
        await Settle(sales);
        var (before, list) = (await Partial(sales), await Items(sales));
        Assert.Equal([$"f/{Deals.Customer}", "n/c-1/1"], before.Rows.Select(row => row.Key).Order(StringComparer.Ordinal));

        await sales.Cluster.DeactivateAsync(Shards.Id());

        var after = await Partial(sales);
        Assert.True(after.Epoch > before.Epoch);
        Assert.Equal(Texts(before), Texts(after));
        Assert.Equal(before.Totals.AsEnumerable(), after.Totals);
        Assert.Equal(list, await Items(sales));
    }

    private static string Row => $"c/{Deals.Customer}";

    private static BoardTopic Topic(string board) => new(SalesCluster.Org, board, BoardScope.Company);

    private static async Task<List<DutyItem>> Items(SalesCluster sales) =>
        [.. (await sales.Reader().Duties(SalesCluster.Org, new(BoardScope.Company) { Board = BoardTopic.Exceptions }, new(200))).Items];

    private static Task<BoardPartial> Partial(SalesCluster sales) => sales.Portfolio().Partial(Topic(BoardTopic.Exceptions));

    private static IEnumerable<string> Texts(BoardPartial partial) =>
        partial.Rows.Select(row => $"{row.Order} {row.Key} {string.Join('|', row.Cells)}").Order(StringComparer.Ordinal);

    /// <summary>Nothing is due any more at the moment that the clock shows.</summary>
    private static Task Settle(SalesCluster sales) => SalesCluster.Eventually(
        async () => await sales.Portfolio().NextDue() is not { } next || next.At > sales.Clock.GetUtcNow(), "what is due to be done");
}
