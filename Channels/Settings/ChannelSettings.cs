namespace SalesGrains.Channels;

/// <summary>The vendors that an organisation uses; null: not that one.</summary>
public class ChannelSettings
{
    /// <summary>企业微信.</summary>
    public WeComSettings? WeCom { get; set; }

    /// <summary>钉钉.</summary>
    public DingTalkSettings? DingTalk { get; set; }

    /// <summary>飞书.</summary>
    public FeishuSettings? Feishu { get; set; }

    /// <summary>阿里云短信.</summary>
    public AliyunSmsSettings? AliyunSms { get; set; }

    /// <summary>腾讯云短信.</summary>
    public TencentSmsSettings? TencentSms { get; set; }

    /// <summary>Web Push.</summary>
    public WebPushSettings? WebPush { get; set; }

    /// <summary>Mail.</summary>
    public MailSettings? Mail { get; set; }

    internal IEnumerable<(string Name, Uri Address)> Addresses
    {
        get
        {
            (string, Uri?)[] all =
            [
                (nameof(WeCom), WeCom?.BaseUrl), (nameof(DingTalk), DingTalk?.BaseUrl), (nameof(Feishu), Feishu?.BaseUrl),
                (nameof(AliyunSms), AliyunSms?.BaseUrl), (nameof(TencentSms), TencentSms?.BaseUrl),
            ];
            return all.Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!));
        }
    }
}
