using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>
/// Who may come in, now. Each call asks anew: the people of an organisation are kept as of the tree's version, which the directory
/// renews with each change in every silo, so a person who was shut out is out at their next call (two seconds later at a silo that did not
/// hear of it). Whoever is not let in by what is kept is looked up where it is owned first: they may have come in through another silo a moment ago.
/// </summary>
public sealed class Callers(IOrganizationDirectory directory, IGrainFactory grains, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, OrganizationView> views = new(StringComparer.Ordinal);
    private readonly FreshLook fresh = new(directory);

    /// <summary>The person with this id and, where one is given, this security stamp; null when there is none or they may not come in.</summary>
    public ValueTask<PersonView?> Person(string org, string userId, string? stamp = null) =>
        Ask(org, view => view.Person(userId) is { Active: true } person && (stamp is null || Stamp(person) == stamp) ? person : null);

    /// <summary>The person as they are now, whichever silo has changed them: who signs in may have a new password since a moment.</summary>
    public async ValueTask<PersonView?> PersonNow(string org, string userId)
    {
        await fresh.Take(org);
        return await Person(org, userId);
    }

    /// <summary>The API key with this id, or null when there is none or it was revoked.</summary>
    public ValueTask<ApiKeyView?> ApiKey(string org, string keyId) =>
        Ask(org, view => view.ApiKeys.FirstOrDefault(key => key.Id == keyId && key.Active));

    /// <summary>The caller behind a principal as of now, or null when they may not come in any more. Hubs ask this again and again.</summary>
    public async ValueTask<Caller?> Of(ClaimsPrincipal principal)
    {
        var org = principal.FindFirstValue(SalesClaims.Org);
        var user = principal.FindFirstValue(SalesClaims.User);
        if (org is null || user is null)
        {
            return null;
        }

        var current = principal.FindFirstValue(SalesClaims.Kind) == "api-key"
            ? await ApiKey(org, user) is { } key ? Principal(org, key, "current") : null
            : await Person(org, user, principal.FindFirstValue(SalesClaims.Stamp) ?? "") is { } person ? Principal(org, person, "current") : null;
        return current is null ? null : new(current, await directory.Get(org), new(grains, org), time.GetUtcNow(), () => LookAnew(org));
    }

    private async Task<OrganizationSnapshot> LookAnew(string org)
    {
        await fresh.Take(org);
        return await directory.Get(org);
    }

    private async ValueTask<T?> Ask<T>(string org, Func<OrganizationView, T?> find)
        where T : class
    {
        if (await View(org) is not { } view)
        {
            return null;
        }

        return find(view) ?? (await fresh.Take(org) && await View(org) is { } newer && newer.Version > view.Version ? find(newer) : null);
    }

    /// <summary>The organisation as the edge knows it, or null when there is none.</summary>
    public async ValueTask<OrganizationView?> View(string org)
    {
        OrganizationSnapshot snapshot;
        try
        {
            snapshot = await directory.Get(org);
        }
        catch (KeyNotFoundException)
        {
            return null;
        }

        if (views.TryGetValue(org, out var known) && known.Version >= snapshot.Tree.Version && snapshot.Tree.Version > 0)
        {
            return known;
        }

        CallContext.Organization = org;
        var read = await grains.GetGrain<IOrganizationGrain>($"{org}|{OrganizationKeys.Id}").View();
        return read is null
            ? null
            : views.AddOrUpdate(org, read, (_, other) => other.Version > read.Version ? other : read);
    }

    /// <summary>A person's session stamp.</summary>
    public static string Stamp(PersonView person) => person.Stamp.ToString(CultureInfo.InvariantCulture);

    /// <summary>The principal of a person.</summary>
    public static ClaimsPrincipal Principal(string org, PersonView person, string scheme)
    {
        var claims = Claims(org, person.Id, person.Name, person.Role, person.Scope, "person");
        claims.Add(new(SalesClaims.Stamp, Stamp(person)));
        claims.Add(new(SalesClaims.SignInName, person.SignInName));
        if (person.RepId is { } rep)
        {
            claims.Add(new(SalesClaims.Rep, rep));
        }

        return new(new ClaimsIdentity(claims, scheme, SalesClaims.Name, SalesClaims.Role));
    }

    /// <summary>The principal of an API key.</summary>
    public static ClaimsPrincipal Principal(string org, ApiKeyView key, string scheme) =>
        new(new ClaimsIdentity(Claims(org, key.Id, key.Name, key.Role, key.Scope, "api-key"), scheme, SalesClaims.Name, SalesClaims.Role));

    private static List<Claim> Claims(string org, string id, string name, string role, BoardScope scope, string kind) =>
    [
        new(SalesClaims.Org, org),
        new(SalesClaims.User, id),
        new(SalesClaims.Name, name),
        new(SalesClaims.Role, role),
        new(SalesClaims.Scope, scope.ToString()),
        new(SalesClaims.Kind, kind),
    ];
}
