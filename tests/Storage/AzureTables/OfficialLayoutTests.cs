using System.Net;
using System.Text;
using Azure.Data.Tables;
using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.Storage;
using SalesGrains.AzureTables.Clustering;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Conformance.Entities;
using Document = SalesGrains.Conformance.Documents.DocumentStorageConformance.Document;

namespace SalesGrains.AzureTables;

/// <summary>
/// Documents, reminders and silos have the tables, keys and properties of the official Orleans packages for Azure, so that a company can
/// move to those and back with its data in place. The rows in <c>golden</c> were written by hand from what the packages write.
/// </summary>
public sealed class OfficialLayoutTests : IAsyncLifetime
{
    private static readonly DateTime Started = new(2026, 1, 20, 1, 0, 0, 123, DateTimeKind.Utc);

    private readonly AzureTablesEngine engine = new();

    public Task InitializeAsync() => engine.Open();

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task Documents_are_written_as_the_official_package_writes_them()
    {
        await Write("s", "b/c-1", "资料");
        await Write("account", "account/zhang.san@demo", "a");
        var cleared = await Write("profile", "rep/acme0001|r2", "x");
        await engine.Documents.ClearStateAsync("profile", GrainId.Parse("rep/acme0001|r2"), cleared);

        await Same("orleans-documents.json", "OrleansGrainState");
    }

    [Fact]
    public async Task Documents_of_the_official_package_are_read_and_written_on()
    {
        await Golden.Put(engine.Direct, "orleans-documents.json");

        var document = await Read("s", "b/c-1");
        var cleared = await Read("profile", "rep/acme0001|r2");

        Assert.Equal((true, "资料"), (document.RecordExists, document.State!.Text));
        Assert.False(cleared.RecordExists);
        Assert.NotNull(cleared.ETag);
        document.State = new() { Text = "新" };
        await engine.Documents.WriteStateAsync("s", GrainId.Parse("b/c-1"), document);
        Assert.Equal("新", (await Read("s", "b/c-1")).State!.Text);
    }

    [Theory]
    [InlineData(65_536, 1)]
    [InlineData(65_537, 2)]
    [InlineData(200_000, 4)]
    public async Task Long_documents_are_split_into_properties_of_64_KiB(int bytes, int properties)
    {
        // The text is in {"Text":"…"}.
        await Write("s", "b/c-1", new string('x', bytes - 11));

        var row = (await engine.Direct.GetTableClient("OrleansGrainState").GetEntityAsync<TableEntity>("salesgrains_b_c-1", "s")).Value;

        string[] expected = ["Data", .. Enumerable.Range(1, properties - 1).Select(n => $"Data{n}")];
        Assert.Equal(expected, row.Keys.Where(key => key.StartsWith("Data", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(bytes, expected.Sum(key => row.GetBinary(key).Length));
        Assert.All(expected[..^1], key => Assert.Equal(65_536, row.GetBinary(key).Length));
    }

    [Fact]
    public async Task Text_and_encoded_bytes_that_the_official_package_may_have_written_are_read()
    {
        var table = engine.Direct.GetTableClient("OrleansGrainState");
        await table.AddEntityAsync(new TableEntity("salesgrains_b_c-1", "s") { ["StringData"] = "{\"Text\":", ["StringData1"] = "\"资料\"}" });
        await table.AddEntityAsync(new TableEntity("salesgrains_b_c-2", "s") { ["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"Text\":\"b\"}")) });

        Assert.Equal("资料", (await Read("s", "b/c-1")).State!.Text);
        Assert.Equal("b", (await Read("s", "b/c-2")).State!.Text);
    }

    [Fact]
    public async Task Reminders_are_written_and_read_as_the_official_package_does()
    {
        var grain = GrainId.Parse("b/c-1");
        var pay = new ReminderEntry
        {
            GrainId = grain,
            ReminderName = "pay",
            StartAt = new DateTime(2026, 11, 27, 6, 25, 51, 555, DateTimeKind.Utc),
            Period = TimeSpan.FromDays(40),
        };
        await engine.Reminders.UpsertRow(pay);
        await engine.Reminders.UpsertRow(new() { GrainId = grain, ReminderName = "催款 1", StartAt = StoreSamples.Start.UtcDateTime, Period = TimeSpan.FromMinutes(1) });
        await Same("orleans-reminders.json", "OrleansReminders");

        await engine.Reminders.TestOnlyClearTable();
        await Golden.Put(engine.Direct, "orleans-reminders.json");

        var read = (await engine.Reminders.ReadRow(grain, "pay"))!;
        Assert.Equal((grain, "pay", pay.StartAt, pay.Period), (read.GrainId, read.ReminderName, read.StartAt, read.Period));
        Assert.Equal(2, (await engine.Reminders.ReadRows(grain)).Reminders.Count);
        Assert.Equal("催款 1", Assert.Single((await engine.Reminders.ReadRows(0xF04BAC49, 0xF04BAC4A)).Reminders).ReminderName);
        Assert.True(await engine.Reminders.RemoveRow(grain, "pay", read.ETag!));
    }

    [Fact]
    public async Task Silos_are_written_as_the_official_package_writes_them()
    {
        var table = engine.Membership("dev");
        await table.InitializeMembershipTableAsync(true);
        Assert.True(await table.InsertRowAsync(Silo(1, SiloStatus.Active, 30001), (await table.ReadAllAsync()).Version.Next()));
        Assert.True(await table.InsertRowAsync(Silo(2, SiloStatus.Active, 0), (await table.ReadAllAsync()).Version.Next()));
        var alive = Silo(1, SiloStatus.Active, 30001);
        alive.IAmAliveTime = new DateTime(2026, 1, 20, 1, 0, 9, DateTimeKind.Utc);
        await table.UpdateIAmAliveAsync(alive);
        var dead = Silo(2, SiloStatus.Dead, 0);
        dead.AddSuspector(Silo(1, SiloStatus.Active, 0).SiloAddress, new DateTime(2026, 1, 20, 1, 1, 0, DateTimeKind.Utc));
        dead.AddSuspector(SiloAddress.New(IPAddress.Loopback, 23113, 7), new DateTime(2026, 1, 20, 1, 2, 0, DateTimeKind.Utc));
        var stored = await table.ReadRowAsync(dead.SiloAddress);
        Assert.True(await table.UpdateRowAsync(dead, stored.Members[0].Item2, stored.Version.Next()));

        await Same("orleans-silos.json", "OrleansSiloInstances");
    }

    // Packages before 10.2.2 wrote no boundary rows.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silos_of_the_official_package_are_read_and_joined(bool boundaries)
    {
        await Golden.Put(engine.Direct, "orleans-silos.json");
        if (!boundaries)
        {
            await engine.Direct.GetTableClient("OrleansSiloInstances").DeleteEntityAsync("dev", "!Start");
            await engine.Direct.GetTableClient("OrleansSiloInstances").DeleteEntityAsync("dev", "~End");
        }

        var table = engine.Membership("dev");
        await table.InitializeMembershipTableAsync(true);
        var all = await table.ReadAllAsync();

        Assert.Equal(3, all.Version.Version);
        var dead = Assert.Single(all.Members, member => member.Item1.Status == SiloStatus.Dead).Item1;
        Assert.Equal([SiloAddress.New(IPAddress.Loopback, 23111, 154506349), SiloAddress.New(IPAddress.Loopback, 23113, 7)], dead.SuspectTimes!.Select(vote => vote.Item1));
        Assert.True(await table.InsertRowAsync(Silo(3, SiloStatus.Joining, 0), all.Version.Next()));
        Assert.Equal((4, 3), ((await table.ReadAllAsync()).Version.Version, (await table.ReadAllAsync()).Members.Count));
    }

    [Fact]
    public async Task A_client_is_led_to_the_active_silos_that_take_calls_from_outside()
    {
        await Golden.Put(engine.Direct, "orleans-silos.json");
        var gateways = new AzureTablesGateways(engine.Database, AzureTablesEngine.Cluster("dev"), Microsoft.Extensions.Options.Options.Create(new Orleans.Configuration.GatewayOptions()));
        await gateways.InitializeGatewayListProvider();

        Assert.Equal(SiloAddress.New(IPAddress.Loopback, 30001, 154506349).ToGatewayUri(), Assert.Single(await gateways.GetGateways()));
    }

    private static MembershipEntry Silo(int n, SiloStatus status, int proxyPort) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 23110 + n, 154506348 + n),
        SiloName = $"筒仓-{n}",
        HostName = "host-1",
        Status = status,
        ProxyPort = proxyPort,
        RoleName = "role",
        UpdateZone = n == 1 ? 1 : 0,
        FaultZone = n == 1 ? 2 : 0,
        StartTime = Started,
        IAmAliveTime = new DateTime(2026, 1, 20, 1, 0, 1, DateTimeKind.Utc),
    };

    private async Task<GrainState<Document>> Write(string name, string grain, string text)
    {
        var state = new GrainState<Document>(new() { Text = text });
        await engine.Documents.WriteStateAsync(name, GrainId.Parse(grain), state);
        return state;
    }

    private async Task<GrainState<Document>> Read(string name, string grain)
    {
        var state = new GrainState<Document>();
        await engine.Documents.ReadStateAsync(name, GrainId.Parse(grain), state);
        return state;
    }

    private async Task Same(string file, string table)
    {
        var written = new List<TableEntity>();
        await foreach (var row in engine.Direct.GetTableClient(table).QueryAsync<TableEntity>())
        {
            written.Add(row);
        }

        Assert.Equal(Golden.Words(Golden.Read(file)[table]), Golden.Words(written));
    }
}
