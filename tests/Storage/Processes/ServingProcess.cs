using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesGrains.PostgreSql.Server;

namespace SalesGrains.Processes;

/// <summary>Starts a private PostgreSQL server, writes something to it, prints its process id and waits to be killed.</summary>
internal static class ServingProcess
{
    public static async Task<int> Run(string folder)
    {
        var server = await PrivateServer.Start(folder, NullLogger.Instance);
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString))
        await using (var command = source.CreateCommand("CREATE TABLE note(text text); INSERT INTO note VALUES('written before the kill')"))
        {
            await command.ExecuteNonQueryAsync();
        }

        Console.WriteLine(server.ProcessId);
        await Task.Delay(Timeout.Infinite);
        return 1;
    }
}
