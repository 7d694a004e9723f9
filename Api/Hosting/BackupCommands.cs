using SalesGrains.AzureTables;
using SalesGrains.Backups;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;

namespace SalesGrains.Hosting;

/// <summary>The program's two commands that open no port: back the store up, or restore it.</summary>
internal static class BackupCommands
{
    /// <summary>Runs the command that the options name, or else what they are for.</summary>
    public static async Task<int> OrBackup(this SalesOptions options, Func<Task<int>> run)
    {
        if (options.Backup is null && options.Restore is null)
        {
            return await run();
        }

        var store = StoreOf(options);
        Console.WriteLine(options.Backup is { } file ? await store.Make(file) : await store.Restore(options.Restore!));
        return 0;
    }

    private static StoreBackup StoreOf(SalesOptions options) => options.Storage switch
    {
        SalesOptions.Sqlite => StoreBackup.Of(new SqliteStorageOptions { Folder = options.Data }, TimeProvider.System),
        SalesOptions.PostgreSql => StoreBackup.Of(
            new PostgreSqlStorageOptions { ConnectionString = options.Connection, Folder = options.Data }, TimeProvider.System),
        _ => StoreBackup.Of(new AzureTablesStorageOptions { ConnectionString = options.Connection, Folder = options.Data }, TimeProvider.System),
    };
}
