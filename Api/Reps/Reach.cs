using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Reps;

/// <summary>Whose things a caller may touch (X11): their place in the tree must cover the rep.</summary>
internal static class Reach
{
    /// <summary>True when a unit lies within the caller's place.</summary>
    public static bool CoversUnit(this Caller caller, string unitId) =>
        caller.Organization.Tree.Units.TryGetValue(unitId, out var unit) && caller.Covers(unit.Kind switch
        {
            "company" => BoardScope.Company,
            "region" => new("region", unitId),
            _ => new("team", unitId),
        });

    /// <summary>True when the rep lies within the caller's place, by the tree or, where it does not have them yet, by their own word.</summary>
    public static bool Reaches(this Caller caller, RepView rep) =>
        caller.Organization.Tree.Reps.ContainsKey(rep.Id) ? caller.Sees(rep.Id) : caller.CoversUnit(rep.Profile.UnitId);

    /// <summary>Refuses a rep that the caller may not give things to.</summary>
    /// <exception cref="ProblemException">422: unknown, or elsewhere, which is the same to this caller.</exception>
    public static async Task MustReach(this Caller caller, string? repId, string field)
    {
        if (!await caller.IsReached(repId))
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "rep.unknown", field).ToException();
        }
    }

    /// <summary>True when there is such a rep and the caller may give things to them.</summary>
    public static async Task<bool> IsReached(this Caller caller, string? repId) =>
        TenantGrains.IsId(repId)
        && ((caller.Organization.Tree.Reps.ContainsKey(repId!) && caller.Sees(repId!))
            || (await caller.Grains.Entity<IRepGrain>(repId!).Get() is { } rep && await caller.Confirms(() => caller.Reaches(rep))));

    /// <summary>The name of a rep, or an empty one.</summary>
    public static async Task<string> RepName(this Caller caller, string repId) =>
        TenantGrains.IsId(repId) && await caller.Grains.Entity<IRepGrain>(repId).Get() is { } rep ? rep.Profile.Name : "";

    /// <summary>Empty text is no text.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
