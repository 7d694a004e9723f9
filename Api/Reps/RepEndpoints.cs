using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Numbers;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Reps;

/// <summary>HTTP for reps (销售员).</summary>
internal static class RepEndpoints
{
    /// <summary>Maps <c>/reps</c>.</summary>
    public static void MapReps(this IEndpointRouteBuilder routes)
    {
        var reps = routes.MapGroup("/reps").WithTags("Reps");
        reps.MapGet("/", List).RequireAuthorization(Policies.ReadOrganization);
        reps.MapPost("/", Create).RequireAuthorization(Policies.EditReps).ProducesCreated();
        reps.MapGet("/{id}", Get).RequireAuthorization(Policies.ReadOrganization);
        reps.MapPut("/{id}", Update).RequireAuthorization(Policies.EditReps).RequireVersion().ProducesCommand();
    }

    private static async Task<Ok<ItemPage<RepBody>>> List(
        Caller caller, string? scope, string? search, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Text: search.OrNull()) };
        var answer = (await portfolio.Reps(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new ItemPage<RepBody>([.. answer.Items.Select(RepBody.Of)], answer.Next));
    }

    private static async Task<Ok<RepBody>> Get(string id, Caller caller) =>
        TypedResults.Ok(RepBody.Of(await Find(caller, id), caller.Organization.Tree));

    private static async Task<IResult> Create(Call<NewRep> call)
    {
        var id = call.NewId("rep", call.Body.Id);
        var profile = await Profile(call.Caller, call.Body.Name, call.Body.UnitId, call.Body.ExternalNo, active: true);
        var rep = call.Caller.Grains.Entity<IRepGrain>(id);
        var outcome = await call.Caller.Claiming(
            EntityKinds.Rep, id, profile.ExternalNo, "/externalNo", () => rep.Execute(new(new CreateRep(profile), call.Meta)));
        return outcome.ToHttp(id, await Call.ViewPending(rep, outcome), $"/api/v1/reps/{id}");
    }

    private static async Task<IResult> Update(string id, Call<RepChange> call)
    {
        await Find(call.Caller, id);
        var profile = await Profile(call.Caller, call.Body.Name, call.Body.UnitId, call.Body.ExternalNo, call.Body.Active ?? true);
        var rep = call.Caller.Grains.Entity<IRepGrain>(id);
        var outcome = await call.Caller.Claiming(
            EntityKinds.Rep, id, profile.ExternalNo, "/externalNo", () => rep.Execute(new(new UpdateRep(profile), call.Meta)));
        return outcome.ToHttp(id, await Call.ViewPending(rep, outcome));
    }

    /// <summary>A rep that the caller may see. One who has just been created is known by their own word before the tree has them.</summary>
    private static async Task<RepView> Find(Caller caller, string id) =>
        await caller.Grains.Entity<IRepGrain>(id).Get() is { } rep && await caller.Confirms(() => caller.Reaches(rep)) ? rep : throw Problem.NotFound("rep.not-found").ToException();

    private static async Task<RepProfile> Profile(Caller caller, string? name, string? unitId, string? externalNo, bool active) =>
        unitId is not null && await caller.Confirms(() => caller.CoversUnit(unitId))
            ? new() { Name = name ?? "", UnitId = unitId, ExternalNo = externalNo.OrNull(), Left = !active }
            : throw new Problem(StatusCodes.Status422UnprocessableEntity, "rep.unit-unknown", "/unitId").ToException();
}

/// <summary>A rep to add.</summary>
internal sealed record NewRep(string Name, string UnitId, string? Id = null, string? ExternalNo = null);

/// <summary>A rep's new profile.</summary>
internal sealed record RepChange(string Name, string UnitId, string? ExternalNo = null, bool? Active = null);

/// <summary>A rep.</summary>
internal sealed record RepBody(
    string Id, string Name, string UnitId, string UnitName, string RegionName, string? ExternalNo, bool Active, long Version)
{
    /// <summary>An item of the portfolio.</summary>
    public static RepBody Of(RepItem rep) =>
        new(rep.Id, rep.Name, rep.UnitId, rep.UnitName, rep.RegionName, rep.ExternalNo, rep.Active, rep.Version);

    /// <summary>The rep by their own word, with the names of the tree.</summary>
    public static RepBody Of(RepView rep, OrganizationTree tree)
    {
        var unit = tree.Units.GetValueOrDefault(rep.Profile.UnitId);
        return new(
            rep.Id, rep.Profile.Name, rep.Profile.UnitId, unit?.Name ?? "", tree.RegionOf(rep.Id)?.Name ?? "", rep.Profile.ExternalNo,
            !rep.Profile.Left, rep.Version);
    }
}
