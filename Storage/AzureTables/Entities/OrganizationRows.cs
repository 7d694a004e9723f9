using System.Globalization;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.Organizations;

namespace SalesGrains.AzureTables.Entities;

/// <summary>The rows of organisations.</summary>
internal static class OrganizationRows
{
    /// <summary>Where they stand.</summary>
    public const string Partition = "organization";

    public static async Task<List<StoredOrganization>> All(Table table)
    {
        var all = new List<StoredOrganization>();
        await foreach (var row in table.Read(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}")).ConfigureAwait(false))
        {
            all.Add(new()
            {
                Org = row.GetString("Org"),
                Etag = row.ETag.ToString(),
                Name = row.GetString("Name"),
                Sandbox = row.GetBoolean("Sandbox") == true,
                Generation = (int)row.Long("Generation"),
                Partitions = (int)row.Long("Partitions"),
                Shards = (int)row.Long("Shards"),
                Zone = row.GetString("Zone"),
                Clock = new OrganizationClock(
                    row.Instant("ClockReal"), row.Instant("ClockVirtual"), Decimal(row, "ClockRate"), row.Long("ClockVersion"),
                    row.GetBoolean("ClockJumping") == true, Decimal(row, "ClockResumeRate")),
                RestoredAt = row.InstantOrNull("RestoredAt"),
            });
        }

        return [.. all.OrderBy(one => one.Org, StringComparer.Ordinal)];
    }

    /// <summary>The new etag, or null when another version is stored, or when the number of partitions would change.</summary>
    public static async Task<string?> Put(Table table, StoredOrganization organization, string? expectedEtag)
    {
        var key = TableKeys.Part(organization.Org);
        if (expectedEtag is not null && (!TableKeys.IsEtag(expectedEtag)
            || (await table.Find(Partition, key).ConfigureAwait(false))?.Long("Partitions") != organization.Partitions))
        {
            return null;
        }

        var clock = organization.Clock;
        var row = new TableEntity(Partition, key)
        {
            ["Org"] = organization.Org,
            ["Name"] = organization.Name,
            ["Sandbox"] = organization.Sandbox,
            ["Generation"] = (long)organization.Generation,
            ["Partitions"] = (long)organization.Partitions,
            ["Shards"] = (long)organization.Shards,
            ["Zone"] = organization.Zone,
            ["ClockReal"] = clock.AnchorReal.UtcTicks,
            ["ClockVirtual"] = clock.AnchorVirtual.UtcTicks,
            ["ClockRate"] = clock.Rate.ToString(CultureInfo.InvariantCulture),
            ["ClockVersion"] = clock.Version,
            ["ClockJumping"] = clock.Jumping,
            ["ClockResumeRate"] = clock.ResumeRate.ToString(CultureInfo.InvariantCulture),
        };
        if (organization.RestoredAt is { } restored)
        {
            row["RestoredAt"] = restored.UtcTicks;
        }

        var etags = await table.Write(expectedEtag is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new(expectedEtag))).ConfigureAwait(false);
        return etags?[0];
    }

    private static decimal Decimal(TableEntity row, string name) => decimal.Parse(row.GetString(name), NumberStyles.Number, CultureInfo.InvariantCulture);
}
