using System.Collections.Concurrent;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Server;

namespace SalesGrains;

/// <summary>An emulator of Azure Tables of the tests' own, in memory and on a free port. It ends with the test process.</summary>
public static class AzuriteTestServer
{
    private static readonly string[] accounts = [.. Enumerable.Range(1, 1000).Select(n => $"test{n}")];
    private static readonly ConcurrentStack<string> free = new(accounts.Reverse());
    private static readonly Lazy<Task<Azurite>> shared = new(() => Azurite.StartInMemory(Installed(), accounts));

    /// <summary>Where <c>npm ci</c> has installed it: the folder that the environment names, or that of this repository.</summary>
    public static string Installed()
    {
        if (Environment.GetEnvironmentVariable(Azurite.FolderVariable) is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "scripts", "azurite");
            if (Directory.Exists(Path.Combine(found, "node_modules")))
            {
                return found;
            }
        }

        throw new InvalidOperationException("Azurite is not installed: run npm ci in scripts/azurite, as ./test.sh does.");
    }

    /// <summary>The connection string of an empty account; give it back with <see cref="Release"/>.</summary>
    public static async Task<string> Account() => free.TryPop(out var account)
        ? (await shared.Value).ConnectionTo(account)
        : throw new InvalidOperationException("More accounts are in use than the emulator was started with.");

    /// <summary>Empties an account for the next test.</summary>
    public static async Task Release(string connection)
    {
        var service = new TableServiceClient(connection);
        await foreach (var table in service.QueryAsync())
        {
            await service.DeleteTableAsync(table.Name);
        }

        free.Push(service.AccountName);
    }
}
