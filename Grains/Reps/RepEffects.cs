using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Reps;

/// <summary>A customer tells its rep of a follow-up: what came of the last ones decides whether the rep needs help (P05).</summary>
public sealed record NoteFollowUp : EffectBody
{
    /// <summary>The follow-up: each is noted once.</summary>
    public string FollowUpId { get; set; } = "";

    /// <summary>The customer.</summary>
    public string CustomerId { get; set; } = "";

    /// <summary>The customer's industry: the pack is chosen by it.</summary>
    public string? Industry { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The objection that it is a mark of; null: none.</summary>
    public string? Objection { get; set; }

    /// <summary>A quotation was handed in with it.</summary>
    public bool Quoted { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A customer tells its rep that a quotation went out: its objections of before are answered.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="At">When it went out.</param>
public sealed record NoteQuotation(string CustomerId, DateTimeOffset At) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
