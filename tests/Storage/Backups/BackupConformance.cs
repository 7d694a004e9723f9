using System.Diagnostics;
using System.Text;
using Orleans.Runtime;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using Xunit.Abstractions;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Backups;

/// <summary>A backup of one engine, restored into another or its own kind.</summary>
public abstract class BackupConformance(EngineFixture source, EngineFixture target, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    private bool KeepsNumbers => source.KeepsNumbers && target.KeepsNumbers;

    private string File => Path.Combine(folder.Path, "all.backup");

    public async Task InitializeAsync()
    {
        await source.Prepare();
        await target.Prepare();
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await target.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_row_is_restored_as_it_was_with_a_new_generation_only()
    {
        await source.OpenReleased(source.NewestSchema);
        await WriteStrangeThings();
        var before = await Dump(source);

        output.WriteLine(await source.Backup.Make(File));
        target.Time.SetUtcNow(Start.AddDays(2));
        output.WriteLine(await target.Backup.Restore(File));

        var after = await Dump(target);
        Assert.Equal(before.Where(row => !row.StartsWith("organization", StringComparison.Ordinal)), after.Where(row => !row.StartsWith("organization", StringComparison.Ordinal)));
        await target.Open();
        var (old, restored) = (await source.Store.ReadOrganizations(), await target.Store.ReadOrganizations());
        var generation = RestoreRules.Generation(1, Start.AddDays(2));
        Assert.Equal(
            old.Select(one => one with { Etag = KeepsNumbers ? one.Etag : "", Generation = generation, RestoredAt = one.Clock.At(Start.AddDays(2)) }),
            restored.Select(one => one with { Etag = KeepsNumbers ? one.Etag : "" }));
        Assert.Equal(3030, generation);
    }

    [Fact]
    public async Task A_restored_store_takes_new_commits_where_the_old_ones_ended()
    {
        await source.OpenReleased(source.NewestSchema);
        var key = new EntityKey("contract", Org, "01kffc3qz8abcdefghjkmnpqrs");
        var before = (await source.Store.Load(key))!.Etag;

        await source.Backup.Make(File);
        await target.Backup.Restore(File);
        await target.Open();
        var etag = (await target.Store.Load(key))!.Etag;
        Assert.True(etag == before || !KeepsNumbers);

        await target.Store.Commit(Commit(key, etag, 3));
        await target.Store.Commit(Commit(Key("new"), null, 1, command: Command("k")));
        await Assert.ThrowsAsync<EtagConflictException>(() => target.Store.Commit(Commit(key, etag, 3)));
        Assert.Equal([1, 2, 3], (await target.Store.ReadCommits(key, 0, 10)).Select(row => row.Version));
        Assert.Equal("k", (await target.Store.FindCommand(Key("new"), "k"))!.CommandKey);
        Assert.Equal(42, await target.Store.NextCounter("board/acme0001"));
    }

    [Fact]
    public async Task A_backup_beside_writers_is_one_instant()
    {
        await source.Open();
        await source.Store.PutOrganization(Organization(), null);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(n => Task.Run(() => Write(n, stop.Token))).ToArray();
        await Wait.Until(async () => (await source.Store.ReadPending(100)).Count(mark => mark.Version > 4) == 16, TimeSpan.FromSeconds(30), "the writers to write");

        await source.Backup.Make(File);
        var after = (await source.Store.ReadPending(100)).Where(mark => mark.Key.Id.StartsWith('w')).Sum(mark => mark.Version);
        await stop.CancelAsync();
        output.WriteLine($"the longest write took {(await Task.WhenAll(writers)).Max().TotalMilliseconds:0} ms");
        await target.Backup.Restore(File);
        await target.Open();

        var total = 0L;
        for (var n = 0; n < 8; n++)
        {
            var stored = (await target.Store.Load(Key($"w{n}")))!;
            var commits = await target.Store.ReadCommits(Key($"w{n}"), 0, 100_000);
            Assert.Equal(Enumerable.Range(1, (int)stored.Version).Select(v => (long)v), commits.Select(row => row.Version));
            Assert.Equal(commits[^1].Hash.ToArray(), stored.LastHash.ToArray());
            Assert.NotNull(await target.Store.FindCommand(Key($"w{n}"), $"{stored.Version}"));
            Assert.Null(await target.Store.FindCommand(Key($"w{n}"), $"{stored.Version + 1}"));
            Assert.Equal(stored.Version, stored.PendingAt);
            total += stored.Version;

            // What was written second is there only with what was written first, and is never more than one step behind.
            Assert.InRange((await target.Store.Load(Key($"x{n}")))!.Version, stored.Version - 1, stored.Version);
        }

        Assert.InRange(total, 40, after);
    }

    [Fact]
    public async Task Only_an_empty_store_is_restored_into()
    {
        await source.OpenReleased(source.NewestSchema);
        await source.Backup.Make(File);
        await target.OpenReleased(target.NewestSchema);
        var before = await Dump(target);
        await target.Close();

        var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => target.Backup.Restore(File));

        Assert.Contains("already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Dump(target));
    }

    [Fact]
    public async Task A_restore_that_breaks_off_leaves_an_empty_store()
    {
        await source.OpenReleased(source.NewestSchema);
        await source.Backup.Make(File);

        await Assert.ThrowsAsync<IOException>(() => target.Backup.Engine.Write(table => table.Name == "history" ? throw new IOException("broken") : Rows(table)));
        await target.Backup.Restore(File);

        await target.Open();
        Assert.Equal(2, (await target.Store.ReadOrganizations()).Length);

        IEnumerable<object?[]> Rows(BackupTable table)
        {
            using var backup = BackupReader.Open(File);
            return backup.Rows(table).ToList();
        }
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_not_backed_up()
    {
        await Assert.ThrowsAsync<BackupRefusedException>(() => source.Backup.Make(File));

        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    private async Task<List<string>> Dump(EngineFixture engine)
    {
        var dump = new StoreDump(KeepsNumbers);
        await engine.Backup.Engine.Read(dump.Add);
        return dump.Rows;
    }

    private async Task WriteStrangeThings()
    {
        foreach (var id in StrangeIds)
        {
            await source.Store.Commit(Commit(Key(id), null, 1, "😀 \\ \u2028", Command(id.Length > 200 ? id[..200] : id)));
        }

        await source.Store.Commit(Commit(Key("bytes"), null, 1) with { State = new byte[] { 0xff, 0, 0xfe } });
        await source.Store.Commit(Commit(Key("large"), null, 1) with { State = Encoding.UTF8.GetBytes($"\"{new string('字', 100_000)}\"") });
        foreach (var (name, grain) in StrangeIds.Prepend("session").Zip(StrangeIds))
        {
            var document = new GrainState<DocumentStorageConformance.Document>(new() { Text = grain });
            await source.Documents.WriteStateAsync(name, GrainId.Create("account", grain), document);
        }

        await source.Store.PutDeadLetter(new(Org, "x", Key("a"), Key("b"), null, "line\nline\r\n", Start));
    }

    /// <summary>Writes two entities by turns; gives back how long the longest write took.</summary>
    private async Task<TimeSpan> Write(int writer, CancellationToken stop)
    {
        var (first, second, longest) = ((string?)null, (string?)null, TimeSpan.Zero);
        for (var version = 1; !stop.IsCancellationRequested; version++)
        {
            var began = Stopwatch.GetTimestamp();
            first = await source.Store.Commit(Commit(Key($"w{writer}"), first, version, command: Command($"{version}", outcome: new(version))));
            var took = Stopwatch.GetElapsedTime(began);
            longest = took > longest ? took : longest;
            second = await source.Store.Commit(Commit(Key($"x{writer}"), second, version));
        }

        return longest;
    }
}
