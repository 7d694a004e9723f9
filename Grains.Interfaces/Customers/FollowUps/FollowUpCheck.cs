using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Customers;

/// <summary>What a manager's check of a follow-up came to (主管抽查, P10).</summary>
[GenerateSerializer, Immutable, Alias("follow-up-check")]
public sealed record FollowUpCheck
{
    /// <summary>See <see cref="CheckOutcomes"/>.</summary>
    [Id(0)] public string Outcome { get; set; } = "";

    /// <summary>Why it was returned.</summary>
    [Id(1)] public string? Reason { get; set; }

    /// <summary>Who checked it.</summary>
    [Id(2)] public string By { get; set; } = "";

    /// <summary>When.</summary>
    [Id(3)] public DateTimeOffset At { get; set; }

    /// <summary>The nudge by which its rep was told; null: it was approved.</summary>
    [Id(4)] public string? NudgeId { get; set; }

    /// <summary>Seconds from when it was shown until it was decided, as the page measured; null: not measured.</summary>
    [Id(5)] public int? Seconds { get; set; }

    /// <summary>The id of who checked it; null in what was checked before it was kept.</summary>
    [Id(6)] public string? ById { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>How a check ends; stored and on the wire.</summary>
public static class CheckOutcomes
{
    /// <summary>通过.</summary>
    public const string Approved = "approved";

    /// <summary>退回: the rep adds to it or corrects it by a new follow-up.</summary>
    public const string Returned = "returned";
}
