using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>K11: no address ever gets more in a minute than its vendor allows.</summary>
public sealed class BucketTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(15, 3, 15)]
    [InlineData(25, 5, 25)]
    [InlineData(60, 4, 60)]
    public void No_minute_of_an_hour_has_more_than_the_limit(int perMinute, int burst, int most)
    {
        var taken = Greedy(Bucket.Full(burst, Start), Start, TimeSpan.FromHours(1), perMinute, burst);

        Assert.True(Densest(taken) <= most, $"{Densest(taken)}");
        Assert.InRange(taken.Count, (perMinute - burst) * 59, ((perMinute - burst) * 60) + burst);
    }

    [Fact]
    public void A_gate_that_starts_anew_stays_below_the_robots_twenty()
    {
        var taken = Greedy(Bucket.Full(3, Start), Start, TimeSpan.FromMinutes(5), 15, 3);
        var restart = Start.AddMinutes(5);
        taken.AddRange(Greedy(Bucket.Full(3, restart), restart, TimeSpan.FromMinutes(5), 15, 3));

        Assert.True(Densest(taken) < 20, $"{Densest(taken)}");
    }

    [Fact]
    public void A_vendor_that_wants_to_be_left_alone_is()
    {
        var (_, wait) = Bucket.EmptyUntil(Start.AddSeconds(30)).Take(Start, 15, 3);

        Assert.Equal(35, wait.TotalSeconds, 0.01);
    }

    private static List<DateTimeOffset> Greedy(Bucket bucket, DateTimeOffset from, TimeSpan length, int perMinute, int burst)
    {
        var taken = new List<DateTimeOffset>();
        for (var now = from; now < from + length;)
        {
            (bucket, var wait) = bucket.Take(now, perMinute, burst);
            if (wait == TimeSpan.Zero)
            {
                taken.Add(now);
            }

            now += wait == TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : wait;
        }

        return taken;
    }

    private static int Densest(List<DateTimeOffset> taken) => taken.Max(at => taken.Count(other => other >= at && other < at.AddMinutes(1)));
}
