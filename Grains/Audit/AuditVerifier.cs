using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Audit;

/// <summary>
/// Walks every chain of an organisation, compares what is stored beside it, and holds the digests against both (审计校验). It reads the store
/// itself, past every activation, so that nothing in memory can hide what is on the disk.
/// </summary>
public sealed class AuditVerifier(IEntityStore store, TimeProvider time)
{
    /// <summary>Findings after which it stops: what is broken so widely is a restore's business.</summary>
    public const int MostFindings = 200;

    private const int Page = 20;

    /// <summary>Verifies all of it.</summary>
    /// <param name="organization">The organisation.</param>
    /// <param name="root">The root of a digest that somebody noted elsewhere, or null: it has to be among the digests.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<AuditReport> Verify(StoredOrganization organization, string? root, CancellationToken cancellation)
    {
        var findings = ImmutableArray.CreateBuilder<AuditFinding>();
        var (entities, commits, digests) = (0, 0L, 0L);
        var verifier = new EntityVerifier(store, organization, time.GetUtcNow()) { Fits = (_, _) => commits++ };
        var audit = AuditKeys.Of(organization.Org);

        // The digests come first: only what is itself unbroken can witness for the others. Entities move on meanwhile, which does no harm.
        var (noted, roots, broken) = await Digests(audit, verifier);
        digests = roots.Count;
        if (broken is not null)
        {
            findings.Add(broken);
        }

        if (root is not null && !roots.Contains(root))
        {
            findings.Add(new(AuditLeaf.NameOf(audit), 0, AuditParts.Digest, "No digest has the root that was noted."));
        }

        for (var partition = 0; partition < organization.Partitions; partition++)
        {
            await foreach (var head in store.ScanHeads(organization.Org, partition, cancellation))
            {
                noted.Remove(AuditLeaf.NameOf(head.Key), out var ofIt);
                if (head.Key == audit)
                {
                    continue;
                }

                entities++;
                if (await verifier.Verify(head.Key, (ofIt ?? []).ToLookup(leaf => leaf.Version, leaf => leaf.Hash), head) is { } found)
                {
                    findings.Add(found);
                }

                if (findings.Count >= MostFindings)
                {
                    return new(entities, commits, digests, findings.ToImmutable());
                }
            }
        }

        findings.AddRange(noted.Values.Take(MostFindings).Select(leaves => leaves[^1])
            .Select(leaf => new AuditFinding(leaf.Entity, leaf.Version, AuditParts.Missing, "A digest wrote it down, and it is not stored.")));
        return new(entities, commits, digests, findings.ToImmutable());
    }

    private async Task<(Dictionary<string, List<AuditLeaf>> Noted, HashSet<string> Roots, AuditFinding? Broken)> Digests(EntityKey audit, EntityVerifier verifier)
    {
        var noted = new Dictionary<string, List<AuditLeaf>>(StringComparer.Ordinal);
        var roots = new HashSet<string>(StringComparer.Ordinal);
        if (await store.Load(audit) is not { } stored)
        {
            return (noted, roots, null);
        }

        if (await verifier.Verify(audit, Enumerable.Empty<string>().ToLookup(_ => 0L)) is { } broken)
        {
            return (noted, roots, broken);
        }

        var before = "";
        for (var version = 0L; version < stored.Version;)
        {
            var commits = await store.ReadCommits(audit, version, Page);
            foreach (var (commit, digest) in commits.SelectMany(commit => AuditHistory.Digests(commit).Select(digest => (commit, digest))))
            {
                if (AuditRules.Root(before, digest.Leaves) != digest.Root)
                {
                    return (noted, roots, new(AuditLeaf.NameOf(audit), commit.Version, AuditParts.Digest, "The root is not that of what was written down."));
                }

                roots.Add(before = digest.Root);
                foreach (var leaf in digest.Leaves.Select(leaf => AuditLeaf.Parse(leaf)).OfType<AuditLeaf>())
                {
                    (noted.TryGetValue(leaf.Entity, out var leaves) ? leaves : noted[leaf.Entity] = []).Add(leaf);
                }
            }

            version = commits.IsEmpty ? stored.Version : commits[^1].Version;
        }

        return (noted, roots, null);
    }
}
