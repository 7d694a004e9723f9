using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.RuleSets;

/// <summary>What the numbers of delivery may be. Pure.</summary>
public static class DeliveryRuleSetRules
{
    /// <summary>What cannot be, with the place at fault; null when all can.</summary>
    public static Rejection? Problem(DeliveryRuleSet rules) =>
        Ladder(rules)
        ?? Limits(rules)
        ?? Within(rules.MaxTries, 1, 10, "maxTries")
        ?? Within(rules.BackoffSeconds, 1, 60, "backoffSeconds")
        ?? Within(rules.UnknownAfterSeconds, 10, 300, "unknownAfterSeconds")
        ?? Within(rules.SmsRepeatMinutes, 10, 120, "smsRepeatMinutes")
        ?? Within(rules.SmsPerDay, 0, 50, "smsPerDay")
        ?? Within(rules.RedAfterDays, 1, 90, "redAfterDays")
        ?? Within(rules.EscalateHours, 1, 240, "escalateHours")
        ?? Within(rules.ReceiptSeconds, 5, 600, "receiptSeconds")
        ?? Within(rules.ExpireHours, 1, 240, "expireHours")
        ?? Within(rules.LookSeconds, 5, 300, "lookSeconds")
        ?? Within(rules.MaxSnoozeHours, 1, 720, "maxSnoozeHours")
        ?? Within(rules.MaxAsks, 1, 20, "maxAsks");

    private static Rejection? Within(int value, int least, int most, string member) => value >= least && value <= most
        ? null
        : new Rejection("rules.delivery-number", $"/delivery/{member}").With("min", $"{least}").With("max", $"{most}");

    private static Rejection? Ladder(DeliveryRuleSet rules)
    {
        if (rules.Ladder.Length is 0 or > 10)
        {
            return new("rules.delivery-ladder", "/delivery/ladder");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Ladder.Length; i++)
        {
            var step = rules.Ladder[i];
            if (step.WaitSeconds is < 1 or > 60)
            {
                return new("rules.delivery-wait", $"/delivery/ladder/{i}/waitSeconds");
            }

            if (step.Channels.IsDefaultOrEmpty || !step.Channels.All(channel => ChannelRules.Outside.Contains(channel) && seen.Add(channel)))
            {
                return new("rules.delivery-channel", $"/delivery/ladder/{i}/channels");
            }
        }

        return null;
    }

    private static Rejection? Limits(DeliveryRuleSet rules)
    {
        if (rules.Limits.Length > ChannelRules.Outside.Count)
        {
            return new("rules.delivery-channel", "/delivery/limits");
        }

        for (var i = 0; i < rules.Limits.Length; i++)
        {
            var limit = rules.Limits[i];
            if (!ChannelRules.Outside.Contains(limit.Channel))
            {
                return new("rules.delivery-channel", $"/delivery/limits/{i}/channel");
            }

            // Below what the robots' vendors block an address for.
            var most = ChannelRules.IsRobot(limit.Channel) && limit.Channel != ChannelKinds.FeishuRobot ? 18 : 1000;
            if (limit.Burst < 1 || limit.PerMinute <= limit.Burst || limit.PerMinute > most)
            {
                return new Rejection("rules.delivery-limit", $"/delivery/limits/{i}/perMinute").With("max", $"{most}");
            }
        }

        return null;
    }
}
