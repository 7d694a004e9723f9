using SalesGrains.AzureTables.Marks;

namespace SalesGrains.AzureTables;

public sealed class PartitionTurnsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PartitionTurns.Few)]
    public void Few_partitions_are_read_at_every_call(int partitions)
    {
        var turns = new PartitionTurns(() => 0);
        var all = Enumerable.Range(0, partitions).ToArray();

        Assert.Equal(all, turns.Take(all).Order());
        Assert.Equal(all, turns.Take(all).Order());
    }

    // Milliseconds between calls.
    [Theory]
    [InlineData(17, 1000)]
    [InlineData(1000, 1000)]
    [InlineData(64_000, 1000)]
    [InlineData(64_000, 7000)]
    [InlineData(500, 20_000)]
    public void Many_partitions_have_each_had_a_turn_within_60_seconds(int partitions, int between)
    {
        var now = 0L;
        var turns = new PartitionTurns(() => now);
        var all = Enumerable.Range(0, partitions).ToArray();
        turns.Take(all);

        var seen = new HashSet<int>();
        for (var until = now + 60_000; now + between <= until;)
        {
            now += between;
            var taken = turns.Take(all);
            seen.UnionWith(taken);
            Assert.True(taken.Count <= Math.Max(PartitionTurns.Few, (int)Math.Ceiling(partitions * (between / PartitionTurns.Round.TotalMilliseconds))));
        }

        Assert.Equal(partitions, seen.Count);
    }
}
