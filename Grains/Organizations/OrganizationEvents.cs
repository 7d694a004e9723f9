using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Organizations;

/// <summary>Base of what happens to an organisation. The type names are stored: never reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OrganizationCreated), "organization-created")]
[JsonDerivedType(typeof(UnitAdded), "unit-added")]
[JsonDerivedType(typeof(UnitChanged), "unit-changed")]
[JsonDerivedType(typeof(PersonAdded), "person-added")]
[JsonDerivedType(typeof(PersonChanged), "person-changed")]
[JsonDerivedType(typeof(PasswordSet), "password-set")]
[JsonDerivedType(typeof(LoginLinked), "login-linked")]
[JsonDerivedType(typeof(ApiKeyIssued), "api-key-issued")]
[JsonDerivedType(typeof(ApiKeyRevoked), "api-key-revoked")]
[JsonDerivedType(typeof(RepPlaced), "rep-placed")]
public abstract record OrganizationEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The organisation was founded.</summary>
public sealed record OrganizationCreated(string Name) : OrganizationEvent;

/// <summary>A unit was added.</summary>
public sealed record UnitAdded(string Id, string Kind, string Name, string ParentId) : OrganizationEvent;

/// <summary>A unit was renamed or moved.</summary>
public sealed record UnitChanged(string Id, string Name, string? ParentId) : OrganizationEvent;

/// <summary>A person was added.</summary>
public sealed record PersonAdded(
    string Id, string Name, string SignInName, string? PasswordHash, string Role, string UnitId, string? RepId) : OrganizationEvent;

/// <summary>A person was changed.</summary>
public sealed record PersonChanged(string Id, string Name, string Role, string UnitId, string? RepId, bool Active) : OrganizationEvent;

/// <summary>A person got a new password.</summary>
public sealed record PasswordSet(string Id, string PasswordHash) : OrganizationEvent;

/// <summary>A person may come in by an identity provider.</summary>
public sealed record LoginLinked(string Id, string Issuer, string Subject) : OrganizationEvent;

/// <summary>An API key was issued.</summary>
public sealed record ApiKeyIssued(string Id, string Name, string SecretHash, string Role, string UnitId) : OrganizationEvent;

/// <summary>An API key was revoked.</summary>
public sealed record ApiKeyRevoked(string Id) : OrganizationEvent;

/// <summary>A rep told where it belongs.</summary>
public sealed record RepPlaced(string RepId, string Name, string UnitId, bool Active) : OrganizationEvent;
