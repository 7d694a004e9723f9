using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Quality;

namespace SalesGrains.Customers;

/// <summary>A follow-up (跟单, P02) as it is stored: what was ticked, never a form.</summary>
public sealed record FollowUp
{
    /// <summary>Its id, made where the tick was made.</summary>
    public string Id { get; set; } = "";

    /// <summary>When it happened.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Who recorded it.</summary>
    public string By { get; set; } = "";

    /// <summary>The rep whose customer it was.</summary>
    public string RepId { get; set; } = "";

    /// <summary>What was done, by its code.</summary>
    public string? Done { get; set; }

    /// <summary>What the customer said, by its code.</summary>
    public string? Said { get; set; }

    /// <summary>The next step, by its code.</summary>
    public string? Next { get; set; }

    /// <summary>What was noted; nobody has to.</summary>
    public string? Note { get; set; }

    /// <summary>The day that was agreed for the next step.</summary>
    public DateOnly? NextOn { get; set; }

    /// <summary>Signals that speak for it (P04).</summary>
    public int Signals { get; set; }

    /// <summary>verified, plausible or unverified.</summary>
    public string Verdict { get; set; } = "";

    /// <summary>What it is worth (P09); the reasons of older ones stand in the history.</summary>
    public QualityScore? Quality { get; set; }

    /// <summary>A manager's score, beside the computed one (P09); null: nobody gave one.</summary>
    public QualityOverride? Override { get; set; }

    /// <summary>What a manager's check came to (P10); null: nobody has checked it.</summary>
    public FollowUpCheck? Check { get; set; }

    /// <summary>When a manager read it (P12: 主管已阅).</summary>
    public DateTimeOffset? ViewedAt { get; set; }

    /// <summary>Who read it.</summary>
    public string? ViewedBy { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Slots that are filled of <see cref="ExpectedSlots"/> (P11).</summary>
    [JsonIgnore] public int FilledSlots => (Done is null ? 0 : 1) + (Said is null ? 0 : 1) + (Next is null ? 0 : 1) + (NextOn is null ? 0 : 1);

    /// <summary>The score that boards count: the manager's, else the computed one.</summary>
    [JsonIgnore] public int? Score => Override?.Total ?? Quality?.Total;

    /// <summary>What a complete follow-up fills: the three groups and the day of the next step. A note is nobody's duty.</summary>
    public const int ExpectedSlots = 4;
}
