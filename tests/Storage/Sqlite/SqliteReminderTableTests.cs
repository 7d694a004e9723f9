using Microsoft.Extensions.Options;
using Orleans.Hosting;
using SalesGrains.Conformance;

namespace SalesGrains.Sqlite;

public sealed class SqliteReminderTableTests : ReminderTableConformance, IDisposable
{
    private readonly SqliteFixture fixture;

    public SqliteReminderTableTests()
    {
        fixture = new SqliteFixture(Time);
        Table = new SqliteReminderTable(fixture.Database, Options.Create(new ReminderOptions { ReminderLoadingWindow = Window }), Time);
    }

    protected override IReminderTable Table { get; }

    public void Dispose() => fixture.Dispose();
}
