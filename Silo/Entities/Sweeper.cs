using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Hosting;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities;

/// <summary>
/// Finds what was committed and not delivered because its activation went away, and pings it. Its own silo's entities it remembers;
/// the store's marks are read in full at start and when the membership changes, else the oldest of them each second.
/// </summary>
public sealed class Sweeper(
    IEntityStore store,
    IGrainFactory grains,
    PendingEntities pending,
    IClusterMembershipService membership,
    TimeProvider time,
    IOptions<EntityOptions> options,
    SweepState state,
    ILogger<EntityRuntime> log) : BackgroundService
{
    private readonly ConcurrentDictionary<EntityKey, byte> inFlight = new();
    private readonly SemaphoreSlim slots = new(options.Value.SweepInFlight);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        MembershipVersion? seen = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var current = membership.CurrentSnapshot.Version;
                var all = seen != current;
                await Round(all ? int.MaxValue : options.Value.SweepTake, everything: seen is null, stoppingToken);
                seen = current;
                state.Sent();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                EntityLog.SweepFailed(log, error);
            }

            await Task.Delay(options.Value.SweepEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One look. At start every mark is an orphan; later a young one is left to the activation that made it.</summary>
    private async Task Round(int take, bool everything, CancellationToken stopping)
    {
        var age = options.Value.SweepOlderThan;
        var marks = await store.ReadPending(take);
        var now = time.GetUtcNow();
        var old = now - age;
        state.Read(marks.IsEmpty ? TimeSpan.Zero : now - marks[0].Since);
        var orphans = marks.Where(mark => everything || mark.Since <= old).Select(mark => mark.Key);
        foreach (var key in orphans.Where(key => !pending.IsAttended(key)).Concat(pending.Unattended()).Distinct().ToArray())
        {
            if (!inFlight.TryAdd(key, 0))
            {
                continue;
            }

            await slots.WaitAsync(stopping);
            _ = Ping(key);
        }
    }

    private async Task Ping(EntityKey key)
    {
        try
        {
            await grains.GetEntity(key).Ping();
            if (!pending.IsAttended(key))
            {
                // Its activation is on another silo by now, whose sweeper has it; and the store has its mark.
                pending.Clear(key);
            }
        }
        catch (Exception error)
        {
            // It stays pending and is pinged again.
            EntityLog.NotPinged(log, key, $"{error.GetType().Name}: {error.Message}");
        }
        finally
        {
            slots.Release();
            inFlight.TryRemove(key, out _);
        }
    }
}
