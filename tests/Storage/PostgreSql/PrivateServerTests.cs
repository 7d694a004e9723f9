using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Server;
using SalesGrains.Processes;

namespace SalesGrains.PostgreSql;

/// <summary>The server that the program runs for itself when it is told no other.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateServerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task It_keeps_its_data_opens_no_port_and_ends_with_the_program()
    {
        int? process;
        await using (var server = await Start())
        {
            process = server.ProcessId;
            await Run(server, "CREATE TABLE note(text text); INSERT INTO note VALUES('记')");
            Assert.Equal("", await Ask(server, "SHOW listen_addresses"));
            Assert.Equal(("on", "on", "on"), (await Ask(server, "SHOW fsync"), await Ask(server, "SHOW synchronous_commit"), await Ask(server, "SHOW data_checksums")));
        }

        // Nobody may have taken note of its end yet; then it has no command line any more.
        var arguments = $"/proc/{process}/cmdline";
        Assert.True(!File.Exists(arguments) || await File.ReadAllTextAsync(arguments) == "");
        await using (var again = await Start())
        {
            Assert.Equal("记", await Ask(again, "SELECT text FROM note"));
        }
    }

    [Fact]
    public async Task It_never_runs_as_root()
    {
        await using var server = await Start();

        var status = await File.ReadAllLinesAsync($"/proc/{server.ProcessId}/status");
        var user = status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

        Assert.NotEqual("0", user);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.Path) & (UnixFileMode.OtherExecute | UnixFileMode.OtherRead | UnixFileMode.GroupRead));
        Assert.Equal(Environment.IsPrivilegedProcess, user != $"{Id()}");
    }

    [Fact]
    public async Task One_that_a_killed_program_left_behind_is_taken_over()
    {
        string left;
        await PostgreSqlTestServer.Fill(folder.Path);
        using (var killed = new ChildProcess("serve", folder.Path))
        {
            left = (await killed.ReadLine())!;
            killed.Kill();
            await killed.ExitCode();
        }

        await using var server = await Start();

        Assert.Equal(left, $"{server.ProcessId}");
        Assert.Equal("written before the kill", await Ask(server, "SELECT text FROM note"));
    }

    [Fact]
    public async Task One_that_was_killed_itself_is_started_again()
    {
        int? before;
        await using (var server = await Start())
        {
            before = server.ProcessId;
            await Run(server, "CREATE TABLE note(text text); INSERT INTO note VALUES('记')");
            await PostgreSqlTestServer.Kill(server);
        }

        await using var again = await Start();

        Assert.NotEqual(before, again.ProcessId);
        Assert.Equal("记", await Ask(again, "SELECT text FROM note"));
    }

    [Fact]
    public async Task A_folder_whose_making_was_interrupted_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(folder.Path, "pg.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(half.Parent!.FullName, "PG_VERSION"), "15\n");

        await using var server = await Start();

        Assert.Equal("salesgrains", await Ask(server, "SELECT current_database()::text"));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_and_closed_to_others_is_no_hindrance()
    {
        var data = Path.Combine(folder.Path, new string('长', 40));
        Directory.CreateDirectory(data);
        await PostgreSqlTestServer.Fill(data);
        await using var server = await PrivateServer.Start(data, NullLogger.Instance);

        var own = new ServerFolder(Path.Combine(data, "pg"));
        Assert.NotEqual(own.Path, own.Socket);
        Assert.Equal(own.Socket, new NpgsqlConnectionStringBuilder(server.ConnectionString).Host);
        Assert.Equal("1", await Ask(server, "SELECT 1::text"));
    }

    [Fact]
    public async Task A_second_program_is_refused()
    {
        await using var server = await Start();

        var refused = await Assert.ThrowsAsync<DataFolderInUseException>(Start);

        Assert.Contains($"in use by process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Starts it on a folder that is there already, unless the test is about the making.</summary>
    private async Task<PrivateServer> Start()
    {
        if (!Directory.Exists(Path.Combine(folder.Path, "pg")) && !Directory.Exists(Path.Combine(folder.Path, "pg.new")))
        {
            await PostgreSqlTestServer.Fill(folder.Path);
        }

        return await PrivateServer.Start(folder.Path, NullLogger.Instance);
    }

    private static int Id() => int.Parse(File.ReadAllLines("/proc/self/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);

    private static async Task Run(PrivateServer server, string sql)
    {
        await using var source = Source(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string?> Ask(PrivateServer server, string sql)
    {
        await using var source = Source(server);
        await using var command = source.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }

    private static NpgsqlDataSource Source(PrivateServer server) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false });
}
