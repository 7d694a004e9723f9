namespace SalesGrains.Channels;

/// <summary>阿里云短信. The template has two variables, <c>title</c> and <c>text</c>.</summary>
public sealed class AliyunSmsSettings
{
    /// <summary>Where its API is.</summary>
    public Uri BaseUrl { get; set; } = new("https://dysmsapi.aliyuncs.com");

    /// <summary>Who calls.</summary>
    public string AccessKeyId { get; set; } = "";

    /// <summary>What the caller signs with.</summary>
    public string AccessKeySecret { get; set; } = "";

    /// <summary>短信签名.</summary>
    public string SignName { get; set; } = "";

    /// <summary>短信模板.</summary>
    public string TemplateCode { get; set; } = "";

    /// <summary>
    /// True when the template has a third variable, <c>link</c>: what stands behind the host of the message's address. The host itself stands
    /// in the template, as operators want it.
    /// </summary>
    public bool Link { get; set; }
}

/// <summary>腾讯云短信. The template has two variables: the title, the text.</summary>
public sealed class TencentSmsSettings
{
    /// <summary>Where its API is.</summary>
    public Uri BaseUrl { get; set; } = new("https://sms.tencentcloudapi.com");

    /// <summary>Who calls.</summary>
    public string SecretId { get; set; } = "";

    /// <summary>What the caller signs with.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>The application's number.</summary>
    public string AppId { get; set; } = "";

    /// <summary>短信签名.</summary>
    public string SignName { get; set; } = "";

    /// <summary>短信模板.</summary>
    public string TemplateId { get; set; } = "";

    /// <summary>
    /// True when the template has a third variable, <c>link</c>: what stands behind the host of the message's address. The host itself stands
    /// in the template, as operators want it.
    /// </summary>
    public bool Link { get; set; }

    /// <summary>The region that is called.</summary>
    public string Region { get; set; } = "ap-guangzhou";
}

/// <summary>Web Push (RFC 8030, 8291, 8292).</summary>
public sealed class WebPushSettings
{
    /// <summary>How a push service reaches the operator: <c>mailto:</c> or <c>https:</c>.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The key that browsers subscribe with: 65 bytes, base64url.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>Its private part: 32 bytes, base64url.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>
    /// The push services that may be called, as host or <c>*.domain</c>, with a port when it is not 443: a subscription comes from a browser
    /// and must not lead anywhere else.
    /// </summary>
    public string[] Hosts { get; set; } = [];

    /// <summary>The push services of the browsers that people use.</summary>
    public static IReadOnlyList<string> UsualHosts { get; } =
        ["fcm.googleapis.com", "updates.push.services.mozilla.com", "*.notify.windows.com", "*.push.apple.com"];
}

/// <summary>Mail by SMTP.</summary>
public sealed class MailSettings
{
    /// <summary>The server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Who signs in; empty: nobody.</summary>
    public string UserName { get; set; } = "";

    /// <summary>With what.</summary>
    public string Password { get; set; } = "";

    /// <summary>Who the mail is from.</summary>
    public string From { get; set; } = "";

    /// <summary>False only for a server on this machine: the connection is not encrypted.</summary>
    public bool Tls { get; set; } = true;
}
