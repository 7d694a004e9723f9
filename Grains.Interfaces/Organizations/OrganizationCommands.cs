namespace SalesGrains.Organizations;

/// <summary>What administrators ask of an organisation.</summary>
[GenerateSerializer, Immutable, Alias("organization-command")]
public abstract record OrganizationCommand;

/// <summary>Founds the organisation with its root unit and its first administrator.</summary>
/// <param name="Name">The company's name, 1–100 characters; also the root unit's.</param>
/// <param name="Administrator">The first person; role admin.</param>
[GenerateSerializer, Immutable, Alias("create-organization")]
public sealed record CreateOrganization(
    [property: Id(0)] string Name,
    [property: Id(1)] AddPerson Administrator) : OrganizationCommand;

/// <summary>Adds a region, team or store.</summary>
/// <param name="Id">Unit id, unused.</param>
/// <param name="Kind">region, team or store.</param>
/// <param name="Name">1–100 characters.</param>
/// <param name="ParentId">The company for a region; the company or a region for a team or store.</param>
[GenerateSerializer, Immutable, Alias("add-unit")]
public sealed record AddUnit(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string ParentId) : OrganizationCommand;

/// <summary>Renames or moves a unit.</summary>
/// <param name="Id">Unit id.</param>
/// <param name="Name">1–100 characters.</param>
/// <param name="ParentId">The unit above; null for the company.</param>
[GenerateSerializer, Immutable, Alias("change-unit")]
public sealed record ChangeUnit(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string? ParentId) : OrganizationCommand;

/// <summary>Adds a person who can sign in.</summary>
/// <param name="Id">User id, unused.</param>
/// <param name="Name">1–100 characters.</param>
/// <param name="SignInName">Claimed for this person in the sign-in directory before.</param>
/// <param name="PasswordHash">Hash of the password, or null for a person who comes by an identity provider only.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="UnitId">Place in the tree.</param>
/// <param name="RepId">The rep they are; needed for the role rep.</param>
[GenerateSerializer, Immutable, Alias("add-person")]
public sealed record AddPerson(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string SignInName,
    [property: Id(3)] string? PasswordHash,
    [property: Id(4)] string Role,
    [property: Id(5)] string UnitId,
    [property: Id(6)] string? RepId) : OrganizationCommand;

/// <summary>Changes a person's name, role, place, or whether they may come in at all.</summary>
[GenerateSerializer, Immutable, Alias("change-person")]
public sealed record ChangePerson(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Role,
    [property: Id(3)] string UnitId,
    [property: Id(4)] string? RepId,
    [property: Id(5)] bool Active) : OrganizationCommand;

/// <summary>Gives a person a new password; sessions that were opened with the old one end.</summary>
[GenerateSerializer, Immutable, Alias("set-password")]
public sealed record SetPassword([property: Id(0)] string Id, [property: Id(1)] string PasswordHash) : OrganizationCommand;

/// <summary>Lets a person come in by an identity provider.</summary>
/// <param name="Id">User id.</param>
/// <param name="Issuer">The provider's issuer.</param>
/// <param name="Subject">The person's subject there.</param>
[GenerateSerializer, Immutable, Alias("link-login")]
public sealed record LinkLogin(
    [property: Id(0)] string Id,
    [property: Id(1)] string Issuer,
    [property: Id(2)] string Subject) : OrganizationCommand;

/// <summary>Issues an API key (API 密钥).</summary>
/// <param name="Id">Key id, unused.</param>
/// <param name="Name">What it is for, 1–100 characters.</param>
/// <param name="SecretHash">SHA-256 of the secret in lower-case hex; the secret itself is shown once and kept nowhere.</param>
/// <param name="Role">What it may do.</param>
/// <param name="UnitId">Whose rows it may touch.</param>
[GenerateSerializer, Immutable, Alias("issue-api-key")]
public sealed record IssueApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string SecretHash,
    [property: Id(3)] string Role,
    [property: Id(4)] string UnitId) : OrganizationCommand;

/// <summary>Revokes an API key at once.</summary>
[GenerateSerializer, Immutable, Alias("revoke-api-key")]
public sealed record RevokeApiKey([property: Id(0)] string Id) : OrganizationCommand;
