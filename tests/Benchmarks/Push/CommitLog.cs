using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Benchmarks.Push;

/// <summary>When each version of each contract was durable. Timestamps of one machine's processes are of one clock.</summary>
internal sealed class CommitLog
{
    private readonly ConcurrentDictionary<(string Contract, long Version), long> at = new();

    /// <summary>Notes that a version is durable now.</summary>
    public void Note(string contract, long version) => at[(contract, version)] = Stopwatch.GetTimestamp();

    /// <summary>Writes a file for the clients.</summary>
    public string Write(string file)
    {
        File.WriteAllLines(file, at.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key.Contract} {one.Key.Version} {one.Value}")));
        return at.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Reads what a server wrote.</summary>
    public static Dictionary<(string Contract, long Version), long> Read(string file) => File.ReadLines(file).Select(line => line.Split(' '))
        .ToDictionary(words => (words[0], long.Parse(words[1], CultureInfo.InvariantCulture)), words => long.Parse(words[2], CultureInfo.InvariantCulture));
}

/// <summary>The store, with a note of every contract's commit that it has acknowledged.</summary>
internal sealed class NotingStore(IEntityStore inner, CommitLog log) : StoreWrapper(inner)
{
    public override async Task<string> Commit(EntityCommit commit)
    {
        var etag = await base.Commit(commit);
        if (commit.Facts is ContractFacts)
        {
            log.Note(commit.Key.Id, commit.Version);
        }

        return etag;
    }
}
