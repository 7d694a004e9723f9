using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Organizations;

/// <summary>HTTP for the organisation and its units.</summary>
internal static class OrganizationEndpoints
{
    /// <summary>Maps <c>/organization</c>.</summary>
    public static void MapOrganization(this IEndpointRouteBuilder routes)
    {
        var organization = routes.MapGroup("/organization").WithTags("Organization");
        organization.MapGet("/", Get).RequireAuthorization(Policies.ReadOrganization);
        organization.MapPost("/units", AddUnit).RequireAuthorization(Policies.Administer).ProducesCreated();
        organization.MapPut("/units/{id}", ChangeUnit).RequireAuthorization(Policies.Administer).ProducesCommand();
        organization.MapPeople();
    }

    /// <summary>The caller's organisation entity.</summary>
    public static IOrganizationGrain Organization(this Caller caller) => caller.Grains.Entity<IOrganizationGrain>(OrganizationKeys.Id);

    /// <summary>Sends a command to the caller's organisation.</summary>
    public static Task<IResult> Send(this Call call, string id, OrganizationCommand command, string? location = null) =>
        call.Send(call.Caller.Organization(), id, (organization, meta) => organization.Execute(new(command, meta)), location);

    private static async Task<Ok<OrganizationBody>> Get(Caller caller)
    {
        var view = await caller.Organization().View() ?? throw Problem.NotFound().ToException();
        return TypedResults.Ok(new OrganizationBody(
            caller.Org,
            view.Name,
            view.Version,
            [.. view.Units.Select(unit => new UnitBody(unit.Id, unit.Kind, unit.Name, unit.ParentId))],
            caller.Role == Roles.Admin ? [.. view.People.Select(PersonBody.Of)] : []));
    }

    private static Task<IResult> AddUnit(Call<NewUnit> call)
    {
        var id = call.NewId("unit", call.Body.Id);
        return call.Send(id, new AddUnit(id, call.Body.Kind, call.Body.Name, call.Body.ParentId), $"/api/v1/organization/units/{id}");
    }

    private static Task<IResult> ChangeUnit(string id, Call<UnitChange> call) =>
        call.Send(id, new ChangeUnit(id, call.Body.Name, call.Body.ParentId));
}

/// <summary>The organisation.</summary>
internal sealed record OrganizationBody(string Id, string Name, long Version, IReadOnlyList<UnitBody> Units, IReadOnlyList<PersonBody> People);

/// <summary>A unit.</summary>
internal sealed record UnitBody(string Id, string Kind, string Name, string? ParentId);

/// <summary>A unit to add.</summary>
internal sealed record NewUnit(string Kind, string Name, string ParentId, string? Id = null);

/// <summary>A unit's new name and place.</summary>
internal sealed record UnitChange(string Name, string? ParentId);
