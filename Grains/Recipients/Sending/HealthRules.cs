using SalesGrains.Nudges.Channels;
using SalesGrains.RuleSets;

namespace SalesGrains.Recipients.Sending;

/// <summary>The light of a channel (通道健康, C05): what a person can rely on. Pure.</summary>
public static class HealthRules
{
    /// <summary>green, amber or red, and why.</summary>
    public static (string Light, string Why) Light(Channel channel, RecipientState recipient, DateTimeOffset now, DeliveryRuleSet rules) =>
        channel.RefusedAt is not null ? ("red", "refused")
        : channel.Kind == ChannelKinds.WebPush && IsDenied(channel, recipient) ? ("red", "permission-denied")
        : now - (channel.ConfirmedAt ?? channel.SetAt) >= TimeSpan.FromDays(rules.RedAfterDays) ? ("red", "not-confirmed")
        : channel.ConfirmedAt is null ? ("amber", "never-confirmed")
        : ("green", "confirmed");

    /// <summary>True when the device that the subscription belongs to shows no notifications.</summary>
    public static bool IsDenied(Channel channel, RecipientState recipient) =>
        recipient.Devices.Any(device => device.Report.Permission == "denied" && (channel.Device is null || device.Report.Kind == channel.Device));
}
