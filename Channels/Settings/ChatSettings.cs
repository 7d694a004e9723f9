namespace SalesGrains.Channels;

/// <summary>企业微信: an application with its corporation, its robots, and the callback that tells of contacts.</summary>
public sealed class WeComSettings
{
    /// <summary>Where its API is.</summary>
    public Uri BaseUrl { get; set; } = new("https://qyapi.weixin.qq.com");

    /// <summary>The corporation's id.</summary>
    public string CorpId { get; set; } = "";

    /// <summary>The application's secret; empty: no application messages.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The application's number.</summary>
    public long AgentId { get; set; }

    /// <summary>The key of each group robot, by the name that people give it here.</summary>
    public Dictionary<string, string> Robots { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The token that signs callbacks; empty: none are taken.</summary>
    public string CallbackToken { get; set; } = "";

    /// <summary>The 43 characters with which callbacks are encrypted.</summary>
    public string CallbackAesKey { get; set; } = "";
}

/// <summary>钉钉: an application and group robots.</summary>
public sealed class DingTalkSettings
{
    /// <summary>Where its API is.</summary>
    public Uri BaseUrl { get; set; } = new("https://oapi.dingtalk.com");

    /// <summary>The application's key; empty: no work notifications.</summary>
    public string AppKey { get; set; } = "";

    /// <summary>The application's secret.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The application's number.</summary>
    public long AgentId { get; set; }

    /// <summary>The group robots, by the name that people give them here.</summary>
    public Dictionary<string, RobotSettings> Robots { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>飞书: group robots.</summary>
public sealed class FeishuSettings
{
    /// <summary>Where its API is.</summary>
    public Uri BaseUrl { get; set; } = new("https://open.feishu.cn");

    /// <summary>The group robots, by the name that people give them here.</summary>
    public Dictionary<string, RobotSettings> Robots { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A group robot that signs what it sends.</summary>
public sealed class RobotSettings
{
    /// <summary>What its address names it by.</summary>
    public string Token { get; set; } = "";

    /// <summary>What it signs with.</summary>
    public string Secret { get; set; } = "";
}
