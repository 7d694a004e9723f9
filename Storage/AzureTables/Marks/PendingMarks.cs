using System.Collections.Concurrent;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Entities;

namespace SalesGrains.AzureTables.Marks;

/// <summary>
/// What this process believes of the marks, so that a commit need not read its entity's first: a mark keeps the age of the commit that
/// made it. A belief that is wrong makes the transaction be refused, and is put right by a read.
/// </summary>
internal sealed class PendingMarks(Table table)
{
    // An entity whose activation has moved to another silo is forgotten this way only.
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<EntityKey, Mark> marks = new();

    public Mark? Of(EntityKey key) => marks.GetValueOrDefault(key);

    public async Task<Mark?> Read(EntityPlace place)
    {
        var row = await table.Find(place.Partition, place.Mark).ConfigureAwait(false);
        if (row is null)
        {
            marks.TryRemove(place.Key, out _);
            return null;
        }

        var mark = new Mark(row.ETag.ToString(), row.Long("Version"), row.Long("Since"));
        Set(place.Key, mark);
        return mark;
    }

    public void Set(EntityKey key, Mark mark)
    {
        if (marks.Count >= Most)
        {
            marks.Clear();
        }

        marks[key] = mark;
    }

    /// <summary>Forgets a mark that has fallen; one that was set meanwhile stays.</summary>
    public void Fell(EntityKey key, Mark mark) => marks.TryRemove(KeyValuePair.Create(key, mark));

    /// <summary>Nobody knows what became of the mark.</summary>
    public void Forget(EntityKey key) => marks.TryRemove(key, out _);

    /// <summary>The write that puts a mark for a version, in place of the one that is there.</summary>
    public static TableTransactionAction Put(EntityPlace place, Mark? present, long version, long now)
    {
        var row = new TableEntity(place.Partition, place.Mark)
        {
            ["Kind"] = place.Key.Kind,
            ["Id"] = place.Key.Id,
            ["Version"] = version,
            ["Since"] = present?.Since ?? now,
        };
        return present is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, new(present.Etag));
    }

    /// <summary>The write that lets a mark fall.</summary>
    public static TableTransactionAction Clear(EntityPlace place, Mark mark) =>
        new(TableTransactionActionType.Delete, new TableEntity(place.Partition, place.Mark), new(mark.Etag));
}

/// <summary>A mark: its row's etag, the version that it bears, and since when it stands, in ticks.</summary>
internal sealed record Mark(string Etag, long Version, long Since);
