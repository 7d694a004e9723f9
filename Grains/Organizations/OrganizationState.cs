using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Organizations;

/// <summary>
/// An organisation as stored: the fold of its events. Why the members have setters, see <see cref="Entities.StoredJson"/>.
/// </summary>
public sealed record OrganizationState
{
    /// <summary>Name; empty before it is founded.</summary>
    public string Name { get; set; } = "";

    /// <summary>Units by id.</summary>
    public ImmutableSortedDictionary<string, UnitState> Units { get; set; } = ImmutableSortedDictionary<string, UnitState>.Empty;

    /// <summary>People by user id.</summary>
    public ImmutableSortedDictionary<string, PersonState> People { get; set; } = ImmutableSortedDictionary<string, PersonState>.Empty;

    /// <summary>API keys by key id.</summary>
    public ImmutableSortedDictionary<string, ApiKeyState> ApiKeys { get; set; } = ImmutableSortedDictionary<string, ApiKeyState>.Empty;

    /// <summary>Places of reps by rep id, as the reps told.</summary>
    public ImmutableSortedDictionary<string, RepPlaceState> Reps { get; set; } = ImmutableSortedDictionary<string, RepPlaceState>.Empty;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A unit as stored.</summary>
public sealed record UnitState
{
    /// <summary>company, region, team or store.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The unit above; null for the company.</summary>
    public string? ParentId { get; set; }

    /// <summary>Stored members that this version does not know.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A person as stored.</summary>
public sealed record PersonState
{
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Unique in the installation.</summary>
    public string SignInName { get; set; } = "";

    /// <summary>Hash of the password, or null.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Place in the tree.</summary>
    public string UnitId { get; set; } = "";

    /// <summary>The rep they are.</summary>
    public string? RepId { get; set; }

    /// <summary>False: may not come in.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Rises when older sessions must end.</summary>
    public long Stamp { get; set; }

    /// <summary>Identity providers by which they may come in.</summary>
    public ImmutableArray<LoginState> Logins { get; set; } = [];

    /// <summary>Stored members that this version does not know.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A person's identity at a provider, as stored.</summary>
public sealed record LoginState
{
    /// <summary>The provider's issuer.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The person's subject there.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Stored members that this version does not know.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An API key as stored.</summary>
public sealed record ApiKeyState
{
    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the secret, lower-case hex.</summary>
    public string SecretHash { get; set; } = "";

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Place in the tree.</summary>
    public string UnitId { get; set; } = "";

    /// <summary>When it was issued.</summary>
    public DateTimeOffset IssuedAt { get; set; }

    /// <summary>By whom.</summary>
    public string IssuedBy { get; set; } = "";

    /// <summary>False once it is revoked.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Stored members that this version does not know.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Where a rep belongs, as stored.</summary>
public sealed record RepPlaceState
{
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Team or store.</summary>
    public string UnitId { get; set; } = "";

    /// <summary>False once the rep has left.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Stored members that this version does not know.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
