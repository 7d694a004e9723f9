using SalesGrains.Entities;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Audit;

/// <summary>Walks one entity's history and compares with it all that is stored of the entity.</summary>
/// <param name="store">The store.</param>
/// <param name="organization">Its organisation.</param>
/// <param name="now">Real time.</param>
internal sealed class EntityVerifier(IEntityStore store, StoredOrganization organization, DateTimeOffset now)
{
    private const int Page = 100;

    /// <summary>Takes each commit that fits.</summary>
    public Action<EntityKey, StoredCommit> Fits { get; init; } = static (_, _) => { };

    /// <summary>The first thing that does not fit, or null. <paramref name="noted"/>: what digests wrote down of it, by version.</summary>
    public async Task<AuditFinding?> Verify(EntityKey key, ILookup<long, string> noted, FactsHead? head = null)
    {
        var walk = new ChainWalk();
        AuditFinding Found(long version, string part, string why) => new(AuditLeaf.NameOf(key), version, part, why);
        try
        {
            if (await store.Load(key) is not { } stored)
            {
                return Found(noted.Select(one => one.Key).DefaultIfEmpty().Max(), AuditParts.Missing, "The entity is not stored.");
            }

            CommitContent? last = null;
            while (walk.Version < stored.Version)
            {
                var commits = await store.ReadCommits(key, walk.Version, (int)Math.Min(Page, stored.Version - walk.Version));
                if (commits.IsEmpty)
                {
                    return Found(walk.Version + 1, AuditParts.Commit, "The history ends before the entity's version.");
                }

                foreach (var commit in commits)
                {
                    if (!walk.Take(commit))
                    {
                        return Found(walk.Version + 1, AuditParts.Commit, "The commit does not fit the chain.");
                    }

                    if (noted[commit.Version].Any(hash => hash != Convert.ToBase64String(commit.Hash.Span)))
                    {
                        return Found(commit.Version, AuditParts.Digest, "A digest wrote down another commit.");
                    }

                    last = CommitContent.Read(commit.Content);
                    if (last.Key is { } command && await Answer(key, command, last, commit.RecordedAt) is { } why)
                    {
                        return Found(commit.Version, AuditParts.Answer, why);
                    }

                    Fits(key, commit);
                }
            }

            return noted.Any(one => one.Key > stored.Version) ? Found(stored.Version + 1, AuditParts.Digest, "A digest wrote down later commits.")
                : Compare(stored, walk, last, head) is var (part, reason) ? Found(stored.Version, part, reason)
                : null;
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            return Found(walk.Version + 1, AuditParts.Commit, $"It cannot be read: {error.GetType().Name}.");
        }
    }

    private static (string Part, string Why)? Compare(StoredEntity stored, ChainWalk walk, CommitContent? last, FactsHead? head) =>
        !walk.Hash.Span.SequenceEqual(stored.LastHash.Span) ? (AuditParts.Head, "The entity keeps another last hash.")
        : walk.Seq != stored.LastSeq || walk.At != stored.LastRecordedAt ? (AuditParts.Head, "The entity keeps another last event or moment.")
        : head is not null && head.Version == stored.Version && head.NextDue != stored.Facts.NextDue ? (AuditParts.Head, "The moment at which it acts next is another than that of its facts.")
        : last?.Sealed is not { } seals ? null
        : seals.State != SealRules.OfState(stored.State.Span, stored.EvolveVersion, stored.MinReader) ? (AuditParts.State, "The state is not the one that was committed.")
        : seals.Lanes != SealRules.OfLanes(stored.Lanes.Span) ? (AuditParts.Lanes, "The lane positions are not those that were committed.")
        : last.Facts is { } facts && !FactsJson.Write(facts).AsSpan().SequenceEqual(FactsJson.Write(stored.Facts)) ? (AuditParts.Facts, "The facts are not those that were committed.")
        : null;

    private async Task<string?> Answer(EntityKey key, string command, CommitContent content, DateTimeOffset recordedAt)
    {
        if (content.Sealed?.Answer is not { } seal)
        {
            return null;
        }

        // Keys are deleted after their life. A sandbox's clock says nothing about how long one has been there.
        return await store.FindCommand(key, command) is { } stored ? (seal == SealRules.OfAnswer(stored) ? null : "The answer is not the one that was committed.")
            : organization.Sandbox || now - recordedAt > KeyRules.Lifetime ? null
            : "The command's key is not stored.";
    }
}
