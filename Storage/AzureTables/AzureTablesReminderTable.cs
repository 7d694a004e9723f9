using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Reminders;
using SalesGrains.AzureTables.Engine;

namespace SalesGrains.AzureTables;

/// <summary>
/// Orleans' reminder table in the table <c>OrleansReminders</c>, with the keys and properties of the official package for Azure. A range
/// read gives back the rows whose next tick lies within the loading window only; the reminder service drops all others anyway.
/// </summary>
public sealed class AzureTablesReminderTable(
    AzureTablesDatabase database,
    IOptions<ClusterOptions> cluster,
    IOptions<ReminderOptions> options,
    [FromKeyedServices(ReminderTimeProviderNames.Reminders)] TimeProvider time) : IReminderTable
{
    private string Service => cluster.Value.ServiceId;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        // A dot comes after a minus.
        var (partition, row) = (Partition(grainId), OrleansKeys.Grain(grainId.ToString()));
        var (from, to) = (row + "-", row + ".");
        return new(await Read(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}"), one => one.GrainId == grainId)
            .ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        await database.Reminders.Find(Partition(grainId), Row(grainId, reminderName)).ConfigureAwait(false) is { } row
        && Entry(row) is var entry && entry.GrainId == grainId && entry.ReminderName == reminderName ? entry : null;

    /// <summary>Rows of the ring range (begin, end], which may wrap around; begin = end is the whole ring.</summary>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var window = options.Value.ReminderLoadingWindow;
        var (after, upTo) = (OrleansKeys.Ring(Service, begin), OrleansKeys.Ring(Service, end));

        // The first key of all, and one behind the last: a grave accent comes after an underscore.
        var (first, last) = (OrleansKeys.Name(Service) + "_", OrleansKeys.Name(Service) + "`");
        var range = begin < end ? TableClient.CreateQueryFilter($"PartitionKey gt {after} and PartitionKey le {upTo}")
            : begin == end ? TableClient.CreateQueryFilter($"PartitionKey gt {first} and PartitionKey lt {last}")
            : TableClient.CreateQueryFilter($"(PartitionKey gt {first} and PartitionKey le {upTo}) or (PartitionKey gt {after} and PartitionKey lt {last})");
        return new(await Read(range, IsNear).ConfigureAwait(false));

        // Not started yet, or its next tick after now is near.
        bool IsNear(ReminderEntry row) => row.StartAt <= now + window
            && (row.StartAt > now || row.Period - TimeSpan.FromTicks((now - row.StartAt).Ticks % row.Period.Ticks) <= window);
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var hash = entry.GrainId.GetUniformHashCode();
        var etags = await database.Reminders.Write(new TableTransactionAction(
            TableTransactionActionType.UpsertMerge,
            new TableEntity(Partition(entry.GrainId), Row(entry.GrainId, entry.ReminderName))
            {
                ["GrainReference"] = entry.GrainId.ToString(),
                ["ReminderName"] = entry.ReminderName,
                ["ServiceId"] = Service,
                ["DeploymentId"] = cluster.Value.ClusterId,
                ["StartAt"] = OrleansKeys.Instant(entry.StartAt),
                ["Period"] = entry.Period.ToString("c", CultureInfo.InvariantCulture),
                ["GrainRefConsistentHash"] = hash.ToString("X8", CultureInfo.InvariantCulture),
            })).ConfigureAwait(false);
        return etags![0];
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        TableKeys.IsEtag(eTag) && await Delete(Partition(grainId), Row(grainId, reminderName), eTag).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task TestOnlyClearTable()
    {
        var service = Service;
        await foreach (var row in database.Reminders.Read(TableClient.CreateQueryFilter($"ServiceId eq {service}")).ConfigureAwait(false))
        {
            await Delete(row.PartitionKey, row.RowKey, row.ETag.ToString()).ConfigureAwait(false);
        }
    }

    private async Task<bool> Delete(string partition, string row, string etag) => await database.Reminders.Write(
        new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row), new(etag))).ConfigureAwait(false) is not null;

    private async Task<List<ReminderEntry>> Read(string filter, Func<ReminderEntry, bool> wanted)
    {
        var rows = new List<ReminderEntry>();
        await foreach (var row in database.Reminders.Read(filter).ConfigureAwait(false))
        {
            if (row.GetString("ServiceId") == Service && Entry(row) is var entry && wanted(entry))
            {
                rows.Add(entry);
            }
        }

        return rows;
    }

    private string Partition(GrainId grain) => OrleansKeys.Ring(Service, grain.GetUniformHashCode());

    private static string Row(GrainId grain, string name) => $"{OrleansKeys.Grain(grain.ToString())}-{OrleansKeys.Name(name)}";

    private static ReminderEntry Entry(TableEntity row) => new()
    {
        GrainId = GrainId.Parse(row.GetString("GrainReference")),
        ReminderName = row.GetString("ReminderName"),
        StartAt = OrleansKeys.ReadInstant(row.GetString("StartAt")),
        Period = TimeSpan.Parse(row.GetString("Period"), CultureInfo.InvariantCulture),
        ETag = row.ETag.ToString(),
    };
}
