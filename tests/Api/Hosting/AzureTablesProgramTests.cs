using System.Globalization;
using SalesGrains.AzureTables.Server;

namespace SalesGrains.Hosting;

/// <summary>The program with its store in Azure Tables: with an emulator of its own, and with an account that it is told.</summary>
public sealed class AzureTablesProgramTests
{
    static AzureTablesProgramTests() => Environment.SetEnvironmentVariable(Azurite.FolderVariable, AzuriteTestServer.Installed());

    [Fact]
    public async Task Its_own_emulator_saves_when_the_program_stops_and_the_next_start_finds_the_company()
    {
        await using var program = await SalesProcess.Start("--storage", "azure");
        var emulator = Emulator(program);
        await Wait.Until(() => program.Printed(@"enter the code (\S+)") is not null, TimeSpan.FromSeconds(60), "the code");
        using (var client = new ApiClient(program.Address))
        {
            var setup = new { code = program.Printed(@"enter the code (\S+)"), organizationName = "示例公司", name = "管理员", signInName = "admin", password = SalesApp.Password };
            (await client.Send(HttpMethod.Post, "/api/v1/setup", setup, null)).Expect(201);
        }

        Assert.Equal(0, await program.Stop());
        Assert.False(Runs(emulator));
        await program.Restart("--storage", "azure");

        using (var client = new ApiClient(program.Address))
        {
            await client.SignIn("admin", SalesApp.Password);
            Assert.Equal("示例公司", (await client.Get("/api/v1/organization")).Expect(200)["name"]!.GetValue<string>());
        }

        Assert.Equal(0, await program.Stop());
        Assert.False(File.Exists(Path.Combine(program.Folder, "sales.db")));
    }

    [Fact]
    public async Task The_emulator_ends_with_a_program_that_is_killed()
    {
        await using var program = await SalesProcess.Start("--storage", "azure");
        var emulator = Emulator(program);

        System.Diagnostics.Process.GetProcessById(program.Id).Kill();

        await Wait.Until(() => !Runs(emulator), TimeSpan.FromSeconds(60), "the emulator to end");
    }

    [Fact]
    public async Task An_account_that_does_not_know_the_key_ends_the_program_with_a_sentence()
    {
        var account = await AzuriteTestServer.Account();
        var wrong = System.Text.RegularExpressions.Regex.Replace(account, "AccountKey=[^;]*", "AccountKey=d3Jvbmc=");

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => SalesProcess.Start("--storage", "azure", "--connection", wrong));

        Assert.Contains("ended with 5", ended.Message, StringComparison.Ordinal);
        Assert.Contains("does not let this program in", ended.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Message, StringComparison.Ordinal);
        await AzuriteTestServer.Release(account);
    }

    private static int Emulator(SalesProcess program) =>
        int.Parse(File.ReadAllText(Path.Combine(program.Folder, "azurite", "azurite.pid")), CultureInfo.InvariantCulture);

    private static bool Runs(int process) => File.Exists($"/proc/{process}/cmdline") && File.ReadAllText($"/proc/{process}/cmdline") != "";
}
