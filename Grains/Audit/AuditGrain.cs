using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Audit;

/// <summary>Keeps an organisation's digests. <see cref="AuditRules"/> decides, the entity protocol commits.</summary>
[GrainType(EntityKinds.Audit)]
internal sealed class AuditGrain(EntityRuntime runtime, IEntityStore store, IOrganizationDirectory organizations, TimeProvider time)
    : EntityGrain<AuditState, AuditCommand, AuditEvent>(runtime, AuditRules.Definition), IAuditGrain
{
    private const int Page = 20;

    // The version of each entity that the digests so far have written down; read back from them when it is first needed.
    private Dictionary<string, long>? known;
    private DateTimeOffset lookedAt;

    public async Task<DigestView?> TakeDigest(bool now)
    {
        var at = time.GetUtcNow();
        if (!now && (at - lookedAt < AuditRules.Every || at - State.TakenAt < AuditRules.Every))
        {
            return View();
        }

        try
        {
            known ??= await ReadKnown();
            foreach (var slice in (await Changed()).Chunk(AuditRules.LeavesOfOne))
            {
                var outcome = await Run(new(new RecordDigest([.. slice.Select(leaf => leaf.ToString())], at), new(Actor.System("audit"))));
                if (!outcome.Accepted)
                {
                    throw new EntityFaultException($"{Key} refuses a digest: {outcome.Rejection!.Code}.");
                }

                foreach (var leaf in slice)
                {
                    known[leaf.Entity] = leaf.Version;
                }
            }
        }
        catch
        {
            // What was written down is read back the next time.
            known = null;
            throw;
        }

        lookedAt = at;
        return View();
    }

    public Task<DigestView?> Latest() => Task.FromResult(View());

    private DigestView? View() => State.Number > 0 ? new(State.Number, State.Root, State.TakenAt) : null;

    private async Task<Dictionary<string, long>> ReadKnown()
    {
        var read = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var version = 0L; version < Version;)
        {
            var commits = await store.ReadCommits(Key, version, Page);
            foreach (var leaf in commits.SelectMany(commit => AuditHistory.Leaves(commit)))
            {
                read[leaf.Entity] = leaf.Version;
            }

            version = commits.IsEmpty ? Version : commits[^1].Version;
        }

        return read;
    }

    private async Task<List<AuditLeaf>> Changed()
    {
        var organization = (await organizations.Get(Key.Org)).Stored;
        var changed = new List<AuditLeaf>();
        for (var partition = 0; partition < organization.Partitions; partition++)
        {
            await foreach (var head in store.ScanHeads(Key.Org, partition))
            {
                if (head.Key != Key && known!.GetValueOrDefault(AuditLeaf.NameOf(head.Key)) < head.Version && await store.Load(head.Key) is { } stored)
                {
                    changed.Add(AuditLeaf.Of(stored));
                }
            }
        }

        changed.Sort((one, other) => string.CompareOrdinal(one.Entity, other.Entity));
        return changed;
    }
}

/// <summary>Reads digests back.</summary>
internal static class AuditHistory
{
    /// <summary>The digests of a commit of the audit entity.</summary>
    public static IEnumerable<DigestTaken> Digests(StoredCommit commit) =>
        CommitContent.Read(commit.Content).Events
            .Select(record => System.Text.Json.JsonSerializer.Deserialize(record.Data, AuditRules.Definition.EventJson)).OfType<DigestTaken>();

    /// <summary>What a commit of the audit entity wrote down.</summary>
    public static ImmutableArray<AuditLeaf> Leaves(StoredCommit commit) =>
        [.. Digests(commit).SelectMany(digest => digest.Leaves).Select(leaf => AuditLeaf.Parse(leaf)).OfType<AuditLeaf>()];
}
