using System.Globalization;
using SalesGrains.Problems;

namespace SalesGrains.RuleSets;

/// <summary>The numbers of how nudges reach people (C02, C05, X16, X17).</summary>
/// <param name="Ladder">The rungs that a nudge climbs after the inbox; a strong one takes all at once.</param>
/// <param name="QuietFrom">Local time at which people are left alone, HH:mm.</param>
/// <param name="QuietTo">Local time at which that ends; the same: never.</param>
/// <param name="SmsPerDay">Most short messages to one person in 24 hours, 0–50.</param>
/// <param name="SmsRepeatMinutes">Minutes before one of unknown fate is sent again, 10–120.</param>
/// <param name="RedAfterDays">Days without a confirmed delivery after which a channel's light is red, 1–90.</param>
/// <param name="EscalateHours">Hours that the next person has, 1–240.</param>
/// <param name="Limits">Messages a minute to one address.</param>
internal sealed record DeliveryRulesBody(
    IReadOnlyList<LadderStepBody> Ladder, string QuietFrom, string QuietTo, int SmsPerDay, int SmsRepeatMinutes, int RedAfterDays, int EscalateHours,
    IReadOnlyList<ChannelLimitBody> Limits)
{
    /// <summary>Of a rule set.</summary>
    public static DeliveryRulesBody Of(RuleSet rules)
    {
        var delivery = rules.Delivery;
        return new(
            [.. delivery.Ladder.Select(step => new LadderStepBody(step.Channels, step.WaitSeconds))], Text(delivery.QuietFrom), Text(delivery.QuietTo),
            delivery.SmsPerDay, delivery.SmsRepeatMinutes, delivery.RedAfterDays, delivery.EscalateHours,
            [.. delivery.Limits.Select(limit => new ChannelLimitBody(limit.Channel, limit.PerMinute, limit.Burst))]);
    }

    /// <summary>As a rule set; what the body does not name stays as it is.</summary>
    public DeliveryRuleSet On(DeliveryRuleSet active) => active with
    {
        Ladder = [.. Ladder.Select(step => new LadderStep([.. step.Channels], step.WaitSeconds))],
        QuietFrom = Time(QuietFrom, "/delivery/quietFrom"),
        QuietTo = Time(QuietTo, "/delivery/quietTo"),
        SmsPerDay = SmsPerDay,
        SmsRepeatMinutes = SmsRepeatMinutes,
        RedAfterDays = RedAfterDays,
        EscalateHours = EscalateHours,
        Limits = [.. Limits.Select(limit => new ChannelLimit(limit.Channel, limit.PerMinute, limit.Burst))],
    };

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text, string field) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw new Problem(StatusCodes.Status422UnprocessableEntity, "rules.time-malformed", field).ToException();
}

/// <summary>One rung: the first of its channels for which the person has an address.</summary>
/// <param name="Channels">Kinds of channels, the preferred one first.</param>
/// <param name="WaitSeconds">Seconds until the next rung, 1–60.</param>
internal sealed record LadderStepBody(IReadOnlyList<string> Channels, int WaitSeconds);

/// <summary>What one address takes.</summary>
/// <param name="Channel">The kind of channel.</param>
/// <param name="PerMinute">Messages in any minute.</param>
/// <param name="Burst">Messages at once.</param>
internal sealed record ChannelLimitBody(string Channel, int PerMinute, int Burst);
