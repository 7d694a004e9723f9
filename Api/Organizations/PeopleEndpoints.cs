using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Organizations;

/// <summary>HTTP for people: who may come in, as what, and where they belong.</summary>
internal static class PeopleEndpoints
{
    /// <summary>Maps <c>/organization/people</c>.</summary>
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/people").RequireAuthorization(Policies.Administer);
        people.MapPost("/", Add).ProducesCreated();
        people.MapPut("/{id}", Change).ProducesCommand();
        people.MapPost("/{id}/password", SetPassword).ProducesCommand();
        people.MapPost("/{id}/logins", LinkLogin).ProducesCommand();
    }

    /// <summary>First the name is claimed, then the person is committed; a refused person gives the name back.</summary>
    private static async Task<IResult> Add(Call<NewPerson> call, IGrainFactory grains, Passwords passwords)
    {
        var body = call.Body;
        var id = call.NewId("person");
        var name = AccountKeys.Normalize(body.SignInName)
            ?? throw new Problem(StatusCodes.Status422UnprocessableEntity, "person.sign-in-name-malformed", "/signInName").ToException();
        var command = new AddPerson(id, body.Name, name, passwords.Hash(body.Password), body.Role, body.UnitId, body.RepId);
        var account = grains.GetGrain<IAccountGrain>(AccountKeys.OfName(name)!);
        return await Claimed(call, id, account, command, "person.sign-in-name-taken", "/signInName", $"/api/v1/organization/people/{id}");
    }

    private static Task<IResult> Change(string id, Call<PersonChange> call) =>
        call.Send(id, new ChangePerson(id, call.Body.Name, call.Body.Role, call.Body.UnitId, call.Body.RepId, call.Body.Active));

    private static Task<IResult> SetPassword(string id, Call<NewPassword> call, Passwords passwords) =>
        call.Send(id, new SetPassword(id, passwords.Hash(call.Body.Password)));

    private static Task<IResult> LinkLogin(string id, Call<NewLogin> call, IGrainFactory grains) => Claimed(
        call,
        id,
        grains.GetGrain<IAccountGrain>(AccountKeys.OfLogin(call.Body.Issuer, call.Body.Subject)),
        new LinkLogin(id, call.Body.Issuer, call.Body.Subject),
        "login.taken",
        "/subject");

    private static async Task<IResult> Claimed(
        Call call, string id, IAccountGrain account, OrganizationCommand command, string taken, string field, string? location = null)
    {
        var owner = new AccountOwner(call.Caller.Org, id);
        if (!await account.Claim(owner))
        {
            return new Problem(StatusCodes.Status422UnprocessableEntity, taken, field).ToResult();
        }

        var organization = call.Caller.Organization();
        var outcome = await organization.Execute(new(command, call.Meta));
        if (!outcome.Accepted)
        {
            await account.Release(owner);
        }

        return outcome.ToHttp(id, await Call.ViewPending(organization, outcome), location);
    }
}

/// <summary>A person as administrators see them.</summary>
internal sealed record PersonBody(string Id, string Name, string Role, string SignInName, string UnitId, string? RepId, bool Active)
{
    /// <summary>Without what stays inside the server.</summary>
    public static PersonBody Of(PersonView person) =>
        new(person.Id, person.Name, person.Role, person.SignInName, person.UnitId, person.RepId, person.Active);
}

/// <summary>A person to add.</summary>
internal sealed record NewPerson(string Name, string SignInName, string Password, string Role, string UnitId, string? RepId = null);

/// <summary>A person's new name, role, place and access.</summary>
internal sealed record PersonChange(string Name, string Role, string UnitId, bool Active, string? RepId = null);

/// <summary>A person's new password.</summary>
internal sealed record NewPassword(string Password);

/// <summary>A person's identity at a provider.</summary>
internal sealed record NewLogin(string Issuer, string Subject);
