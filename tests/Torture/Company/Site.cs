using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;

namespace SalesGrains.Company;

/// <summary>The programs that serve one company together, and the store that they share.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly string? connection;
    private readonly SalesClusterProcess? cluster;

    private Site(ImmutableArray<SalesProcess> programs, SalesClusterProcess? cluster = null, string? connection = null, PostgreSqlProxy? proxy = null) =>
        (Programs, this.cluster, this.connection, Proxy) = (programs, cluster, connection, proxy);

    /// <summary>The programs, started.</summary>
    public ImmutableArray<SalesProcess> Programs { get; }

    /// <summary>Between the programs and their database, when that is to fail.</summary>
    public PostgreSqlProxy? Proxy { get; }

    /// <summary>Where they listen.</summary>
    public ImmutableArray<Uri> Addresses => [.. Programs.Select(program => program.Address)];

    /// <summary>Starts the programs.</summary>
    public static async Task<Site> Start(SitePlan plan)
    {
        if (!plan.PostgreSql)
        {
            var program = new SalesProcess(Program(plan));
            if (plan.ClockAt is { } at)
            {
                using var clock = new FileClock(program.Folder);
                clock.Set(at);
            }

            await program.Restart();
            return new([program]);
        }

        var connection = await (await PostgreSqlTestServer.Shared).Database();
        var proxy = new PostgreSqlProxy(new NpgsqlConnectionStringBuilder(connection).Host!);
        var through = new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = proxy.Port, GssEncryptionMode = GssEncryptionMode.Disable };
        string[] store = ["--storage", "postgres", "--connection", through.ConnectionString];
        if (plan.Programs == 1)
        {
            return new([await SalesProcess.Start(Program(plan, store))], null, connection, proxy);
        }

        var cluster = await SalesClusterProcess.Start(plan.Programs, Program(plan), store);
        return new([.. cluster.Silos], cluster, connection, proxy);
    }

    /// <summary>Starts a program again that was killed, where it was.</summary>
    public Task Restart(int program) => cluster?.Restart(program) ?? Programs[program].Restart();

    /// <summary>Entities with something undelivered, as the store has it: no call reaches a program.</summary>
    public async Task<long> Pending()
    {
        if (connection is not null)
        {
            await using var database = new NpgsqlConnection(connection);
            await database.OpenAsync();
            await using var rows = new NpgsqlCommand("SELECT count(*) FROM salesgrains.pending", database);
            return (long)(await rows.ExecuteScalarAsync())!;
        }

        await using var file = new SqliteConnection($"Data Source={Path.Combine(Programs[0].Folder, "sales.db")};Mode=ReadOnly;Pooling=False");
        await file.OpenAsync();
        await using var count = file.CreateCommand();
        count.CommandText = "SELECT count(*) FROM pending";
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>True when the other programs have declared a program dead that is at this port for them.</summary>
    public async Task<bool> IsDeclaredDead(string port)
    {
        const string Newest = "SELECT status FROM salesgrains.OrleansMembershipTable WHERE port = $1 ORDER BY generation DESC LIMIT 1";
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var row = new NpgsqlCommand(Newest, database) { Parameters = { new() { Value = int.Parse(port, null) } } };
        return (SiloStatus)(int)(await row.ExecuteScalarAsync())! == SiloStatus.Dead;
    }

    /// <summary>Faults that the programs' store was made to have, by kind.</summary>
    public ILookup<string, string> Faults() =>
        Programs.Select(program => FaultLog(program) + ".done").Where(File.Exists).SelectMany(File.ReadLines).ToLookup(fault => fault);

    /// <summary>From now on the store fails as planned.</summary>
    public void BeginFaults()
    {
        foreach (var program in Programs)
        {
            File.WriteAllText(FaultLog(program), "");
        }
    }

    /// <summary>From now on it does not.</summary>
    public void EndFaults()
    {
        foreach (var program in Programs)
        {
            File.Move(FaultLog(program), FaultLog(program) + ".done", overwrite: true);
        }
    }

    /// <summary>Kills all programs at once.</summary>
    public Task Kill() => Task.WhenAll(Programs.Select(program => program.Kill()));

    /// <summary>Kills all programs and reads what they leave.</summary>
    public async Task<Checking.StoredWorld> End()
    {
        await Kill();
        return await Checking.StoredWorld.Read(connection is null
            ? new ServiceCollection().AddSqliteStorage(new SqliteStorageOptions { Folder = Programs[0].Folder })
            : new ServiceCollection().AddPostgreSqlStorage(new PostgreSqlStorageOptions { ConnectionString = connection, ClaimPatience = TimeSpan.FromSeconds(30) }));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in Programs)
        {
            await program.DisposeAsync();
        }

        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
            await (await PostgreSqlTestServer.Shared).Release(connection!);
        }
    }

    private static string FaultLog(SalesProcess program) => Path.Combine(program.Folder, "faults.log");

    private static SalesProgram Program(SitePlan plan, params string[] arguments) => new()
    {
        Project = plan.IsFaulty ? SalesProgram.Faulty : "Api",
        Arguments = arguments,
        Environment = new Dictionary<string, string>
        {
            ["FAULTS_ONE_IN"] = $"{plan.FaultsOneIn}",
            ["FAULTS_SEED"] = $"{plan.Seed}",
            ["FAULTS_HANG_SECONDS"] = $"{plan.HangSeconds}",
        },
    };
}

/// <summary>Which programs on which store.</summary>
/// <param name="PostgreSql">A PostgreSQL database behind a proxy; else a file.</param>
/// <param name="Programs">How many programs share the database.</param>
/// <param name="FaultsOneIn">One of so many writes fails; 0: none.</param>
/// <param name="HangSeconds">How long a call may hang.</param>
/// <param name="Seed">Which fail.</param>
/// <param name="ClockAt">What the program's clock says when it starts, when the test sets it.</param>
internal sealed record SitePlan(
    bool PostgreSql = false, int Programs = 1, int FaultsOneIn = 0, int HangSeconds = 8, ulong Seed = 1, DateTimeOffset? ClockAt = null)
{
    /// <summary>The program that can be made to fail, instead of the one that people run.</summary>
    public bool IsFaulty => FaultsOneIn > 0 || ClockAt is not null;
}
