using System.Collections.Immutable;

namespace SalesGrains.Boards;

public class BoardTableTests
{
    [Fact]
    public void An_owner_counts_only_changes()
    {
        var owner = BoardTable.Own(1);
        Assert.True(owner.Become(Rows(("a", "1"), ("b", "2"))));
        Assert.False(owner.Become(Rows(("b", "2"), ("a", "1"))));
        Assert.Equal(1, owner.Version);
    }

    [Fact]
    public void A_removed_row_travels_as_a_tombstone()
    {
        var (owner, copy) = Pair();
        owner.Become(Rows(("a", "1")));

        var delta = owner.From(copy.Epoch, copy.Version)!;

        Assert.Equal(new FrameRow("b", 2, null), Assert.Single(delta.Rows));
        Assert.Equal(FrameOutcome.Applied, copy.Apply(delta));
        Assert.Equal(["a"], copy.Rows.Select(row => row.Key));
    }

    [Fact]
    public void A_row_that_comes_back_is_a_row_again()
    {
        var (owner, copy) = Pair();
        owner.Become(Rows(("a", "1")));
        owner.Become(Rows(("a", "1"), ("b", "2")));

        copy.Apply(owner.From(copy.Epoch, copy.Version)!);

        Assert.Equal(owner.Check, copy.Check);
        Assert.Equal(["a", "b"], copy.Rows.Select(row => row.Key).Order());
    }

    [Theory]
    [InlineData(BoardTable.Kept, false)]
    [InlineData(BoardTable.Kept + 1, true)]
    public void A_copy_gets_a_delta_as_long_as_its_tombstones_are_kept(int behind, bool whole)
    {
        var (owner, copy) = Pair();
        owner.Become(Rows(("a", "1")));
        for (var i = 1; i < behind; i++)
        {
            owner.Become(Rows(("a", $"{i + 1}")));
        }

        var frame = owner.From(copy.Epoch, copy.Version)!;

        Assert.Equal(whole, frame.IsWhole);
        Assert.Equal(FrameOutcome.Applied, copy.Apply(frame));
        Assert.Equal(["a"], copy.Rows.Select(row => row.Key));
        Assert.Equal(owner.Check, copy.Check);
    }

    [Fact]
    public void So_many_tombstones_are_not_kept_that_memory_grows()
    {
        var (owner, copy) = Pair();
        for (var i = 0; i < 20; i++)
        {
            owner.Become(Enumerable.Range(0, 100).ToImmutableDictionary(n => $"{i}-{n}", _ => ImmutableArray.Create<BoardCell>("x")));
        }

        Assert.True(owner.From(copy.Epoch, copy.Version)!.IsWhole);
        Assert.InRange(owner.From(copy.Epoch, owner.Version - 10)!.Rows.Length, 1000, BoardTable.MostTombstones + 100);
    }

    [Fact]
    public void A_gap_is_refused_and_nothing_changes()
    {
        var (owner, copy) = Pair();
        owner.Become(Rows(("a", "2"), ("b", "2")));
        var middle = owner.Version;
        owner.Become(Rows(("a", "3"), ("b", "2")));

        Assert.Equal(FrameOutcome.Misfit, copy.Apply(owner.From(owner.Epoch, middle)!));
        Assert.Equal(1, copy.Version);
        Assert.Equal(FrameOutcome.Applied, copy.Apply(owner.From(copy.Epoch, copy.Version)!));
    }

    [Fact]
    public void An_old_frame_changes_nothing()
    {
        var (owner, copy) = Pair();
        var before = owner.From(0, -1)!;
        owner.Become(Rows(("a", "9")));
        copy.Apply(owner.From(copy.Epoch, copy.Version)!);

        Assert.Equal(FrameOutcome.Old, copy.Apply(before));
        Assert.Equal(owner.Check, copy.Check);
    }

    [Fact]
    public void A_newer_epoch_wins_and_the_older_one_is_not_heard_again()
    {
        var (owner, copy) = Pair();
        var next = BoardTable.Own(2);
        next.Become(Rows(("c", "1")));

        Assert.Equal(FrameOutcome.Applied, copy.Apply(next.From(copy.Epoch, copy.Version)!));
        owner.Become(Rows(("a", "late")));

        Assert.Equal(FrameOutcome.Old, copy.Apply(owner.From(0, -1)!));
        Assert.Equal(FrameOutcome.Old, copy.Apply(owner.From(1, 1)!));
        Assert.Equal(["c"], copy.Rows.Select(row => row.Key));
    }

    [Fact]
    public void A_delta_of_another_epoch_does_not_fit()
    {
        var (_, copy) = Pair();
        var next = BoardTable.Own(2);
        next.Become(Rows(("c", "1")));
        next.Become(Rows(("c", "2")));

        Assert.Equal(FrameOutcome.Misfit, copy.Apply(next.From(2, 1)!));
        Assert.Equal((1, 1), (copy.Epoch, copy.Version));
    }

    [Fact]
    public void A_copy_that_fails_the_checksum_is_silent_until_it_has_the_whole_table()
    {
        var (owner, copy) = Pair();
        owner.Become(Rows(("a", "2"), ("b", "2")));
        var frame = owner.From(copy.Epoch, copy.Version)!;

        Assert.Equal(FrameOutcome.Misfit, copy.Apply(frame with { Rows = [new("a", 2, ["3"])] }));
        Assert.Null(copy.From(0, -1));
        Assert.True(owner.From(copy.Epoch, copy.Version)!.IsWhole);
        Assert.Equal(FrameOutcome.Applied, copy.Apply(owner.From(copy.Epoch, copy.Version)!));
        Assert.Equal(owner.Check, copy.Check);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 2)]
    [InlineData(1, 1)]
    public void Whoever_is_ahead_or_level_is_told_nothing(long epoch, long version)
    {
        var (owner, _) = Pair();
        Assert.Null(owner.From(epoch, version));
    }

    private static (BoardTable Owner, BoardTable Copy) Pair()
    {
        var owner = BoardTable.Own(1);
        owner.Become(Rows(("a", "1"), ("b", "2")));
        var copy = new BoardTable();
        copy.Apply(owner.From(0, -1)!);
        return (owner, copy);
    }

    private static ImmutableDictionary<string, ImmutableArray<BoardCell>> Rows(params (string Key, string Text)[] rows) =>
        rows.ToImmutableDictionary(row => row.Key, row => ImmutableArray.Create<BoardCell>(row.Text));
}
