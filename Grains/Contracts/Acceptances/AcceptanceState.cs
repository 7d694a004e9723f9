using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>The signed acceptances of a contract and what hangs on them.</summary>
public sealed record SigningState
{
    /// <summary>Signed acceptances in the order in which they came (R06).</summary>
    public ImmutableArray<SignedAcceptance> Acceptances { get; set; } = [];

    /// <summary>What is frozen for want of a signature (R08).</summary>
    public ImmutableArray<NodeHold> Holds { get; set; } = [];

    /// <summary>How many freezes there were.</summary>
    public int HoldCount { get; set; }

    /// <summary>Who may sign for the decision chain.</summary>
    public ImmutableArray<SigningDelegate> Delegates { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A signed acceptance as it is stored (R06).</summary>
public sealed record SignedAcceptance
{
    /// <summary>a1, a2 …: unique in the contract.</summary>
    public string Id { get; set; } = "";

    /// <summary>initial-accepted or final-accepted.</summary>
    public string Event { get; set; } = "";

    /// <summary>The day it was signed.</summary>
    public DateOnly SignedOn { get; set; }

    /// <summary>Who signed.</summary>
    public string SignerName { get; set; } = "";

    /// <summary>Their title.</summary>
    public string SignerTitle { get; set; } = "";

    /// <summary>See <see cref="Verdicts"/>.</summary>
    public string Verdict { get; set; } = "";

    /// <summary>The title of the decision chain that it matches.</summary>
    public string? MatchedTitle { get; set; }

    /// <summary>Hash of the scan.</summary>
    public string FileSha256 { get; set; } = "";

    /// <summary>What the scan was called.</summary>
    public string FileName { get; set; } = "";

    /// <summary>pdf, jpg or png.</summary>
    public string FileType { get; set; } = "";

    /// <summary>Its length.</summary>
    public long FileBytes { get; set; }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>By whom.</summary>
    public string By { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>True when it counts.</summary>
    [JsonIgnore] public bool IsValid => Verdict != Verdicts.Mismatch;
}

/// <summary>A freeze that holds (冻结, R08): until a valid signature, or until two people have agreed to its end (X19).</summary>
public sealed record NodeHold
{
    /// <summary>h1, h2 …: unique in the contract.</summary>
    public string Id { get; set; } = "";

    /// <summary>The acceptance that it waits for.</summary>
    public string Event { get; set; } = "";

    /// <summary>The first node that hangs on it; those after it are frozen too.</summary>
    public int NodeNo { get; set; }

    /// <summary>From when it holds.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The day from which the nudges to have it signed again are counted.</summary>
    public DateOnly SinceOn { get; set; }

    /// <summary>How many nudges there were, those that a later one stood for included.</summary>
    public int Nudged { get; set; }

    /// <summary>Who asked for its end; null: nobody.</summary>
    public string? RequestedById { get; set; }

    /// <summary>Their name.</summary>
    public string? RequestedBy { get; set; }

    /// <summary>Why they did.</summary>
    public string? RequestReason { get; set; }

    /// <summary>When they did.</summary>
    public DateTimeOffset? RequestedAt { get; set; }

    /// <summary>How often somebody asked: each time is another nudge.</summary>
    public int Requests { get; set; }

    /// <summary>The second person has been nudged about this request.</summary>
    public bool RequestNudged { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Somebody who may sign for the decision chain (授权代表).</summary>
public sealed record SigningDelegate
{
    /// <summary>Their name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The first day.</summary>
    public DateOnly From { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly Until { get; set; }

    /// <summary>By which authority.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who recorded it.</summary>
    public string By { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
