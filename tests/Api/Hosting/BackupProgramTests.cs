using System.Diagnostics;

namespace SalesGrains.Hosting;

/// <summary>The two commands as people give them, on a server of the program's own; the torture tests have the others.</summary>
public sealed class BackupProgramTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => Path.Combine(folder.Path, "all.backup");

    [Fact]
    public async Task A_private_server_is_backed_up_beside_its_program_and_without_it_and_restored_into_another()
    {
        await using var program = await SalesProcess.Start("--storage", "postgres");
        var target = Path.Combine(folder.Path, "restored");
        Directory.CreateDirectory(target);
        await PostgreSqlTestServer.Fill(target);

        var beside = await Run("--data", program.Folder, "--storage", "postgres", "--backup", File);
        Assert.True(beside.Code == 0, beside.Error);
        Assert.Equal(0, await program.Stop());
        var stopped = await Run("--data", program.Folder, "--storage", "postgres", "--backup", File + "2");
        Assert.True(stopped.Code == 0, stopped.Error);
        Assert.False(System.IO.File.Exists(Path.Combine(program.Folder, "pg", "postmaster.pid")));
        var restored = await Run("--data", target, "--storage", "postgres", "--restore", File + "2");
        Assert.True(restored.Code == 0, restored.Error);

        var again = await Run("--data", target, "--storage", "postgres", "--restore", File);
        Assert.Equal((6, true), (again.Code, again.Error.Contains("already", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--backup", "There is no store in")]
    [InlineData("--restore", "There is no file")]
    public async Task What_cannot_be_done_is_said_and_leaves_nothing_behind(string command, string said)
    {
        var data = Path.Combine(folder.Path, "nothing");

        var (code, error) = await Run("--data", data, command, File);

        Assert.Equal(6, code);
        Assert.StartsWith(said, error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<(int Code, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(SalesOptions).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await output;
        return (process.ExitCode, await error);
    }
}
