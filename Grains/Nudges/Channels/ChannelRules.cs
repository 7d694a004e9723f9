namespace SalesGrains.Nudges.Channels;

/// <summary>What the kinds of channels are like. Pure.</summary>
public static class ChannelRules
{
    /// <summary>All kinds that leave the house.</summary>
    public static IReadOnlyList<string> Outside { get; } =
    [
        ChannelKinds.WeComApp, ChannelKinds.WeComRobot, ChannelKinds.DingTalkRobot, ChannelKinds.DingTalkWork, ChannelKinds.FeishuRobot,
        ChannelKinds.SmsAliyun, ChannelKinds.SmsTencent, ChannelKinds.WebPush, ChannelKinds.Mail,
    ];

    /// <summary>True for short messages, which cost money and are not idempotent.</summary>
    public static bool IsSms(string channel) => channel is ChannelKinds.SmsAliyun or ChannelKinds.SmsTencent;

    /// <summary>True for robots, which speak to a group.</summary>
    public static bool IsRobot(string channel) => channel is ChannelKinds.WeComRobot or ChannelKinds.DingTalkRobot or ChannelKinds.FeishuRobot;

    /// <summary>True where the vendor's "taken" says nothing about arrival: only its receipt does.</summary>
    public static bool NeedsReceipt(string channel) => IsSms(channel) || channel == ChannelKinds.DingTalkWork;

    /// <summary>True where a person without a computer at hand is reached: all but mail, and Web Push to a desktop.</summary>
    public static bool ReachesPhones(string channel, string? device) =>
        channel != ChannelKinds.Mail && (channel != ChannelKinds.WebPush || device is "ios" or "android");
}
