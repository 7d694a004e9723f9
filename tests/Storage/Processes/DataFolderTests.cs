using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite;

namespace SalesGrains.Processes;

public sealed class DataFolderTests : IDisposable
{
    private readonly SqliteFixture fixture = new(TimeProvider.System);

    [Fact]
    public async Task A_second_process_is_refused_and_told_who_holds_the_folder()
    {
        Assert.NotNull(fixture.Database);

        using var second = new ChildProcess("open", fixture.Folder);

        Assert.Equal($"The data folder {fixture.Folder} is in use by process {Environment.ProcessId}.", await second.ReadLine());
        Assert.Equal(3, await second.ExitCode());
    }

    [Fact]
    public async Task A_folder_is_free_when_its_holder_has_closed_it()
    {
        Assert.NotNull(fixture.Database);
        Assert.Throws<DataFolderInUseException>(fixture.OpenDatabase);

        fixture.Close();

        using var next = new ChildProcess("open", fixture.Folder);
        Assert.Equal("opened", await next.ReadLine());
        Assert.Equal(0, await next.ExitCode());
        Assert.NotNull(fixture.Database);
    }

    [Fact]
    public void A_new_folder_is_readable_by_its_owner_only()
    {
        var folder = Path.Combine(fixture.Folder, "made", "here");
        using (new SqliteDatabase(new() { Folder = folder }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance))
        {
            Assert.True(File.Exists(Path.Combine(folder, "sales.db")));
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var file = Path.Combine(fixture.Folder, "sales.db");
        var text = new string('x', 5000);
        File.WriteAllText(file, text);

        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(fixture.OpenDatabase);

        Assert.Equal(text, File.ReadAllText(file));
    }

    public void Dispose() => fixture.Dispose();
}
