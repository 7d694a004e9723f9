using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Reps;

/// <summary>What people ask of a rep.</summary>
[GenerateSerializer, Immutable, Alias("rep-command")]
public abstract record RepCommand;

/// <summary>What is known of a rep.</summary>
[GenerateSerializer, Immutable, Alias("rep-profile")]
public sealed record RepProfile
{
    /// <summary>Name, 1–100 characters.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>The team or store in the organisation tree.</summary>
    [Id(1)] public string UnitId { get; set; } = "";

    /// <summary>The number it has in the company's other systems, at most 64 characters.</summary>
    [Id(2)] public string? ExternalNo { get; set; }

    /// <summary>True once the rep has left.</summary>
    [Id(3)] public bool Left { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Starts a rep.</summary>
[GenerateSerializer, Immutable, Alias("create-rep")]
public sealed record CreateRep([property: Id(0)] RepProfile Profile) : RepCommand;

/// <summary>Replaces what is known of a rep.</summary>
[GenerateSerializer, Immutable, Alias("update-rep")]
public sealed record UpdateRep([property: Id(0)] RepProfile Profile) : RepCommand;

/// <summary>Somebody's word on a nudge of the rep.</summary>
/// <param name="NudgeId">The nudge.</param>
/// <param name="Mark">seen, acted, released or discarded.</param>
[GenerateSerializer, Immutable, Alias("mark-rep-nudge")]
public sealed record MarkRepNudge([property: Id(0)] string NudgeId, [property: Id(1)] string Mark) : RepCommand;
