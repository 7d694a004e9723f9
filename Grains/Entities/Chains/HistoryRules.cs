using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Chains;

/// <summary>What the history shows of a commit. Pure.</summary>
public static class HistoryRules
{
    /// <summary>One entry per event.</summary>
    public static IEnumerable<HistoryEntry> Entries(EntityKey key, StoredCommit commit)
    {
        var content = CommitContent.Read(commit.Content);
        return content.Events.Select((one, index) => new HistoryEntry(
            CommitContent.EventId(key, content.Generation, commit.FirstSeq + index),
            commit.Version,
            one.Data.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "",
            one.OccurredAt ?? commit.RecordedAt,
            commit.RecordedAt,
            one.Actor ?? content.Actor,
            one.Data.GetRawText(),
            content.RulesVersion));
    }
}
