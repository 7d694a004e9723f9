using System.IO.Compression;
using System.Text.Json.Nodes;
using SalesGrains.Sqlite;

namespace SalesGrains.Backups;

/// <summary>What is refused as a backup, and that nothing is changed then.</summary>
public sealed class BackupFileTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteEngine engine = new();

    private string File => Path.Combine(folder.Path, "all.backup");

    private string Target => Path.Combine(folder.Path, "restored");

    public async Task InitializeAsync()
    {
        await engine.OpenReleased(engine.NewestSchema);
        await engine.Backup.Make(File);
    }

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_replaced()
    {
        var before = await System.IO.File.ReadAllBytesAsync(File);

        await Assert.ThrowsAsync<BackupRefusedException>(() => engine.Backup.Make(File));

        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact]
    public void Only_its_owner_reads_a_backup()
    {
        Assert.True(OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(File) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2000)]
    public async Task A_file_that_was_cut_off_is_refused(int missing)
    {
        await using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(file.Length - missing);
        }

        await Refused("damaged");
    }

    [Fact]
    public async Task A_byte_that_changed_anywhere_is_noticed_or_means_nothing()
    {
        var good = await System.IO.File.ReadAllBytesAsync(File);
        var noticed = 0;
        for (var at = 0; at < good.Length; at += 37)
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= 0x10;
            await System.IO.File.WriteAllBytesAsync(File, bad);
            try
            {
                using var read = BackupReader.Open(File);
                foreach (var table in BackupTables.All)
                {
                    Assert.All(read.Rows(table), row => Assert.Equal(table.Columns.Length, row.Length));
                }
            }
            catch (BackupRefusedException)
            {
                noticed++;
            }
        }

        Assert.True(noticed > good.Length / 37 / 2, $"{noticed} of {good.Length / 37}");
    }

    [Theory]
    [InlineData("entity")]
    [InlineData("history")]
    public async Task A_table_that_is_not_what_the_manifest_says_is_refused(string table)
    {
        await Change($"{table}.jsonl", text => text.Replace("变压器", "变压机", StringComparison.Ordinal).Replace("commit", "c0mmit", StringComparison.Ordinal));

        await Refused("damaged");
    }

    [Fact]
    public async Task A_backup_of_a_newer_format_is_refused()
    {
        await Change(BackupManifest.EntryName, text => Edit(text, manifest => manifest["format"] = 2));

        await Refused("newer program");
    }

    [Fact]
    public async Task A_backup_with_a_column_of_a_newer_program_is_refused()
    {
        await Change(BackupManifest.EntryName, text => Edit(text, manifest => manifest["tables"]![1]!["columns"]!.AsArray().Add("color")));

        await Refused("newer program");
    }

    [Fact]
    public async Task Another_zip_is_no_backup()
    {
        System.IO.File.Delete(File);
        await using (var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Create))
        {
            zip.CreateEntry("holiday.jpg");
        }

        await Refused("not a backup");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        System.IO.File.Delete(File);

        await Refused("no file");
    }

    [Theory]
    [InlineData(1, "2026-01-01T00:00:00Z", 2)]
    [InlineData(1, "2026-01-01T00:30:00Z", 3)]
    [InlineData(7, "2026-01-01T00:30:00Z", 8)]
    [InlineData(47000, "2026-11-24T00:00:00Z", 47088)]
    [InlineData(1, "2001-01-01T00:00:00Z", 2)]
    [InlineData(1, "2099-01-01T00:00:00Z", RestoreRules.MostGenerations - 1)]
    [InlineData(RestoreRules.MostGenerations - 1, "2099-01-01T00:00:00Z", RestoreRules.MostGenerations)]
    public void A_generation_rises_and_two_restores_of_one_backup_differ(int before, string now, int after)
    {
        Assert.Equal(after, RestoreRules.Generation(before, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private async Task Refused(string because)
    {
        var store = StoreBackup.Of(new SqliteStorageOptions { Folder = Target }, engine.Time);

        var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => store.Restore(File));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Path.Combine(Target, "sales.db")));
    }

    private async Task Change(string entry, Func<string, string> change)
    {
        await using var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Update);
        var old = zip.GetEntry(entry)!;
        string text;
        using (var reader = new StreamReader(await old.OpenAsync()))
        {
            text = await reader.ReadToEndAsync();
        }

        old.Delete();
        await using var writer = new StreamWriter(await zip.CreateEntry(entry).OpenAsync());
        await writer.WriteAsync(change(text));
    }

    private static string Edit(string manifest, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(manifest)!;
        change(node);
        return node.ToJsonString();
    }
}
