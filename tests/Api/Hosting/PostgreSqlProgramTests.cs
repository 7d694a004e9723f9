using Npgsql;

namespace SalesGrains.Hosting;

/// <summary>The program with its store in PostgreSQL: with a server of its own, and with one that it is told.</summary>
public sealed class PostgreSqlProgramTests
{
    [Fact]
    public async Task Its_own_server_is_taken_over_after_a_kill_and_ends_with_the_program()
    {
        await using var program = await SalesProcess.Start("--storage", "postgres");
        var server = Server(program);

        await program.Kill();
        Assert.True(Runs(server));
        await program.Restart("--storage", "postgres");

        Assert.Equal(server, Server(program));
        Assert.Contains(program.Output, line => line.Contains($"Taking over the PostgreSQL server (process {server})", StringComparison.Ordinal));
        Assert.Equal(0, await program.Stop());
        Assert.False(Runs(server));
        Assert.False(File.Exists(Path.Combine(program.Folder, "sales.db")));
    }

    [Fact]
    public async Task A_named_database_is_used_by_one_program_at_a_time_and_left_running()
    {
        var server = await PostgreSqlTestServer.Shared;
        var connection = await server.Database();
        await using var program = await SalesProcess.Start("--storage", "postgres", "--connection", connection);

        var second = await Assert.ThrowsAsync<InvalidOperationException>(() => SalesProcess.Start("--storage", "postgres", "--connection", connection));
        Assert.Contains("ended with 3", second.Message, StringComparison.Ordinal);
        Assert.Contains("is in use by salesgrains", second.Message, StringComparison.Ordinal);

        Assert.Equal(0, await program.Stop());
        await server.Release(connection);
    }

    [Fact]
    public async Task A_database_that_is_not_there_ends_the_program_with_a_sentence()
    {
        var server = await PostgreSqlTestServer.Shared;
        var connection = new NpgsqlConnectionStringBuilder(server.Server.ConnectionString) { Database = "missing" }.ConnectionString;

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => SalesProcess.Start("--storage", "postgres", "--connection", connection));

        Assert.Contains("ended with 5", ended.Message, StringComparison.Ordinal);
        Assert.Contains("database missing", ended.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Message, StringComparison.Ordinal);
    }

    private static int Server(SalesProcess program) => int.Parse(File.ReadLines(Path.Combine(program.Folder, "pg", "postmaster.pid")).First());

    private static bool Runs(int process) => File.Exists($"/proc/{process}/cmdline") && File.ReadAllText($"/proc/{process}/cmdline") != "";
}
