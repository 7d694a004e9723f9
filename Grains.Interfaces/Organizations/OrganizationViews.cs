using System.Collections.Immutable;

namespace SalesGrains.Organizations;

/// <summary>The organisation as its members see it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">Rises with each change.</param>
/// <param name="Units">In tree order: a unit comes after the one above it.</param>
/// <param name="People">In the order of their names.</param>
/// <param name="ApiKeys">In the order of their names.</param>
/// <param name="Reps">In the order of their ids.</param>
[GenerateSerializer, Immutable, Alias("organization-view")]
public sealed record OrganizationView(
    [property: Id(0)] string Name,
    [property: Id(1)] long Version,
    [property: Id(2)] ImmutableArray<OrganizationUnit> Units,
    [property: Id(3)] ImmutableArray<PersonView> People,
    [property: Id(4)] ImmutableArray<ApiKeyView> ApiKeys,
    [property: Id(5)] ImmutableArray<RepPlaceView> Reps)
{
    /// <summary>The person with this id, or null.</summary>
    public PersonView? Person(string id) => People.FirstOrDefault(person => person.Id == id);
}

/// <summary>A person (用户) as the edge must know them: stays inside the server.</summary>
/// <param name="Id">User id.</param>
/// <param name="Name">Name.</param>
/// <param name="SignInName">Unique in the installation.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="UnitId">Place in the tree.</param>
/// <param name="RepId">The rep they are, if they are one.</param>
/// <param name="Active">False: may not come in.</param>
/// <param name="PasswordHash">Hash, or null when they have no password.</param>
/// <param name="Stamp">Rises when password or access change: older sessions end.</param>
/// <param name="Scope">The largest scope they may see.</param>
[GenerateSerializer, Immutable, Alias("person-view")]
public sealed record PersonView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string SignInName,
    [property: Id(3)] string Role,
    [property: Id(4)] string UnitId,
    [property: Id(5)] string? RepId,
    [property: Id(6)] bool Active,
    [property: Id(7)] string? PasswordHash,
    [property: Id(8)] long Stamp,
    [property: Id(9)] BoardScope Scope);

/// <summary>An API key as the edge must know it: stays inside the server.</summary>
/// <param name="Id">Key id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="SecretHash">SHA-256 of the secret in lower-case hex.</param>
/// <param name="Role">What it may do.</param>
/// <param name="UnitId">Place in the tree.</param>
/// <param name="Scope">The largest scope it may see.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="IssuedBy">By whom.</param>
/// <param name="Active">False once it is revoked.</param>
[GenerateSerializer, Immutable, Alias("api-key-view")]
public sealed record ApiKeyView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string SecretHash,
    [property: Id(3)] string Role,
    [property: Id(4)] string UnitId,
    [property: Id(5)] BoardScope Scope,
    [property: Id(6)] DateTimeOffset IssuedAt,
    [property: Id(7)] string IssuedBy,
    [property: Id(8)] bool Active);

/// <summary>Where a rep belongs.</summary>
/// <param name="Id">Rep id.</param>
/// <param name="Name">Name.</param>
/// <param name="UnitId">Team or store.</param>
/// <param name="Active">False once the rep has left.</param>
[GenerateSerializer, Immutable, Alias("rep-place-view")]
public sealed record RepPlaceView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string UnitId,
    [property: Id(3)] bool Active);
