using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SalesGrains.Clusters;

/// <summary>The program with several silos on one machine, as people start it.</summary>
public sealed class ClusterProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Three_silos_share_a_server_a_code_and_sessions_one_that_dies_comes_back_and_all_stop()
    {
        await using var program = await SalesProcess.Start("--silos", "3", "--storage", "postgres");
        var addresses = Regex.Matches(program.Output.Single(line => line.StartsWith("SalesGrains is open at", StringComparison.Ordinal)), @"http://localhost:\d+")
            .Select(match => new Uri(match.Value)).ToArray();
        Assert.Equal(3, addresses.Distinct().Count());

        // The code is printed once; any silo takes it. Who signs in at one is known at the others.
        await Wait.Until(() => program.Printed(@"enter the code (\S+)") is not null, Patience, "the code");
        using var second = new ApiClient(addresses[1]);
        var setup = new { code = program.Printed(@"enter the code (\S+)"), organizationName = "示例公司", name = "管理员", signInName = "admin", password = SalesApp.Password };
        (await second.Send(HttpMethod.Post, "/api/v1/setup", setup, null)).Expect(201);
        await second.SignIn("admin", SalesApp.Password);
        foreach (var address in addresses)
        {
            using var there = second.At(address);
            Assert.Equal("示例公司", (await there.Get("/api/v1/organization")).Expect(200)["name"]!.GetValue<string>());
        }

        // One that dies is named and comes back where it was.
        var silos = Children(program.Id);
        Assert.Equal(3, silos.Count);
        Process.GetProcessById(silos[2]).Kill();
        await Wait.Until(() => program.Printed(@"(Silo 3 .*ended with 137; it is started again)") is not null, Patience, "the dead silo to be named");
        await Wait.Until(() => program.Printed(@"Silo 3 is open again at (\S+)") is not null, Patience, "the silo to come back");
        using (var there = second.At(addresses[2]))
        {
            await Wait.Until(async () => (await there.Get("/api/v1/organization")).Status == 200, Patience, "the silo to serve again");
        }

        silos = Children(program.Id);
        var server = int.Parse(File.ReadLines(Path.Combine(program.Folder, "pg", "postmaster.pid")).First(), provider: null);
        Assert.Equal(0, await program.Stop());
        Assert.All(silos.Append(server), process => Assert.False(Runs(process)));
        Assert.DoesNotContain(program.Output, line => line.Contains("does not stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silos_end_when_the_program_that_started_them_is_killed()
    {
        var server = await PostgreSqlTestServer.Shared;
        var connection = await server.Database();
        await using var program = await SalesProcess.Start("--silos", "2", "--storage", "postgres", "--connection", connection);
        var silos = Children(program.Id);
        Assert.DoesNotContain(silos, silo => File.ReadAllText($"/proc/{silo}/cmdline").Contains(connection, StringComparison.Ordinal));

        Process.GetProcessById(program.Id).Kill();

        await Wait.Until(() => !silos.Exists(Runs), Patience, "the silos to end");
        await server.Release(connection);
    }

    [Fact]
    public async Task A_silo_that_cannot_start_ends_the_program_with_its_exit_code()
    {
        var server = await PostgreSqlTestServer.Shared;
        var connection = await server.Database();
        await using var alone = await SalesProcess.Start("--storage", "postgres", "--connection", connection);

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SalesProcess.Start("--silos", "2", "--storage", "postgres", "--connection", connection));

        Assert.Contains("ended with 3", ended.Message, StringComparison.Ordinal);
        Assert.Contains("silo 1: The database", ended.Message, StringComparison.Ordinal);
        Assert.Equal(0, await alone.Stop());
        await server.Release(connection);
    }

    private static List<int> Children(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)).Select(name => int.Parse(name!, provider: null))
            .Where(process => Read(process, "cmdline").Contains("--silo-number", StringComparison.Ordinal) && ParentOf(process) == parent).Order(),
    ];

    // What stands behind the name, which is in brackets, begins with the state and the parent.
    private static int ParentOf(int process) => Read(process, "stat") is { Length: > 0 } stat
        ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], provider: null)
        : 0;

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static bool Runs(int process) => Read(process, "cmdline") != "";
}
