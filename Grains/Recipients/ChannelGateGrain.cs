using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>Hands out one channel's tokens.</summary>
[GrainType("channel-gate")]
internal sealed class ChannelGateGrain(TimeProvider time) : Grain, IChannelGateGrain
{
    private const int MostBuckets = 20_000;

    private readonly Dictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    public Task<TimeSpan> Take(string address, int perMinute, int burst)
    {
        var now = time.GetUtcNow();
        Forget(now);
        (buckets[address], var wait) = (buckets.TryGetValue(address, out var bucket) ? bucket : Bucket.Full(burst, now)).Take(now, perMinute, burst);
        return Task.FromResult(wait);
    }

    public Task Pause(string address, TimeSpan pause)
    {
        buckets[address] = Bucket.EmptyUntil(time.GetUtcNow() + pause);
        return Task.CompletedTask;
    }

    /// <summary>Buckets that have been left alone for minutes are full, and as good as none.</summary>
    private void Forget(DateTimeOffset now)
    {
        if (buckets.Count > MostBuckets)
        {
            foreach (var (address, _) in buckets.Where(one => now - one.Value.At > TimeSpan.FromMinutes(2)).ToList())
            {
                buckets.Remove(address);
            }
        }
    }
}
