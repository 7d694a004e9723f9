using System.Collections.Immutable;
using SalesGrains.Backups;
using SalesGrains.Benchmarks.Commands;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Hosting;

namespace SalesGrains.Benchmarks.Engines;

/// <summary>An engine that the benchmarks run on.</summary>
internal abstract class EngineUnderTest : IAsyncDisposable
{
    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>How many receipts a round has: a slow engine gets fewer.</summary>
    public abstract int Receipts { get; }

    /// <summary>Whether several silos can share it.</summary>
    public virtual bool IsShared => true;

    /// <summary>Processor time of its server, µs; 0 where it is in the program.</summary>
    public virtual double CpuMicroseconds => 0;

    /// <summary>Options of the program for a store that is empty.</summary>
    public abstract Task<string[]> Program();

    /// <summary>Options of a silo alone on a store that is empty.</summary>
    public abstract Task<SalesSiloOptions> Silo();

    /// <summary>Options of a silo on a store into which a backup was restored.</summary>
    public async Task<SalesSiloOptions> Restored(string backup)
    {
        var options = await Silo();
        var store = options.Sqlite is { } sqlite ? StoreBackup.Of(sqlite, TimeProvider.System)
            : options.PostgreSql is { } database ? StoreBackup.Of(database, TimeProvider.System)
            : StoreBackup.Of(options.AzureTables!, TimeProvider.System);
        await store.Restore(backup);
        return options;
    }

    /// <summary>Seconds that it takes to write the same rows without anything around them.</summary>
    public abstract Task<double> Raw(ImmutableArray<WrittenRow> rows, int callers);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The embedded store.</summary>
/// <param name="scratch">A folder for files.</param>
/// <param name="prepared">The folder of a store that has the rows' entities.</param>
internal sealed class SqliteUnderTest(string scratch, string prepared) : EngineUnderTest
{
    private int copies;

    /// <inheritdoc/>
    public override string Name => "Sqlite";

    /// <inheritdoc/>
    public override int Receipts => 10_000;

    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <inheritdoc/>
    public override Task<string[]> Program() => Task.FromResult<string[]>([]);

    /// <inheritdoc/>
    public override Task<SalesSiloOptions> Silo() => Task.FromResult<SalesSiloOptions>(new() { Sqlite = new() { Folder = Path.Combine(scratch, $"silo{++copies}") } });

    /// <inheritdoc/>
    public override Task<double> Raw(ImmutableArray<WrittenRow> rows, int callers) =>
        new RawWriter(Path.Combine(CommandsBenchmark.Copy(prepared, scratch, $"raw{++copies}"), "sales.db")).Write(rows, callers);
}

/// <summary>PostgreSQL, a server of the benchmark's own.</summary>
internal sealed class PostgreSqlUnderTest(PostgreSqlTestServer server) : EngineUnderTest
{
    /// <inheritdoc/>
    public override string Name => "PostgreSQL";

    /// <inheritdoc/>
    public override int Receipts => 5_000;

    /// <inheritdoc/>
    public override double CpuMicroseconds => ProcessTree.CpuMicroseconds(server.Server.ProcessId!.Value);

    /// <inheritdoc/>
    public override async Task<string[]> Program() => ["--storage", "postgres", "--connection", await server.Database()];

    /// <inheritdoc/>
    public override async Task<SalesSiloOptions> Silo() => new() { PostgreSql = new() { ConnectionString = await server.Database() } };

    /// <inheritdoc/>
    public override async Task<double> Raw(ImmutableArray<WrittenRow> rows, int callers)
    {
        await using var writer = new PostgreSqlRawWriter(await server.Database());
        await writer.Prepare(rows);
        return await writer.Write(rows, callers);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
