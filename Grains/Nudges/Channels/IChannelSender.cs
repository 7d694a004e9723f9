namespace SalesGrains.Nudges.Channels;

/// <summary>
/// Carries a message over one channel (通道, C02): one implementation for each kind in <see cref="ChannelKinds"/>, registered by the silo
/// when the organisation's settings name it. It talks to the vendor and to nobody else; whether, when and how often something is sent is
/// not its business.
/// </summary>
public interface IChannelSender
{
    /// <summary>The kind it carries, of <see cref="ChannelKinds"/>.</summary>
    string Channel { get; }

    /// <summary>
    /// Sends once. It throws nothing but a cancellation: what goes wrong is an outcome. A message id that was sent before is not sent
    /// again by a channel that can suppress duplicates.
    /// </summary>
    Task<SendResult> Send(ChannelMessage message, CancellationToken ct);

    /// <summary>What became of an earlier <see cref="Send"/> of that message id; null: the channel cannot say.</summary>
    Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct);
}

/// <summary>The kinds of channels. The names are stored: never rename one.</summary>
public static class ChannelKinds
{
    /// <summary>The inbox of this program (站内), where every nudge is.</summary>
    public const string Inbox = "inbox";

    /// <summary>企业微信 application message to one user.</summary>
    public const string WeComApp = "wecom-app";

    /// <summary>企业微信 group robot.</summary>
    public const string WeComRobot = "wecom-robot";

    /// <summary>钉钉 group robot.</summary>
    public const string DingTalkRobot = "dingtalk-robot";

    /// <summary>钉钉 work notification to one user.</summary>
    public const string DingTalkWork = "dingtalk-work";

    /// <summary>飞书 group robot.</summary>
    public const string FeishuRobot = "feishu-robot";

    /// <summary>阿里云 short message.</summary>
    public const string SmsAliyun = "sms-aliyun";

    /// <summary>腾讯云 short message.</summary>
    public const string SmsTencent = "sms-tencent";

    /// <summary>Web Push to a browser or an installed page.</summary>
    public const string WebPush = "web-push";

    /// <summary>Mail.</summary>
    public const string Mail = "mail";
}
