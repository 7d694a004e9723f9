using SalesGrains.Entities;
using SalesGrains.Machine;

namespace SalesGrains.Boards;

/// <summary>Whether a shard took the facts, or is of an old generation.</summary>
public sealed record PostReply(bool Accepted);

/// <summary>One activation of a shard: the latest facts in memory, rebuilt from the store. Its alarms are in the other part.</summary>
public sealed partial class SimPortfolio : Activation
{
    /// <summary>After activation, longer than <see cref="Lease"/>; ms.</summary>
    private const long FirstRescan = 2_000;

    private const long RescanEvery = 5_000;

    /// <summary>For how long a shard may take posts after it last read that its generation is the current one, ms.</summary>
    private const long Lease = 1_500;

    private readonly Dictionary<int, SimFacts> _rows = [];
    private readonly long _bornAt;
    private long _confirmedAt = long.MinValue / 2;
    private bool _old, _loaded;

    public SimPortfolio(World world, SimSilo silo, Address address) : base(world, silo, address)
    {
        _bornAt = world.Now;
        world.Start(Rebuild);
        world.Start(WatchGeneration);
        world.Start(Rescan);
        world.Start(Alarms);
    }

    public bool Serves => _loaded && !_old;

    protected override bool Reentrant => true;

    public SimFacts? Row(int entity) => _rows.GetValueOrDefault(entity);

    public Task<object?> Ping() => Task.FromResult<object?>(this);

    public Task<PostReply?> Post(SimFacts facts)
    {
        if (_old && !World.Is(Mutant.OldGenerationAccepts))
        {
            return Task.FromResult<PostReply?>(new(false));
        }

        if (World.Now - _confirmedAt > Lease && !World.Is(Mutant.OldGenerationAccepts) && !World.Is(Mutant.PostsWithoutLease))
        {
            // It does not know whether it is old: no answer, the source tries again.
            return Task.FromResult<PostReply?>(null);
        }

        Fold(facts);
        return Task.FromResult<PostReply?>(new(true));
    }

    private bool Mine(int entity) => Names.ShardOf(entity, SimOrganization.ShardsOf(Address.Generation)) == Address.ShardNumber;

    /// <summary>The later version wins: repeated, late and lost posts do no harm.</summary>
    private void Fold(SimFacts facts)
    {
        if (_rows.TryGetValue(facts.Entity, out var known) && known.Version >= facts.Version && !World.Is(Mutant.OlderFactWins))
        {
            return;
        }

        World.Checker.Folding(this, facts);
        _rows[facts.Entity] = facts;
        if (facts.Deleted && World.Is(Mutant.TombstoneForgotten))
        {
            _rows.Remove(facts.Entity);
        }

        _backoff.Remove(facts.Entity);
        _dueFailures.Remove(facts.Entity);
    }

    private async Task Rebuild()
    {
        for (var tries = 0; !_loaded; tries++)
        {
            if (await World.Store.Scan(Life, Mine) is { Status: StoreStatus.Ok, Value: { } stored })
            {
                foreach (var row in stored)
                {
                    if (World.Is(Mutant.RebuildOverwrites))
                    {
                        World.Checker.Folding(this, row.Facts);
                        _rows[row.Facts.Entity] = row.Facts;
                    }
                    else
                    {
                        Fold(row.Facts);
                    }
                }

                _loaded = true;
            }
            else
            {
                await World.Delay(Life, Backoff(tries));
            }
        }
    }

    private async Task WatchGeneration()
    {
        while (!_old)
        {
            var asked = World.Now;
            if (await World.Store.ReadOrganization(Life) is { Status: StoreStatus.Ok, Value: { } organization })
            {
                _old = organization.Generation > Address.Generation;
                _confirmedAt = asked;
            }

            await World.Delay(Life, 1_000);
        }

        // Old, and nothing to do: it goes, and a source that still posts here makes a new one.
        Close();
    }

    /// <summary>
    /// Compares with the store after activation, after changes of membership, and now and then. A hole is a row that the store has in a
    /// later version and that owes us no post any more.
    /// </summary>
    private async Task Rescan()
    {
        if (World.Is(Mutant.NoRescan))
        {
            return;
        }

        var previous = World.Now;
        await World.Delay(Life, FirstRescan);
        for (var first = true; !_old; first = false)
        {
            var (status, stored) = await World.Store.Scan(Life, Mine);
            if (status == StoreStatus.Ok && !_old)
            {
                foreach (var row in stored!.Where(r => r.Version > (_rows.GetValueOrDefault(r.Facts.Entity)?.Version ?? 0)))
                {
                    World.Checker.Hole(this, row, first, previous, _bornAt);
                    Fold(row.Facts);
                }

                previous = World.Now;
            }

            var membership = World.Membership;
            for (var waited = 0L; waited < RescanEvery && membership == World.Membership && status == StoreStatus.Ok; waited += 500)
            {
                await World.Delay(Life, 500);
            }

            await World.Delay(Life, 100);
        }
    }
}
