using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SalesGrains.Hosting;

/// <summary>The program as people start it: what it says and how it ends.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("--colour", "Unknown option --colour")]
    [InlineData("--port", "--port needs a value")]
    [InlineData("--port eighty", "--port takes a number")]
    [InlineData("--storage papyrus", "--storage takes sqlite, postgres, azure")]
    [InlineData("--connection Host=x", "--connection needs --storage postgres or azure")]
    [InlineData("--org Company", "--org needs --admin")]
    [InlineData("--backup", "--backup needs a value")]
    [InlineData("--backup a --restore b", "are two commands")]
    public void Wrong_options_are_said(string line, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => SalesOptions.Parse(line.Split(' '))).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_are_taken()
    {
        var options = SalesOptions.Parse(["--port", "81", "--data", "x y", "--demo", "--clock-rate", "8640.5", "--proxy", "10.0.0.1"]);

        Assert.Equal((81, "x y", true, 8640.5m, IPAddress.Parse("10.0.0.1")), (options.Port, options.Data, options.Demo, options.ClockRate, options.Proxy));
    }

    [Fact]
    public async Task A_busy_port_is_named_with_its_holder()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var (code, _, error) = await Run("--port", $"{port}");

        Assert.Equal(2, code);
        Assert.Contains($"Port {port} is in use", error, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains($"{Environment.ProcessId}", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_more_organization_is_founded_by_a_command_and_its_administrator_can_sign_in()
    {
        var (code, said, error) = await Run("--org", "第二公司", "--admin", "Boss@Second");
        Assert.True(code == 0, error);
        var password = Regex.Match(said, "password: ([a-z0-9]{20})").Groups[1].Value;
        var (again, _, complaint) = await Run("--org", "第三公司", "--admin", "boss@second");
        Assert.Equal((1, true), (again, complaint.Contains("sign-in name", StringComparison.Ordinal)));

        var app = await SalesApp.Start(new(), folder);
        try
        {
            using var client = app.Client();
            await client.SignIn("boss@second", password);
            Assert.Equal("第二公司", (await client.Get("/api/v1/organization")).Expect(200)["name"]!.GetValue<string>());
            var (busy, _, why) = await Run("--port", "0");
            Assert.Equal((3, true), (busy, why.Contains("in use", StringComparison.Ordinal)));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    public void Dispose() => folder.Dispose();

    private async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(SalesOptions).Assembly.Location, "--data", folder.Path, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await output, await error);
    }
}
