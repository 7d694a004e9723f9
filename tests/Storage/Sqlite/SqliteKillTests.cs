using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Processes;
using Xunit.Abstractions;

namespace SalesGrains.Sqlite;

public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(output), IDisposable
{
    private readonly SqliteFixture fixture = new(TimeProvider.System);

    protected override Task<string[]> Place() => Task.FromResult<string[]>(["sqlite", fixture.Folder]);

    protected override Task<IEntityStore> Open() => Task.FromResult<IEntityStore>(fixture.Store);

    protected override Task Close()
    {
        fixture.Close();
        return Task.CompletedTask;
    }

    protected override Task<long> Number(string sql) => fixture.Database.Readers.Read(session => session.Number(sql));

    protected override async Task<string?> Damage()
    {
        var said = await fixture.Database.Readers.Read(session => session.Use("PRAGMA integrity_check").First(row => row.Text(0)));
        return said == "ok" ? null : said;
    }

    public void Dispose() => fixture.Dispose();
}
