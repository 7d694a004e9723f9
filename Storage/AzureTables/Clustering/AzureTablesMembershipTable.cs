using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SalesGrains.AzureTables.Engine;

namespace SalesGrains.AzureTables.Clustering;

/// <summary>
/// Orleans' membership table in the table <c>OrleansSiloInstances</c>, with the keys and properties of the official package for Azure.
/// Each change is one transaction with the row that bears the table's version.
/// </summary>
public sealed class AzureTablesMembershipTable(AzureTablesDatabase database, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    private const int TornReads = 10;
    private const int MostRows = 100;

    private string ClusterId => cluster.Value.ClusterId;

    /// <inheritdoc/>
    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        if (tryInitTableVersion && await database.Silos.Find(OrleansKeys.Name(ClusterId), SiloRow.Version).ConfigureAwait(false) is null)
        {
            // Refused when another silo was first.
            await database.Silos.Write(new TableTransactionAction(
                TableTransactionActionType.Add, SiloRow.WriteVersion(ClusterId, SiloRow.Version, 0))).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadAll()
    {
        for (var attempt = 1; ; attempt++)
        {
            var rows = await Rows(ClusterId).ConfigureAwait(false);
            var version = rows.Find(row => row.RowKey == SiloRow.Version)
                ?? throw new KeyNotFoundException($"The table of silos has no version for the cluster {ClusterId}.");
            var torn = rows.Any(row => SiloRow.Boundaries.Contains(row.RowKey) && SiloRow.ReadVersion(row) != SiloRow.ReadVersion(version));
            if (!torn || attempt == TornReads)
            {
                return new(
                    [.. rows.Where(IsSilo).Select(row => Tuple.Create(SiloRow.Read(row), row.ETag.ToString()))],
                    new TableVersion(SiloRow.ReadVersion(version), version.ETag.ToString()));
            }
        }
    }

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var all = await ReadAll().ConfigureAwait(false);
        return new([.. all.Members.Where(member => member.Item1.SiloAddress.Equals(key))], all.Version);
    }

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        Change(new(TableTransactionActionType.Add, SiloRow.Write(entry, ClusterId)), tableVersion);

    /// <inheritdoc/>
    public async Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        TableKeys.IsEtag(etag)
        && await Change(new(TableTransactionActionType.UpdateReplace, SiloRow.Write(entry, ClusterId), new(etag)), tableVersion).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry) =>
        database.Silos.Write(new TableTransactionAction(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(OrleansKeys.Name(ClusterId), SiloRow.KeyOf(entry.SiloAddress))
            {
                ["DeploymentId"] = ClusterId,
                ["IAmAliveTime"] = OrleansKeys.Instant(entry.IAmAliveTime),
            },
            Azure.ETag.All));

    /// <inheritdoc/>
    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        var rows = await Rows(ClusterId).ConfigureAwait(false);
        await Delete(rows.Where(row => IsSilo(row) && SiloRow.Read(row) is { Status: SiloStatus.Dead } silo && silo.IAmAliveTime < beforeDate.UtcDateTime))
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteMembershipTableEntries(string clusterId) =>
        await Delete(await Rows(clusterId).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<bool> Change(TableTransactionAction silo, TableVersion version) => TableKeys.IsEtag(version.VersionEtag)
        && await database.Silos.Write(
        [
            silo,
            new(TableTransactionActionType.UpdateReplace, SiloRow.WriteVersion(ClusterId, SiloRow.Version, version.Version), new(version.VersionEtag)),
            .. SiloRow.Boundaries.Select(key => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, SiloRow.WriteVersion(ClusterId, key, version.Version))),
        ]).ConfigureAwait(false) is not null;

    private async Task Delete(IEnumerable<TableEntity> rows)
    {
        foreach (var batch in rows.Chunk(MostRows))
        {
            await database.Silos.Write([.. batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))]).ConfigureAwait(false);
        }
    }

    private async Task<List<TableEntity>> Rows(string clusterId)
    {
        var rows = new List<TableEntity>();
        var partition = OrleansKeys.Name(clusterId);
        await foreach (var row in database.Silos.Read(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static bool IsSilo(TableEntity row) => row.RowKey != SiloRow.Version && !SiloRow.Boundaries.Contains(row.RowKey);
}
