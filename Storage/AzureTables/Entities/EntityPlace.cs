using System.Globalization;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.Entities;

namespace SalesGrains.AzureTables.Entities;

/// <summary>
/// Where an entity's rows are. All are in one partition, so that a commit is one transaction; the first letter of a row's key tells what
/// it is, so that facts, marks and keys of a partition are each one range. Stored data depends on it: never change it.
/// </summary>
internal readonly record struct EntityPlace(EntityKey Key, int Part)
{
    /// <summary>State, lanes and facts.</summary>
    public const string Heads = "E|";

    /// <summary>Marks of entities with something undelivered.</summary>
    public const string Marks = "P|";

    /// <summary>Used command keys.</summary>
    public const string Commands = "K|";

    /// <summary>"Delivered up to".</summary>
    public const string Lanes = "D|";

    /// <summary>Histories.</summary>
    public const string Histories = "H|";

    private string Name => $"{TableKeys.Part(Key.Kind)}|{TableKeys.Part(Key.Id)}";

    public string Partition => PartitionOf(Key.Org, Part);

    public string Head => Heads + Name;

    public string Mark => Marks + Name;

    /// <summary>"Delivered up to", which is written on its own.</summary>
    public string Delivered => Lanes + Name;

    public string Command(string key) => $"{Commands}{Name}|{TableKeys.Part(key)}";

    /// <summary>A commit; versions have eight digits, so that their order is the rows'.</summary>
    public string Commit(long version) => string.Create(CultureInfo.InvariantCulture, $"{Histories}{Name}|{version:D8}");

    public static string PartitionOf(string org, int part) => string.Create(CultureInfo.InvariantCulture, $"{TableKeys.Part(org)}|{part}");

    /// <summary>The entity that a head or a mark is of.</summary>
    public static EntityKey KeyOf(TableEntity row, string org) => new(row.GetString("Kind"), org, row.GetString("Id"));
}
