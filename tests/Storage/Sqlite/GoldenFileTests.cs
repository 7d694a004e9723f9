using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.Runtime;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Reps;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite;

/// <summary>Stores of every released schema stay readable. A new schema adds a file; it changes none.</summary>
public sealed class GoldenFileTests : IDisposable
{
    private static readonly DateTimeOffset Recorded = new(639044676000000001, TimeSpan.Zero);

    private readonly SqliteFixture fixture = new(new FakeTimeProvider(Recorded));

    public static TheoryData<string> Files => new(Names);

    private static IEnumerable<string> Names => Directory.GetFiles(Folder, "schema-*.sql").Select(file => Path.GetFileName(file)).Order();

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "golden");

    [Fact]
    public void There_is_a_file_for_every_schema() =>
        Assert.Equal(Enumerable.Range(1, SqliteSchema.Newest).Select(n => $"schema-{n}.sql"), Names);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_old_store_is_read_whole(string file)
    {
        await LoadFile(file);
        var store = fixture.Store;
        var key = new EntityKey("contract", "acme0001", "01kffc3qz8abcdefghjkmnpqrs");

        var stored = (await store.Load(key))!;
        Assert.Equal((2L, 3L, 2L, "5"), (stored.Version, stored.LastSeq, stored.PendingAt, stored.DeliveredEtag));
        Assert.Equal("""{"state":"已签"}""", Encoding.UTF8.GetString(stored.State.Span));
        Assert.Equal("""{"u1":1}""", Encoding.UTF8.GetString(stored.Delivered.Span));
        var facts = Assert.IsType<ContractFacts>(stored.Facts);
        Assert.Equal((key, 2L, "变压器", 123456L, new DateOnly(2026, 1, 15)), (facts.Key, facts.Version, facts.Title, facts.TotalFen, facts.SignedOn));
        Assert.Equal(
            new NodeFacts(1, "预付款", new DateOnly(2026, 2, 14), new DateOnly(2026, 1, 15), 123456, 23456, "sales", true, "invoice", true, new DateOnly(2026, 2, 1)),
            Assert.Single(facts.Nodes));
        Assert.Equal("record-receipt", Assert.Single(facts.Nudges).Command);
        Assert.Equal(new DateTimeOffset(639044964000000001, TimeSpan.Zero), facts.NextDue);

        Assert.Equal(["""{"commit":1}""", """{"commit":2}"""],
            (await store.ReadCommits(key, 0, 10)).Select(row => Encoding.UTF8.GetString(row.Content.Span)));
        Assert.Equal(new StoredCommand("k-1", "f-1", new CommandOutcome(1), Recorded), await store.FindCommand(key, "k-1"));
        Assert.Equal("99.5", (await store.FindCommand(key, "k-2"))!.Outcome.Rejection!.Values!["sum"]);
        Assert.Equal(new PendingMark(key, 2, Recorded), Assert.Single(await store.ReadPending(10)));
        Assert.Equal("出错", Assert.Single(await store.ReadDeadLetters("acme0001")).Error);
        Assert.Equal(42, await store.NextCounter("board/acme0001"));

        var organizations = await store.ReadOrganizations();
        Assert.Equal(["示例公司", "沙箱"], organizations.Select(one => one.Name));
        Assert.Equal(OrganizationClock.Real, organizations[0].Clock);
        Assert.Equal(
            new OrganizationClock(new(639044676000000000, TimeSpan.Zero), new(639044964000000000, TimeSpan.Zero), 17280.5m, 4, true, 86400),
            organizations[1].Clock);

        var rep = Assert.IsType<RepFacts>((await store.Load(new("rep", "acme0001", "r1")))!.Facts);
        Assert.Equal(("张三", "E7", false), (rep.Name, rep.ExternalNo, rep.Active));
        Assert.IsType<CustomerFacts>((await store.Load(new("customer", "acme0001", "u1")))!.Facts);
        Assert.IsType<PlainFacts>((await store.Load(new("number", "demo0001", "ht-2026-0131")))!.Facts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Old_reminders_and_documents_are_read(string file)
    {
        await LoadFile(file);
        var table = new SqliteReminderTable(fixture.Database, Options.Create(new ReminderOptions()), new FakeTimeProvider(Recorded));

        var row = await table.ReadRow(GrainId.Create("portfolio", "acme0001|p1|0"), "wake");

        Assert.Equal((Recorded.UtcDateTime, TimeSpan.FromMinutes(1), "etag-1"), (row!.StartAt, row.Period, row.ETag));
        Assert.Equal(["""{"Text":"资料"}""", null], await fixture.Database.Readers.Read(session =>
            session.Use("SELECT data FROM document ORDER BY row").All(one => one.IsNull(0) ? null : one.Text(0))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_old_store_gets_the_tables_of_a_new_one(string file)
    {
        await LoadFile(file);
        using var fresh = new SqliteFixture(TimeProvider.System);

        Assert.Equal(await Tables(fresh.Database), await Tables(fixture.Database));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_old_store_takes_new_commits(string file)
    {
        await LoadFile(file);
        var key = new EntityKey("rep", "acme0001", "r1");
        var stored = await fixture.Store.Load(key);

        await fixture.Store.Commit(Conformance.StoreSamples.Commit(key, stored!.Etag, 2));

        Assert.Equal(2, (await fixture.Store.Load(key))!.Version);
    }

    private async Task LoadFile(string file)
    {
        using var session = new SqliteSession(Path.Combine(fixture.Folder, "sales.db"), writes: true, "PRAGMA journal_mode=WAL;");
        session.Script(await File.ReadAllTextAsync(Path.Combine(Folder, file)));
    }

    private static async Task<string> Tables(SqliteDatabase database) => string.Join('\n', await database.Readers.Read(session =>
        session.Use("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").All(row => string.Join(' ', row.Text(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));

    public void Dispose() => fixture.Dispose();
}
