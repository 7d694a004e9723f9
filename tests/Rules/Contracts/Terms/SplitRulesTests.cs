using System.Collections.Immutable;

namespace SalesGrains.Contracts.Terms;

public sealed class SplitRulesTests
{
    [Fact]
    public void Shares_are_rounded_so_that_the_sum_is_exact() =>
        Assert.Equal([30_00, 60_01, 10_00], Split(100_01, Share(300_000), Share(600_000), Share(100_000)));

    [Fact]
    public void Fixed_amounts_and_shares_may_cover_the_total_together() =>
        Assert.Equal([100_00, 900_00], Split(1000_00, TermAmount.Fixed(100_00), Share(900_000)));

    [Fact]
    public void The_remainder_takes_what_the_others_leave() =>
        Assert.Equal([33_34, 10_00, 56_67], Split(100_01, Share(333_333), TermAmount.Fixed(10_00), TermAmount.Rest));

    [Theory]
    [InlineData(1000_01)]
    [InlineData(2000_00)]
    public void More_than_the_total_cannot_be_split(long fixedFen) =>
        Assert.Null(SplitRules.Split(1000_00, [TermAmount.Fixed(fixedFen), TermAmount.Rest]));

    [Fact]
    public void Any_split_is_exact_never_negative_and_less_than_a_fen_from_each_share()
    {
        const ulong start = 4711;
        var random = new SplitMix64(start);
        for (var round = 0; round < 40_000; round++)
        {
            var total = random.Chance(20) ? random.Below(50) : (long)(random.Next() % 1_000_000_000_000_000);
            var shares = Shares(random, 1 + random.Below(12));
            var where = $"random start {start}, round {round}, total {total}, shares {string.Join(' ', shares)}";

            var split = SplitRules.Split(total, [.. shares.Select(TermAmount.Share)])!.Value;

            Assert.True(split.Sum() == total, where);
            for (var i = 0; i < shares.Length; i++)
            {
                var exact = (Int128)total * shares[i];
                Assert.True(split[i] >= 0 && Int128.Abs(((Int128)split[i] * 1_000_000) - exact) < 1_000_000, where);
            }
        }
    }

    private static ImmutableArray<int> Shares(SplitMix64 random, int count)
    {
        var cuts = Enumerable.Range(0, count - 1).Select(_ => 1 + random.Below(999_999)).Distinct().Order().ToList();
        return [.. cuts.Append(1_000_000).Zip(cuts.Prepend(0), (to, from) => to - from)];
    }

    private static TermAmount Share(int ppm) => TermAmount.Share(ppm);

    private static IEnumerable<long> Split(long totalFen, params TermAmount[] amounts) => SplitRules.Split(totalFen, amounts)!.Value;
}
