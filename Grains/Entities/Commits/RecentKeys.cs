using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Commits;

/// <summary>The command keys that this activation has answered lately; their rows are committed, so they may be answered from here.</summary>
internal sealed class RecentKeys(int most)
{
    private readonly Dictionary<string, StoredCommand> byKey = [];
    private readonly Queue<string> order = new();

    /// <summary>The row of a key, or null.</summary>
    public StoredCommand? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Keeps a row that the store has.</summary>
    public void Remember(StoredCommand row)
    {
        if (byKey.TryAdd(row.CommandKey, row))
        {
            order.Enqueue(row.CommandKey);
        }

        if (order.Count > most)
        {
            byKey.Remove(order.Dequeue());
        }
    }
}
