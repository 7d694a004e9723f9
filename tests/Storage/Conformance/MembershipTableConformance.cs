using System.Net;
using Orleans.Runtime;

namespace SalesGrains.Conformance;

/// <summary>What the membership table of an engine must do that several silos share: every change moves the table's version, or is refused.</summary>
public abstract class MembershipTableConformance(EngineFixture engine) : IAsyncLifetime
{
    // As exact as the coarsest store keeps it.
    private static readonly DateTime Started = new(2026, 1, 20, 1, 0, 0, 123, DateTimeKind.Utc);

    private IMembershipTable table = null!;

    public async Task InitializeAsync()
    {
        await engine.Open();
        table = engine.Membership("dev");
        await table.InitializeMembershipTableAsync(true);
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_new_table_is_empty_and_has_a_version()
    {
        var data = await table.ReadAllAsync();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.Empty((await table.ReadRowAsync(Silo(1))).Members);
    }

    [Fact]
    public async Task A_silo_is_read_back_as_it_was_written()
    {
        var written = Entry(1, SiloStatus.Active);
        Assert.True(await table.InsertRowAsync(written, (await table.ReadAllAsync()).Version.Next()));

        foreach (var data in (MembershipTableData[])[await table.ReadAllAsync(), await table.ReadRowAsync(Silo(1))])
        {
            var read = Assert.Single(data.Members).Item1;
            Assert.Equal(1, data.Version.Version);
            Assert.Equal(
                (written.SiloAddress, written.SiloName, written.HostName, written.Status, written.ProxyPort),
                (read.SiloAddress, read.SiloName, read.HostName, read.Status, read.ProxyPort));
            Assert.Equal((Started, Started.AddSeconds(1)), (Utc(read.StartTime), Utc(read.IAmAliveTime)));
            Assert.True(read.SuspectTimes is null or []);
        }

        Assert.Empty((await table.ReadRowAsync(Silo(2))).Members);
    }

    [Fact]
    public async Task An_insert_needs_the_tables_version_and_a_new_silo()
    {
        var empty = (await table.ReadAllAsync()).Version;
        Assert.True(await table.InsertRowAsync(Entry(1), empty.Next()));

        Assert.False(await table.InsertRowAsync(Entry(2), empty.Next()));
        Assert.False(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));

        var data = await table.ReadAllAsync();
        Assert.Equal(1, data.Version.Version);
        Assert.Equal(Silo(1), Assert.Single(data.Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task An_update_needs_the_tables_version_the_rows_etag_and_a_silo_that_is_there()
    {
        Assert.True(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        var before = await table.ReadRowAsync(Silo(1));
        var suspected = Entry(1, SiloStatus.ShuttingDown);
        suspected.AddSuspector(Silo(7), Started.AddMinutes(1));
        suspected.AddSuspector(Silo(8), Started.AddMinutes(2));

        Assert.True(await table.UpdateRowAsync(suspected, before.Members[0].Item2, before.Version.Next()));
        Assert.False(await table.UpdateRowAsync(Entry(1, SiloStatus.Dead), before.Members[0].Item2, before.Version.Next()));

        var after = await table.ReadRowAsync(Silo(1));
        Assert.False(await table.UpdateRowAsync(Entry(9), after.Members[0].Item2, after.Version.Next()));
        var read = after.Members[0].Item1;
        Assert.Equal((2, SiloStatus.ShuttingDown), (after.Version.Version, read.Status));
        Assert.Equal(
            [(Silo(7), Started.AddMinutes(1)), (Silo(8), Started.AddMinutes(2))],
            read.SuspectTimes!.Select(vote => (vote.Item1, Utc(vote.Item2))).Order());
        Assert.Equal(2, (await table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task A_sign_of_life_moves_no_version()
    {
        Assert.True(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        var alive = Entry(1);
        alive.IAmAliveTime = Started.AddHours(1);

        await table.UpdateIAmAliveAsync(alive);

        var data = await table.ReadAllAsync();
        Assert.Equal((1, Started.AddHours(1)), (data.Version.Version, Utc(data.Members[0].Item1.IAmAliveTime)));
    }

    [Fact]
    public async Task Of_16_silos_that_join_at_once_one_gets_in_and_all_do_in_the_end()
    {
        var version = (await table.ReadAllAsync()).Version.Next();
        var first = await Task.WhenAll(Enumerable.Range(1, 16).Select(n => Task.Run(() => Insert(n, version))));
        Assert.Single(first, true);

        await Task.WhenAll(Enumerable.Range(1, 16).Where(n => !first[n - 1]).Select(n => Task.Run(async () =>
        {
            while (!await Insert(n, (await table.ReadAllAsync()).Version.Next()))
            {
                // Another was first: read again.
            }
        })));

        var data = await table.ReadAllAsync();
        Assert.Equal((16, 16), (data.Version.Version, data.Members.Select(member => member.Item1.SiloAddress).Distinct().Count()));
    }

    [Fact]
    public async Task Only_silos_dead_for_long_are_cleaned_up()
    {
        foreach (var (n, status) in ((int, SiloStatus)[])[(1, SiloStatus.Dead), (2, SiloStatus.Active), (3, SiloStatus.Dead)])
        {
            Assert.True(await table.InsertRowAsync(Entry(n, status), (await table.ReadAllAsync()).Version.Next()));
        }

        var alive = Entry(3);
        alive.IAmAliveTime = Started.AddDays(2);
        await table.UpdateIAmAliveAsync(alive);

        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Started.AddDays(1)));

        Assert.Equal([Silo(2), Silo(3)], (await table.ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress).Order());
    }

    [Fact]
    public async Task Clusters_in_one_store_do_not_see_each_other()
    {
        var other = engine.Membership("other");
        await other.InitializeMembershipTableAsync(true);
        Assert.True(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        Assert.True(await other.InsertRowAsync(Entry(2), (await other.ReadAllAsync()).Version.Next()));

        Assert.Equal(Silo(1), Assert.Single((await table.ReadAllAsync()).Members).Item1.SiloAddress);
        await table.DeleteMembershipTableEntriesAsync("dev");
        Assert.Equal(Silo(2), Assert.Single((await other.ReadAllAsync()).Members).Item1.SiloAddress);

        await table.InitializeMembershipTableAsync(true);
        Assert.Empty((await table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Members_are_there_after_a_restart()
    {
        Assert.True(await table.InsertRowAsync(Entry(1, SiloStatus.Active), (await table.ReadAllAsync()).Version.Next()));

        await engine.Close();
        await engine.Open();
        table = engine.Membership("dev");
        await table.InitializeMembershipTableAsync(true);

        var data = await table.ReadAllAsync();
        Assert.Equal((1, SiloStatus.Active), (data.Version.Version, Assert.Single(data.Members).Item1.Status));
    }

    // A race may also be told by an error of the store; the runtime tries again then.
    private async Task<bool> Insert(int n, TableVersion version)
    {
        try
        {
            return await table.InsertRowAsync(Entry(n), version);
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    private static SiloAddress Silo(int n) => SiloAddress.New(IPAddress.Loopback, 11_000 + n, 1_000 + n);

    private static MembershipEntry Entry(int n, SiloStatus status = SiloStatus.Joining) => new()
    {
        SiloAddress = Silo(n),
        SiloName = $"筒仓-{n}",
        HostName = "host-1",
        Status = status,
        ProxyPort = 30_000 + n,
        RoleName = "role",
        StartTime = Started,
        IAmAliveTime = Started.AddSeconds(1),
    };

    private static DateTime Utc(DateTime time) => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
}
