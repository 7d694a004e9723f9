using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.AzureTables.Server;
using SalesGrains.Backups;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using Xunit.Abstractions;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.AzureTables;

/// <summary>What is peculiar to backup and restore of a storage account, which knows no transaction through all of it.</summary>
public sealed class AzureTablesInstantTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] tables = [AzureTablesSchema.Common, AzureTablesSchema.Entities, AzureTablesSchema.Documents];

    private readonly TemporaryFolder folder = new();
    private readonly AzureTablesEngine source = new();
    private readonly AzureTablesEngine target = new();

    private string File => Path.Combine(folder.Path, "all.backup");

    private TableClient Common => source.Direct.GetTableClient(AzureTablesSchema.Common);

    public async Task InitializeAsync()
    {
        await source.OpenReleased(source.NewestSchema);
        await target.Prepare();
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await target.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_restored_account_has_the_rows_that_the_store_itself_wrote()
    {
        await source.Store.Commit(Commit(Key("甲/1"), null, 1, command: Command("键")) with { State = new byte[200_000] });
        await source.Store.AdvanceLanes(new(Key("甲/1"), null, Json("lanes"), null));
        var before = await Words(source);

        await source.Backup.Make(File);
        await target.Backup.Restore(File);

        Assert.Equal(before, await Words(target));
    }

    [Fact]
    public async Task A_restore_that_was_killed_leaves_an_account_that_only_the_next_one_opens()
    {
        await source.Backup.Make(File);
        await target.Open();
        await target.Store.PutOrganization(Organization("half0001"), null);
        await target.Store.Commit(Commit(Key("half", "half0001"), null, 1, command: Command("k")));
        await target.Close();
        await target.Direct.GetTableClient(AzureTablesSchema.Common).AddEntityAsync(new TableEntity(AzureTablesSchema.Partition, AzureTablesSchema.Restoring));

        await Assert.ThrowsAsync<StoreUnavailableException>(target.Open);
        await Assert.ThrowsAsync<BackupRefusedException>(() => target.Backup.Make(File + "2"));
        await target.Backup.Restore(File);

        Assert.Equal(await Words(source), await Words(target));
        await target.Open();
        Assert.DoesNotContain("half0001", (await target.Store.ReadOrganizations()).Select(one => one.Org));
    }

    [Fact]
    public async Task A_restore_with_which_somebody_interferes_is_not_whole()
    {
        await source.Backup.Make(File);
        await target.Open();

        await Assert.ThrowsAsync<BackupRefusedException>(() => target.Backup.Engine.Write(table =>
        {
            using var backup = BackupReader.Open(File);
            target.Store.NextCounter("interferes").GetAwaiter().GetResult();
            return backup.Rows(table).ToList();
        }));

        Assert.Empty(await target.Store.ReadOrganizations());
    }

    [Fact]
    public async Task A_restore_repeats_writes_whose_outcome_is_unknown()
    {
        await source.Backup.Make(File);
        target.BackupFaults.BusyEach = 7;

        await target.Backup.Restore(File);

        Assert.Equal(await Words(source), await Words(target));
    }

    [Fact]
    public async Task Writes_wait_while_a_backup_asks_for_it_and_go_on_when_it_is_done()
    {
        var pause = new TableEntity(WritePause.Partition, WritePause.Row);
        await Common.AddEntityAsync(pause);

        // The first one or two may not have seen it yet.
        var waiting = await Held();
        Assert.False(waiting.IsCompleted);
        await Common.DeleteEntityAsync(pause.PartitionKey, pause.RowKey);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        await source.Store.NextCounter("after");
    }

    [Fact]
    public async Task A_pause_that_a_killed_backup_left_behind_ends()
    {
        await Common.AddEntityAsync(new TableEntity(WritePause.Partition, WritePause.Row));

        await (await Held()).WaitAsync(TimeSpan.FromSeconds(60));

        var began = Stopwatch.GetTimestamp();
        await source.Store.NextCounter("after");
        output.WriteLine($"the next write took {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        await Wait.Until(
            async () => !(await Common.GetEntityIfExistsAsync<TableEntity>(WritePause.Partition, WritePause.Row)).HasValue,
            TimeSpan.FromSeconds(30),
            "what was left behind to be removed");
    }

    [Fact]
    public async Task The_emulator_of_a_running_program_is_backed_up_beside_it_and_without_it()
    {
        Environment.SetEnvironmentVariable(Azurite.FolderVariable, AzuriteTestServer.Installed());
        var options = new AzureTablesStorageOptions { Folder = Path.Combine(folder.Path, "data") };
        await using (var database = await AzureTablesDatabase.Open(options, source.Time, NullLogger<AzureTablesDatabase>.Instance))
        {
            var store = new AzureTablesEntityStore(database, source.Time, NullLogger<AzureTablesEntityStore>.Instance);
            await store.PutOrganization(Organization(), null);
            await store.Commit(Commit(Key("r1"), null, 1, "甲"));

            await StoreBackup.Of(options, source.Time).Make(File);
            await Assert.ThrowsAsync<DataFolderInUseException>(() => StoreBackup.Of(options, source.Time).Restore(File));
        }

        await StoreBackup.Of(options, source.Time).Make(File + "2");
        await target.Backup.Restore(File + "2");
        await target.Open();
        Assert.Equal(Json("甲"), (await target.Store.Load(Key("r1")))!.State.ToArray());
        await Assert.ThrowsAsync<BackupRefusedException>(() => StoreBackup.Of(options with { Folder = folder.Path }, source.Time).Make(File + "3"));
    }

    /// <summary>A write that is being held.</summary>
    private async Task<Task> Held()
    {
        Task write = Task.CompletedTask;
        await Wait.Until(
            async () =>
            {
                write = source.Store.NextCounter("held");
                return await Task.WhenAny(write, Task.Delay(TimeSpan.FromSeconds(1))) != write;
            },
            TimeSpan.FromSeconds(30),
            "a write to be held");
        return write;
    }

    private static async Task<string> Words(AzureTablesEngine engine)
    {
        var all = new List<string>();
        foreach (var table in tables)
        {
            var rows = new List<TableEntity>();
            await foreach (var row in engine.Direct.GetTableClient(table).QueryAsync<TableEntity>())
            {
                // What a restore changes.
                row.Remove("Generation");
                row.Remove("RestoredAt");
                rows.Add(row);
            }

            all.Add(Golden.Words(rows));
        }

        return string.Join('\n', all);
    }
}
