using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>The numbers of how nudges reach people (C02, C05, X16, X17).</summary>
[GenerateSerializer, Immutable, Alias("delivery-rule-set")]
public sealed record DeliveryRuleSet
{
    /// <summary>The rungs that a nudge climbs after the inbox, which it is in at once; a strong one (强提醒) takes all of them at once.</summary>
    [Id(0)] public ImmutableArray<LadderStep> Ladder { get; set; } =
    [
        new(["wecom-app", "dingtalk-work", "web-push"], 20),
        new(["wecom-robot", "dingtalk-robot", "feishu-robot"], 25),
        new(["sms-aliyun", "sms-tencent"], 60),
        new(["mail"], 60),
    ];

    /// <summary>Local time at which people are left alone until <see cref="QuietTo"/> (X16); the same time twice: never.</summary>
    [Id(1)] public TimeOnly QuietFrom { get; set; } = new(21, 0);

    /// <summary>Local time at which quiet hours end.</summary>
    [Id(2)] public TimeOnly QuietTo { get; set; } = new(8, 0);

    /// <summary>Tries of one message on one channel, 1–10.</summary>
    [Id(3)] public int MaxTries { get; set; } = 4;

    /// <summary>Seconds before the second try; doubled before each one after it, 1–60.</summary>
    [Id(4)] public int BackoffSeconds { get; set; } = 5;

    /// <summary>Seconds after which what was started and never answered counts as unknown, 10–300.</summary>
    [Id(5)] public int UnknownAfterSeconds { get; set; } = 30;

    /// <summary>Minutes before a short message whose fate is unknown is sent again, 10–120.</summary>
    [Id(6)] public int SmsRepeatMinutes { get; set; } = 10;

    /// <summary>Most short messages to one person in 24 hours, 0–50.</summary>
    [Id(7)] public int SmsPerDay { get; set; } = 10;

    /// <summary>Messages a minute to one address, for the channels whose vendors limit them.</summary>
    [Id(8)] public ImmutableArray<ChannelLimit> Limits { get; set; } =
    [
        new("wecom-robot", 15, 3), new("dingtalk-robot", 15, 3), new("feishu-robot", 60, 4), new("wecom-app", 25, 5), new("dingtalk-work", 25, 5),
    ];

    /// <summary>Days without a confirmed delivery after which a channel's light is red (C05), 1–90.</summary>
    [Id(9)] public int RedAfterDays { get; set; } = 7;

    /// <summary>Hours that the next person has, once a nudge has climbed to them (X17), 1–240.</summary>
    [Id(10)] public int EscalateHours { get; set; } = 24;

    /// <summary>Seconds between questions what became of a message, 5–600.</summary>
    [Id(11)] public int ReceiptSeconds { get; set; } = 20;

    /// <summary>Hours after which a message that could not be started is not sent any more, 1–240.</summary>
    [Id(12)] public int ExpireHours { get; set; } = 24;

    /// <summary>Seconds after which somebody looks whether what was queued has gone out, 5–300; doubled while it has not.</summary>
    [Id(13)] public int LookSeconds { get; set; } = 15;

    /// <summary>Most hours that a person may snooze for (X16), 1–720.</summary>
    [Id(14)] public int MaxSnoozeHours { get; set; } = 72;

    /// <summary>How often a vendor is asked for the receipt of one message, 1–20.</summary>
    [Id(15)] public int MaxAsks { get; set; } = 5;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The numbers that the product ships.</summary>
    public static DeliveryRuleSet Shipped { get; } = new();

    /// <summary>The limit of a channel, or null: none.</summary>
    public ChannelLimit? LimitOf(string channel) => Limits.FirstOrDefault(limit => limit.Channel == channel);
}

/// <summary>One rung of the ladder: the first of its channels for which the person has an address that works.</summary>
/// <param name="Channels">Kinds of channels, the preferred one first.</param>
/// <param name="WaitSeconds">Seconds it has to prove that it delivered, 1–60; then the next rung.</param>
[GenerateSerializer, Immutable, Alias("ladder-step")]
public sealed record LadderStep([property: Id(0)] ImmutableArray<string> Channels, [property: Id(1)] int WaitSeconds)
{
    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What one address takes: never more than <paramref name="PerMinute"/> in any minute.</summary>
/// <param name="Channel">The kind of channel.</param>
/// <param name="PerMinute">Messages in any minute, above <paramref name="Burst"/>.</param>
/// <param name="Burst">Messages at once; the rest of the minute's are spread evenly.</param>
[GenerateSerializer, Immutable, Alias("channel-limit")]
public sealed record ChannelLimit([property: Id(0)] string Channel, [property: Id(1)] int PerMinute, [property: Id(2)] int Burst)
{
    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
