using System.Collections.Concurrent;
using SalesGrains.Http;

namespace SalesGrains.Accounts;

/// <summary>Tells once a minute and key that the key is used; the call that used it does not wait for that.</summary>
internal sealed class KeyUses(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Org, string Id), DateTimeOffset> told = new();

    /// <summary>A key let somebody in.</summary>
    public void Note(string org, string id)
    {
        var now = time.GetUtcNow();
        var last = told.GetOrAdd((org, id), DateTimeOffset.MinValue);
        if (now - last >= Every && told.TryUpdate((org, id), now, last))
        {
            _ = Tell(org, id, now);
        }
    }

    // What fails here is told a minute later; nothing depends on it.
    private async Task Tell(string org, string id, DateTimeOffset at)
    {
        await Task.Yield();
        await new TenantGrains(grains, org).Entity<IKeyUseGrain>(id).Used(at).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
