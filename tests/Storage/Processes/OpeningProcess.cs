using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite;

namespace SalesGrains.Processes;

/// <summary>Opens a data folder and says how that went.</summary>
internal static class OpeningProcess
{
    public static int Run(string folder)
    {
        try
        {
            using var database = new SqliteDatabase(new() { Folder = folder }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
            Console.WriteLine("opened");
            return 0;
        }
        catch (DataFolderInUseException refused)
        {
            Console.WriteLine(refused.Message);
            return 3;
        }
    }
}
