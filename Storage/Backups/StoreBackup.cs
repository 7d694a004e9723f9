using System.Diagnostics;
using System.Globalization;
using SalesGrains.AzureTables;
using SalesGrains.AzureTables.Backups;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;

namespace SalesGrains.Backups;

/// <summary>Backup (备份) and restore (恢复) of a whole store. A backup of one engine can be restored into another.</summary>
public sealed class StoreBackup
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string name;
    private readonly TimeProvider time;

    private StoreBackup(string name, IBackupEngine engine, TimeProvider time) => (this.name, Engine, this.time) = (name, engine, time);

    internal IBackupEngine Engine { get; }

    /// <summary>The embedded store in a folder.</summary>
    public static StoreBackup Of(SqliteStorageOptions options, TimeProvider time) => new("sqlite", new SqliteBackup(options), time);

    /// <summary>A PostgreSQL database.</summary>
    public static StoreBackup Of(PostgreSqlStorageOptions options, TimeProvider time) => new("postgres", new PostgreSqlBackup(options, time), time);

    /// <summary>An Azure storage account.</summary>
    public static StoreBackup Of(AzureTablesStorageOptions options, TimeProvider time) => new("azure", new AzureTablesBackup(options, time), time);

    /// <summary>Makes a backup beside a running program, reads it back whole, and gives it its name only then.</summary>
    /// <returns>A line about it.</returns>
    /// <exception cref="BackupRefusedException">The file is there already, or there is nothing to back up.</exception>
    public async Task<string> Make(string path)
    {
        if (File.Exists(path))
        {
            throw new BackupRefusedException($"{path} is there already. A backup never takes the place of another file.");
        }

        var making = path + ".new";
        try
        {
            var began = Stopwatch.GetTimestamp();
            var takenAt = time.GetUtcNow();
            BackupManifest manifest;
            var file = Create(making);
            await using (file.ConfigureAwait(false))
            {
                using (var writer = new BackupWriter(file))
                {
                    await Engine.Read(writer.Add).ConfigureAwait(false);
                    manifest = writer.End(takenAt, Stopwatch.GetElapsedTime(began), name);
                }

                file.Flush(flushToDisk: true);
            }

            BackupReader.Open(making).Dispose();
            File.Move(making, path, overwrite: false);
            return $"Backed up {Counts(manifest)} to {path} ({new FileInfo(path).Length / 1024.0 / 1024:0.0} MB, {manifest.Seconds:0.0} s).";
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException($"{path} cannot be written: {failed.Message}", failed);
        }
        finally
        {
            File.Delete(making);
        }
    }

    /// <summary>Restores a backup into an empty store.</summary>
    /// <returns>A line about it.</returns>
    /// <exception cref="BackupRefusedException">The file cannot be used, or the store is not empty; nothing was changed.</exception>
    public async Task<string> Restore(string path)
    {
        using var backup = BackupReader.Open(path);
        var now = time.GetUtcNow();
        await Engine.Write(table => table == BackupTables.Organizations
            ? backup.Rows(table).Select(row => RestoreRules.Restored(row, now))
            : backup.Rows(table)).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture,
            $"Restored {Counts(backup.Manifest)} as of {backup.Manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC. Nudges up to now are held until an administrator releases them.");
    }

    private static FileStream Create(string path)
    {
        // Password hashes and customers are in it.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return new(path, options);
    }

    private static string Counts(BackupManifest manifest)
    {
        long Rows(string table) => manifest.Tables.First(content => content.Name == table).Rows;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Rows("organization")} organizations, {Rows("entity")} entities and {Rows("history")} commits");
    }
}
