using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios;

public class OrderedRowsTests
{
    private sealed record Box(int Value);

    private static readonly IComparer<Box> ByValue = Comparer<Box>.Create((left, right) => left.Value.CompareTo(right.Value));

    [Fact]
    public void They_hold_what_a_sorted_set_holds_and_walk_from_anywhere()
    {
        for (var start = 1UL; start <= 20; start++)
        {
            var random = new SplitMix64(start);
            var rows = new OrderedRows<Box>(ByValue);
            var model = new SortedSet<int>();
            for (var step = 0; step < 6_000; step++)
            {
                var value = start % 2 == 0 ? step : random.Below(3_000);
                if (random.Chance(step < 4_000 ? 75 : 25))
                {
                    rows.Add(new(value));
                    model.Add(value);
                }
                else
                {
                    value = random.Below(6_000);
                    Assert.True(model.Remove(value) == rows.Remove(new(value)), $"start {start}, step {step}");
                }
            }

            Assert.True(model.SequenceEqual(rows.Select(row => row.Value)), $"start {start}");
            Assert.Equal(model.Count, rows.Count);
            Assert.Equal(model.Min, rows.First!.Value);
            for (var from = 0; from < 6_100; from += 97)
            {
                Assert.True(model.Where(value => value > from).SequenceEqual(rows.From(row => row.Value > from).Select(row => row.Value)), $"start {start}, from {from}");
            }
        }
    }

    [Fact]
    public void An_empty_order_has_no_first_and_nothing_to_walk()
    {
        var rows = new OrderedRows<Box>(ByValue);

        Assert.False(rows.Remove(new(1)));
        Assert.Null(rows.First);
        Assert.Empty(rows.From(_ => true));
    }
}
