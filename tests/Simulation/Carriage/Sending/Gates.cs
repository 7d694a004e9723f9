using SalesGrains.Recipients.Sending;
using SalesGrains.RuleSets;

namespace SalesGrains.Carriage.Sending;

/// <summary>The gates of the channels: the product's own buckets, which nothing keeps when their silo dies.</summary>
public sealed class Gates
{
    private readonly Dictionary<string, Bucket> _buckets = [];

    public TimeSpan Take(string key, ChannelLimit limit, DateTimeOffset now)
    {
        (_buckets[key], var wait) = (_buckets.TryGetValue(key, out var bucket) ? bucket : Bucket.Full(limit.Burst, now)).Take(now, limit.PerMinute, limit.Burst);
        return wait;
    }

    public void Pause(string key, DateTimeOffset until) => _buckets[key] = Bucket.EmptyUntil(until);

    public void Forget() => _buckets.Clear();
}
