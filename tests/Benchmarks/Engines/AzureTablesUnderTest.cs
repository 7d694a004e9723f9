using System.Collections.Immutable;
using SalesGrains.Benchmarks.Commands;
using SalesGrains.Hosting;

namespace SalesGrains.Benchmarks.Engines;

/// <summary>Azure Tables, as Azurite emulates them: one Node.js thread that answers everybody.</summary>
internal sealed class AzureTablesUnderTest : EngineUnderTest
{
    /// <inheritdoc/>
    public override string Name => "Azure Tables (Azurite)";

    /// <inheritdoc/>
    public override int Receipts => 500;

    /// <inheritdoc/>
    public override async Task<string[]> Program() => ["--storage", "azure", "--connection", await AzuriteTestServer.Account()];

    /// <inheritdoc/>
    public override async Task<SalesSiloOptions> Silo() => new() { AzureTables = new() { ConnectionString = await AzuriteTestServer.Account() } };

    /// <inheritdoc/>
    public override async Task<double> Raw(ImmutableArray<WrittenRow> rows, int callers)
    {
        var account = await AzuriteTestServer.Account();
        await using var writer = new AzureTablesRawWriter(account);
        await writer.Prepare(rows);
        var seconds = await writer.Write(rows, callers);
        await AzuriteTestServer.Release(account);
        return seconds;
    }
}
