using SalesGrains.Checking;
using SalesGrains.Commands;

namespace SalesGrains;

/// <summary>The check of the order is itself checked: a planted stale read and a planted lost version are caught.</summary>
public sealed class OrderTests
{
    [Fact]
    public void A_read_that_overlaps_a_write_may_see_either_version() =>
        Assert.Empty(OrderRules.Faults([Write(1, 0, 1), Write(2, 2, 9), Read(1, 3, 4), Read(2, 5, 6), Read(2, 10, 11)]));

    [Fact]
    public void A_stale_read_is_caught() =>
        Assert.Single(OrderRules.Faults([Write(1, 0, 1), Write(2, 2, 3), Read(1, 4, 5)]));

    [Fact]
    public void A_read_older_than_what_another_client_has_read_is_caught() =>
        Assert.Single(OrderRules.Faults([Write(2, 0, 9), Read(2, 1, 2), Read(1, 3, 4)]));

    [Fact]
    public void A_version_given_twice_is_caught() =>
        Assert.Single(OrderRules.Faults([Write(2, 0, 1), Write(2, 2, 3)]));

    private static Seen Write(long version, long from, long to) => new("contract/c1", version, from, to, IsWrite: true);

    private static Seen Read(long version, long from, long to) => new("contract/c1", version, from, to);
}
