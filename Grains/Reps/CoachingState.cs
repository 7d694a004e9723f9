using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Nudges;

namespace SalesGrains.Reps;

/// <summary>What is remembered of a rep's last follow-ups, so that help comes when the same objection comes again and again (P05, P06).</summary>
public sealed record CoachingState
{
    /// <summary>Nothing yet.</summary>
    public static CoachingState None { get; } = new();

    /// <summary>The last follow-ups by the moment they happened.</summary>
    public ImmutableArray<FollowUpMark> Marks { get; set; } = [];

    /// <summary>The last quotations.</summary>
    public ImmutableArray<QuotationMark> Quotations { get; set; } = [];

    /// <summary>The last packs that were pushed.</summary>
    public ImmutableArray<PlaybookPush> Pushes { get; set; } = [];

    /// <summary>Nudges, open ones and the last closed ones.</summary>
    public ImmutableArray<Nudge> Nudges { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A follow-up as its rep remembers it.</summary>
public sealed record FollowUpMark
{
    /// <summary>The follow-up.</summary>
    public string FollowUpId { get; set; } = "";

    /// <summary>The customer.</summary>
    public string CustomerId { get; set; } = "";

    /// <summary>The customer's industry.</summary>
    public string? Industry { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The objection; null: none.</summary>
    public string? Objection { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A quotation as the rep remembers it.</summary>
public sealed record QuotationMark
{
    /// <summary>The customer.</summary>
    public string CustomerId { get; set; } = "";

    /// <summary>When it went out.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A pack that was pushed.</summary>
public sealed record PlaybookPush
{
    /// <summary>The objection.</summary>
    public string Objection { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A follow-up of one of the rep's customers was noted.</summary>
public sealed record FollowUpNoted(FollowUpMark Mark) : RepEvent;

/// <summary>A quotation to one of the rep's customers was noted.</summary>
public sealed record QuotationNoted(string CustomerId, DateTimeOffset At) : RepEvent;

/// <summary>A pack was pushed, and the manager asked to step in.</summary>
/// <param name="Objection">The objection that came in a row.</param>
/// <param name="Title">The pack's title; null: there is no pack for it.</param>
/// <param name="FollowUpIds">The follow-ups that called for it.</param>
public sealed record PlaybookPushed(string Objection, string? Title, ImmutableArray<string> FollowUpIds) : RepEvent;

/// <summary>A nudge of the rep was raised; when is the commit's moment.</summary>
public sealed record RepNudgeRaised(Nudge Nudge) : RepEvent;

/// <summary>Somebody's word on a nudge of the rep.</summary>
public sealed record RepNudgeMarked(string NudgeId, string Mark) : RepEvent;
