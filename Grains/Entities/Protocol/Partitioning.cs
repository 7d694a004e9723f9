using System.Globalization;
using System.Text;
using SalesGrains.Organizations;

namespace SalesGrains.Entities.Protocol;

/// <summary>Where an entity's rows and facts live. Stored data depends on it: never change it.</summary>
public static class Partitioning
{
    /// <summary>The partition of an entity: FNV-1a over kind and id.</summary>
    public static int PartitionOf(EntityKey key, int partitions)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes($"{key.Kind}/{key.Id}"))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return (int)(hash % (uint)partitions);
    }

    /// <summary>The key of the portfolio shard that holds an entity's facts: <c>{org}|p{generation}|{shard}</c>.</summary>
    public static string ShardKeyOf(StoredOrganization organization, EntityKey key) =>
        ShardKey(organization, PartitionOf(key, organization.Partitions) % organization.Shards);

    /// <summary>The key of a portfolio shard.</summary>
    public static string ShardKey(StoredOrganization organization, int shard) =>
        $"{organization.Org}|p{organization.Generation}|{shard}";

    /// <summary>Organisation, generation and number of a portfolio shard's key.</summary>
    public static (string Org, int Generation, int Shard) ParseShardKey(string key) =>
        key.Split('|') is [{ Length: > 0 } org, ['p', .. var generation], var shard]
        && int.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var g)
        && int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            ? (org, g, s)
            : throw new ArgumentException($"Not the key of a portfolio shard: {key}", nameof(key));

    /// <summary>All portfolio shards of an organisation.</summary>
    public static IEnumerable<string> ShardKeys(StoredOrganization organization) =>
        Enumerable.Range(0, organization.Shards).Select(shard => ShardKey(organization, shard));

    /// <summary>The partitions that a shard owns.</summary>
    public static IEnumerable<int> PartitionsOf(StoredOrganization organization, int shard) =>
        Enumerable.Range(0, organization.Partitions).Where(partition => partition % organization.Shards == shard);
}
