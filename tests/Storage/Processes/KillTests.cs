using System.Globalization;
using System.Text;
using SalesGrains.Conformance;
using SalesGrains.Entities;
using SalesGrains.Sqlite;
using Xunit.Abstractions;
using static SalesGrains.Conformance.StoreSamples;

namespace SalesGrains.Processes;

/// <summary>What was acknowledged is there after the writing process was killed, whenever that was.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly SqliteFixture fixture = new(TimeProvider.System);
    private readonly Dictionary<EntityKey, long> acknowledged = [];

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

        output.WriteLine($"[measured] {rounds} kills, {total} acknowledged commits, none lost");
        Assert.True(total >= 200 * rounds);
    }

    private async Task<int> WriteAndKill(int after)
    {
        using var child = new ChildProcess("write", fixture.Folder);
        var count = 0;
        while (await child.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            if (parts.Length != 3 || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                continue;
            }

            acknowledged[WritingProcess.KeyOf(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture))] = version;
            if (++count == after)
            {
                child.Kill();
            }
        }

        Assert.True(count >= after, $"The writer ended by itself after {count} commits.");
        return count;
    }

    private async Task Check()
    {
        var store = fixture.Store;
        Assert.Equal("ok", await fixture.Database.Readers.Read(session => session.Use("PRAGMA integrity_check").First(row => row.Text(0))));
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

        Assert.Equal(
            (await fixture.Database.Readers.Read(session => session.Number("SELECT sum(version) FROM entity")),
             await fixture.Database.Readers.Read(session => session.Number("SELECT count(*) FROM history"))),
            (await fixture.Database.Readers.Read(session => session.Number("SELECT count(*) FROM history")),
             await fixture.Database.Readers.Read(session => session.Number("SELECT count(*) FROM command"))));
        fixture.Close();
    }

    public void Dispose() => fixture.Dispose();
}
