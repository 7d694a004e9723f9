using System.Collections.Immutable;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains;

/// <summary>An organisation that a test founded.</summary>
public sealed class TestOrganization(SalesApp app, string org, string mark, string prefix)
{
    /// <summary>People besides the administrator, by role, place and rep.</summary>
    public static readonly ImmutableArray<(string Role, string Unit, string? Rep)> Staff =
    [
        (Roles.Rep, "east-1", "rep-east"), (Roles.Manager, "east", null), (Roles.Director, OrganizationKeys.Root, null),
        (Roles.Finance, OrganizationKeys.Root, null), (Roles.Delivery, OrganizationKeys.Root, null),
    ];

    private int commands;

    /// <summary>Organisation id.</summary>
    public string Org { get; } = org;

    /// <summary>Stands in every name of it.</summary>
    public string Mark { get; } = mark;

    /// <summary>Stands before the ids of its units and reps.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>Its entity.</summary>
    public IOrganizationGrain Grain => app.Grains.GetGrain<IOrganizationGrain>($"{Org}|{OrganizationKeys.Id}");

    /// <summary>The sign-in name of its person of a role.</summary>
    public string NameOf(string role) => NameOf(Org, role);

    /// <inheritdoc cref="NameOf(string)"/>
    public static string NameOf(string org, string role) => $"{role}@{org}";

    /// <summary>The user id of its person of a role.</summary>
    public string IdOf(string role) => $"{role}-{Org}";

    /// <summary>A client of its person of a role.</summary>
    public Task<ApiClient> As(string role) => app.SignedIn(NameOf(role));

    /// <summary>A client with an API key of its own.</summary>
    public async Task<ApiClient> WithApiKey(string role = Roles.Manager, string unit = OrganizationKeys.Root)
    {
        using var admin = await As(Roles.Admin);
        var issued = await admin.Post("/api/v1/api-keys", new { name = $"{Mark}ERP", role, unitId = unit });
        var client = app.Client();
        client.Bearer(issued.Expect(201)["key"]!.GetValue<string>());
        return client;
    }

    /// <summary>Adds a person as an administrator would.</summary>
    public async Task Add(AddPerson person)
    {
        Assert.True(await app.Grains.GetGrain<IAccountGrain>(AccountKeys.OfName(person.SignInName)!).Claim(new(Org, person.Id)));
        await Do(person);
    }

    /// <summary>Sends a command to it.</summary>
    public async Task Do(OrganizationCommand command)
    {
        var key = $"test-{Interlocked.Increment(ref commands)}";
        var outcome = await Grain.Execute(new(command, new(Actor.System("test"), key, key)));
        Assert.True(outcome.Accepted, outcome.Rejection?.Code);
    }
}
