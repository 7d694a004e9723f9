using System.Collections.Immutable;

namespace SalesGrains.Boards;

public class BoardFoldTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void It_is_complete_when_every_shard_was_heard_and_all_speak_of_the_same_day()
    {
        var fold = Expecting("a", "b");
        Assert.True(fold.Put(Whole("a", 1, 1)));
        Assert.False(fold.IsComplete);
        Assert.True(fold.Put(Whole("b", 1, 1) with { AsOf = Monday.AddDays(1) }));
        Assert.False(fold.IsComplete);
        Assert.True(fold.Put(Whole("a", 1, 2) with { AsOf = Monday.AddDays(1) }));
        Assert.True(fold.IsComplete);
        Assert.Equal("2026-03-03", fold.Rows()["m/asOf"][0].Text);
    }

    [Fact]
    public void It_is_never_complete_without_shards() => Assert.False(Expecting().IsComplete);

    [Fact]
    public void Totals_add_up_and_the_most_urgent_rows_are_shown()
    {
        var fold = Expecting("a", "b");
        fold.Put(Whole("a", 1, 1, [.. Enumerable.Range(0, 150).Select(n => Row($"n/a{n:000}/1", $"{n:000}"))]) with { Totals = [new("total", 2, 150_00)] });
        fold.Put(Whole("b", 1, 1, [.. Enumerable.Range(0, 150).Select(n => Row($"n/b{n:000}/1", $"{n:000}"))]) with { Totals = [new("total", 3, 1)] });

        var rows = fold.Rows();

        Assert.Equal(new BoardCell[] { 5L, "150.01" }, rows["t/total"].ToArray());
        Assert.Equal(BoardTopic.MostRows, rows.Keys.Count(key => key.StartsWith("n/", StringComparison.Ordinal)));
        Assert.Contains("n/a099/1", rows.Keys);
        Assert.Contains("n/b099/1", rows.Keys);
        Assert.DoesNotContain("n/a100/1", rows.Keys);
    }

    [Fact]
    public void A_change_counts_only_after_what_it_changes()
    {
        var fold = Expecting("a");
        Assert.False(fold.Put(Change("a", 1, 0, 1)));
        Assert.True(fold.Put(Whole("a", 1, 1, Row("n/x/1", "1"), Row("n/y/1", "2"))));
        Assert.True(fold.Put(Change("a", 1, 1, 2, Row("n/z/1", "0")) with { Removed = ["n/x/1"] }));
        Assert.False(fold.Put(Change("a", 1, 3, 4)));
        Assert.Equal(["m/asOf", "n/y/1", "n/z/1"], fold.Rows().Keys.Order());
        Assert.Equal((1, 2), fold.Held("a"));
    }

    [Fact]
    public void Older_numbers_and_older_epochs_change_nothing()
    {
        var fold = Expecting("a");
        fold.Put(Whole("a", 2, 5, Row("n/x/1", "1")));
        Assert.True(fold.Put(Whole("a", 2, 5)));
        Assert.True(fold.Put(Whole("a", 1, 9)));
        Assert.True(fold.Put(Change("a", 1, 5, 6)));
        Assert.Equal((2, 5), fold.Held("a"));
        Assert.False(fold.Put(Change("a", 3, 5, 6)));
        Assert.True(fold.Put(Whole("a", 3, 1)));
        Assert.DoesNotContain("n/x/1", fold.Rows().Keys);
    }

    [Fact]
    public void A_shard_that_is_not_expected_any_more_counts_no_more()
    {
        var fold = Expecting("a", "b");
        fold.Put(Whole("a", 1, 1, Row("n/a/1", "1")));
        fold.Put(Whole("b", 1, 1, Row("n/b/1", "1")));
        fold.Expect(["b", "c"]);
        Assert.False(fold.IsComplete);
        Assert.True(fold.Put(Whole("a", 1, 2)));
        fold.Put(Whole("c", 1, 1));
        Assert.Equal(["m/asOf", "n/b/1"], fold.Rows().Keys.Order());
    }

    [Theory]
    [InlineData(1, 5, 2, 1)]
    [InlineData(1, int.MaxValue, 2, 1)]
    [InlineData(2, 1, 2, 2)]
    public void An_epoch_rises_with_generation_and_activation(int generation, long activation, int laterGeneration, long laterActivation) =>
        Assert.True(BoardTimes.EpochOf(generation, activation) < BoardTimes.EpochOf(laterGeneration, laterActivation));

    [Fact]
    public void An_epoch_stays_exact_in_a_browser() => Assert.InRange(BoardTimes.EpochOf((1 << 21) - 1, uint.MaxValue), 0, (1L << 53) - 1);

    private static BoardFold Expecting(params string[] shards)
    {
        var fold = new BoardFold();
        fold.Expect(shards);
        return fold;
    }

    private static BoardPartial Whole(string shard, long epoch, long number, params ImmutableArray<BoardRow> rows) =>
        new(shard, epoch, -1, number, Monday, rows, [], []);

    private static BoardPartial Change(string shard, long epoch, long from, long to, params ImmutableArray<BoardRow> rows) =>
        new(shard, epoch, from, to, Monday, rows, [], []);

    private static BoardRow Row(string key, string order) => new(key, order, [key]);
}
