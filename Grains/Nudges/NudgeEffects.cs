using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Nudges;

/// <summary>
/// A nudge is to reach the people it is for (C02, M5): sent by the entity that raised it to the recipient of its rep, who passes on what is
/// for a manager or a director. Its state stays with the entity that raised it; the recipient keeps what was tried on which channel.
/// </summary>
public sealed record SendNudge : EffectBody
{
    /// <summary><c>{kind}/{id}/{nudgeId}</c> of the entity that raised it: one nudge, however often it is sent.</summary>
    public string NudgeKey { get; set; } = "";

    /// <summary>The rule that raised it, such as <c>first-contact</c> or <c>payment-overdue</c>.</summary>
    public string Rule { get; set; } = "";

    /// <summary>rep, manager or director.</summary>
    public string Level { get; set; } = "rep";

    /// <summary>A strong nudge (强提醒) goes to all channels at once; others climb the ladder.</summary>
    public bool Strong { get; set; }

    /// <summary>What people call what it is about: a contract's number, a customer's name.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The customer's name.</summary>
    public string CustomerName { get; set; } = "";

    /// <summary>Which part of it: a payment node's name, an objection.</summary>
    public string? Detail { get; set; }

    /// <summary>The amount it is about, in fen; 0: none.</summary>
    public long AmountFen { get; set; }

    /// <summary>The command that resolves it (Z07).</summary>
    public string Command { get; set; } = "";

    /// <summary>The moment it is for.</summary>
    public DateTimeOffset DueMoment { get; set; }

    /// <summary>When it should have been acted on.</summary>
    public DateTimeOffset DeadlineAt { get; set; }

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>When an administrator released it after a restore had held it; null: nobody did.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>True when the person below had not seen it in time, or could not be reached (X17); null: it comes from whoever raised it.</summary>
    public bool? Escalated { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A nudge needs nobody any more: no further channel is tried.</summary>
/// <param name="NudgeKey">The nudge.</param>
/// <param name="Why">acted, resolved or discarded.</param>
public sealed record WithdrawNudge(string NudgeKey, string Why) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A nudge has reached its reader: delivered to a telephone that may show it (R14).</summary>
/// <param name="NudgeKey">The nudge.</param>
/// <param name="At">When.</param>
public sealed record NudgeReached(string NudgeKey, DateTimeOffset At) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Its reader has seen a nudge: the ladder stops.</summary>
/// <param name="NudgeKey">The nudge.</param>
/// <param name="At">When.</param>
public sealed record NudgeOpened(string NudgeKey, DateTimeOffset At) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
