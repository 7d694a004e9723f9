using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Entities;
using SalesGrains.PostgreSql.Engine;
using SalesGrains.Processes;
using Xunit.Abstractions;

namespace SalesGrains.PostgreSql;

public sealed class PostgreSqlKillTests(ITestOutputHelper output) : KillTests(output), IAsyncLifetime
{
    private readonly ITestOutputHelper output = output;
    private PostgreSqlTestServer server = null!;
    private string connection = null!;
    private PostgreSqlDatabase? database;

    public async Task InitializeAsync()
    {
        // A server of this test's own, because it is killed.
        server = await PostgreSqlTestServer.Start();
        connection = await server.Database();
    }

    public async Task DisposeAsync()
    {
        await Close();
        await server.DisposeAsync();
    }

    [Fact]
    public Task Three_kills_of_the_server_lose_no_acknowledged_commit() => ServerKills(3);

    [Fact, Trait("Tier", "Full")]
    public Task Twenty_kills_of_the_server_lose_no_acknowledged_commit() => ServerKills(20);

    protected override Task<string[]> Place() => Task.FromResult<string[]>(["postgresql", connection]);

    protected override async Task<IEntityStore> Open()
    {
        database = await PostgreSqlDatabase.Open(new() { ConnectionString = connection }, TimeProvider.System, NullLogger<PostgreSqlDatabase>.Instance);
        return new PostgreSqlEntityStore(database, TimeProvider.System, NullLogger<PostgreSqlEntityStore>.Instance);
    }

    protected override async Task Close()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
            database = null;
        }
    }

    protected override async Task<long> Number(string sql) =>
        (await database!.Source.Read(new NpgsqlStatement($"SELECT ({sql})::bigint"), row => row.GetInt64(0)))[0];

    /// <summary>Every page has a checksum, and a full read of every table checks it.</summary>
    protected override async Task<string?> Damage()
    {
        try
        {
            foreach (var table in (string[])["entity", "history", "command", "pending", "delivered"])
            {
                await Number($"SELECT count(t::text) FROM {table} t");
            }

            return null;
        }
        catch (PostgresException damaged)
        {
            return damaged.MessageText;
        }
    }

    /// <summary>The writer lives on through all of them, and is killed in the end.</summary>
    private async Task ServerKills(int rounds)
    {
        using var child = new ChildProcess(["write", .. await Place()]);
        var total = 0;
        for (var round = 0; round < rounds; round++)
        {
            await Acknowledged(1000);
            await PostgreSqlTestServer.Kill(server.Server);
            await server.Server.Launch();
        }

        await Acknowledged(1000);
        child.Kill();
        while (await child.ReadLine() is { } line)
        {
            total += Take(line) ? 1 : 0;
        }

        await Check();
        output.WriteLine($"[measured] {rounds} kills of the PostgreSQL server, {total} acknowledged commits, none lost");

        async Task Acknowledged(int count)
        {
            for (var before = total; total < before + count;)
            {
                total += Take((await child.ReadLine())!) ? 1 : 0;
            }
        }
    }
}
