using System.Text.Json.Serialization;

namespace SalesGrains.Nudges;

/// <summary>A nudge (提醒) as inboxes show it. Its state lives in the entity that raised it.</summary>
/// <param name="Id">Node, rule and due moment: raising it twice makes one.</param>
/// <param name="Rule">payment-warning, payment-open-items, payment-overdue …</param>
/// <param name="NodeNo">The payment node it is about, or 0.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="Level">Who it is for: rep, manager or director.</param>
/// <param name="Deadline">The day by which it should be acted on.</param>
/// <param name="Command">The command that resolves it (Z07), for example <c>record-receipt</c>.</param>
/// <param name="SeenAt">When its reader first saw it.</param>
/// <param name="DueMoment">The moment that it is for; null, as in older facts: when it was raised.</param>
/// <param name="ReleasedAt">When an administrator released it after a restore.</param>
/// <param name="DeadlineAt">The moment by which it should be acted on; null in older facts.</param>
/// <param name="Strong">It goes to all channels at once (C02).</param>
/// <param name="Detail">Which part of it, in people's words: an objection, a script pack; null: none.</param>
[GenerateSerializer, Immutable, Alias("nudge-facts")]
public sealed record NudgeFacts(
    [property: Id(0)] string Id,
    [property: Id(1)] string Rule,
    [property: Id(2)] int NodeNo,
    [property: Id(3)] DateTimeOffset RaisedAt,
    [property: Id(4)] string Level,
    [property: Id(5)] DateOnly Deadline,
    [property: Id(6)] string Command,
    [property: Id(7)] DateTimeOffset? SeenAt = null,
    [property: Id(8)] DateTimeOffset? DueMoment = null,
    [property: Id(9)] DateTimeOffset? ReleasedAt = null,
    [property: Id(10)] DateTimeOffset? DeadlineAt = null,
    [property: Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Strong = false,
    [property: Id(12)] string? Detail = null);
