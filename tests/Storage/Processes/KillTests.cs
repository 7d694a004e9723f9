using System.Globalization;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using Xunit.Abstractions;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Processes;

/// <summary>What was acknowledged is there after the writing process was killed, whenever that was.</summary>
public abstract class KillTests(ITestOutputHelper output)
{
    private readonly Dictionary<EntityKey, long> acknowledged = [];

    /// <summary>How the writing process is told where to write.</summary>
    protected abstract Task<string[]> Place();

    protected abstract Task<IEntityStore> Open();

    protected abstract Task Close();

    /// <summary>A number of the open store, by a statement that every engine understands.</summary>
    protected abstract Task<long> Number(string sql);

    /// <summary>What the engine itself says of its files; nothing when they are whole.</summary>
    protected abstract Task<string?> Damage();

    [Fact]
    public Task Five_kills_lose_no_acknowledged_commit() => Kills(5);

    [Fact, Trait("Tier", "Full")]
    public Task Forty_kills_lose_no_acknowledged_commit() => Kills(40);

    private async Task Kills(int rounds)
    {
        var total = 0;
        for (var round = 0; round < rounds; round++)
        {
            // Rounds end after 200, 1,200, 2,200 … acknowledgements: at the first commits and in the midst of checkpoints.
            total += await WriteAndKill(200 + round % 5 * 1000);
            await Check();
        }

        output.WriteLine($"[measured] {GetType().Name}: {rounds} kills, {total} acknowledged commits, none lost");
        Assert.True(total >= 200 * rounds);
    }

    private async Task<int> WriteAndKill(int after)
    {
        using var child = new ChildProcess(["write", .. await Place()]);
        var count = 0;
        while (await child.ReadLine() is { } line)
        {
            if (Take(line) && ++count == after)
            {
                child.Kill();
            }
        }

        Assert.True(count >= after, $"The writer ended by itself after {count} commits.");
        return count;
    }

    /// <summary>Takes in one line of the writing process; false when it acknowledges nothing.</summary>
    protected bool Take(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return false;
        }

        acknowledged[WritingProcess.KeyOf(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture))] = version;
        return true;
    }

    /// <summary>Opens the store and compares it with what was acknowledged.</summary>
    protected async Task Check()
    {
        var store = await Open();
        Assert.Null(await Damage());
        var pending = (await store.ReadPending(int.MaxValue)).ToDictionary(mark => mark.Key, mark => mark.Version);
        foreach (var (key, version) in acknowledged)
        {
            var stored = (await store.Load(key))!;

            // One more may have been written and not acknowledged.
            Assert.InRange(stored.Version, version, version + 1);
            Assert.Equal(Json(WritingProcess.TextOf(key, stored.Version)), stored.State.ToArray());
            Assert.Equal(stored.Version, stored.Facts.Version);
            Assert.Equal(Start.AddDays(stored.Version), stored.Facts.NextDue);
            Assert.Equal(stored.PendingAt, pending.TryGetValue(key, out var marked) ? marked : null);
            if (stored.PendingAt is null)
            {
                Assert.Equal(Json($"{stored.Version}"), stored.Delivered.ToArray());
            }

            var history = await store.ReadCommits(key, 0, int.MaxValue);
            Assert.Equal(stored.Version, history.Length);
            for (var n = 0; n < history.Length; n++)
            {
                Assert.Equal(n + 1, history[n].Version);
                Assert.Equal(Row(n + 1, WritingProcess.TextOf(key, n + 1)).Content.ToArray(), history[n].Content.ToArray());
            }

            Assert.Equal(stored.LastHash.ToArray(), history[^1].Hash.ToArray());
            for (var n = Math.Max(1, stored.Version - 20); n <= stored.Version; n++)
            {
                Assert.Equal(n, (await store.FindCommand(key, WritingProcess.CommandOf(key, n)))!.Outcome.Version);
            }
        }

        var commits = await Number("SELECT count(*) FROM history");
        Assert.Equal((commits, commits), (await Number("SELECT sum(version) FROM entity"), await Number("SELECT count(*) FROM command")));
        await Close();
    }
}
