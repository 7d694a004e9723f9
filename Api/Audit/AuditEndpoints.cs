using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Audit;

/// <summary>HTTP for the history's own history: the digests, and the walk along every chain.</summary>
internal static class AuditEndpoints
{
    /// <summary>Maps <c>/admin/audit</c>.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/admin/audit").WithTags("Administration").RequireAuthorization(Policies.Administer);
        audit.MapGet("/", Latest);
        audit.MapPost("/digests", Take).Produces<DigestBody>();
        audit.MapGet("/verify", Verify);
    }

    private static async Task<Ok<LatestDigestBody>> Latest(Caller caller) =>
        TypedResults.Ok(new LatestDigestBody(DigestBody.Of(await Grain(caller).Latest())));

    /// <summary>Takes a digest now, for whoever wants to keep its root elsewhere. Again is harmless: a digest of nothing new is the one before.</summary>
    private static async Task<IResult> Take(Call call) =>
        TypedResults.Ok(DigestBody.Of(await Grain(call.Caller).TakeDigest(now: true)) ?? throw Problem.NotFound().ToException());

    /// <summary>Walks every chain of the organisation. A large one takes minutes.</summary>
    /// <param name="root">The root of a digest that was noted elsewhere.</param>
    private static async Task<Ok<AuditReportBody>> Verify(string? root, Caller caller, AuditVerifier verifier, CancellationToken gone)
    {
        var report = await verifier.Verify(caller.Organization.Stored, root, gone);
        return TypedResults.Ok(new AuditReportBody(
            report.Findings.IsEmpty,
            report.Entities,
            report.Commits,
            report.Digests,
            [.. report.Findings.Select(finding => new AuditFindingBody(finding.Entity, finding.Version, finding.Part, finding.Why))]));
    }

    private static IAuditGrain Grain(Caller caller) => caller.Grains.Entity<IAuditGrain>(AuditKeys.Id);
}

/// <summary>The latest digest; null before the first.</summary>
internal sealed record LatestDigestBody(DigestBody? Latest);

/// <summary>A digest.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Root">64 hexadecimal digits, to be noted elsewhere.</param>
/// <param name="TakenAt">When, in real time.</param>
internal sealed record DigestBody(long Number, string Root, DateTimeOffset TakenAt)
{
    public static DigestBody? Of(DigestView? view) => view is null ? null : new(view.Number, view.Root, view.TakenAt);
}

/// <summary>What a verification found.</summary>
/// <param name="Intact">True when everything fits.</param>
/// <param name="Entities">How many entities were looked at.</param>
/// <param name="Commits">How many commits.</param>
/// <param name="Digests">How many digests.</param>
/// <param name="Findings">The first thing of each entity that does not fit; at most 200.</param>
internal sealed record AuditReportBody(bool Intact, int Entities, long Commits, long Digests, IReadOnlyList<AuditFindingBody> Findings);

/// <summary>Something that does not fit, and where.</summary>
/// <param name="Entity">Kind and id.</param>
/// <param name="Version">The commit.</param>
/// <param name="Part">commit, head, state, lanes, facts, answer, digest, missing.</param>
/// <param name="Why">In words.</param>
internal sealed record AuditFindingBody(string Entity, long Version, string Part, string Why);
