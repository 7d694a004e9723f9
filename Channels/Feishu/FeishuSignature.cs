using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Channels.Feishu;

/// <summary>How a 飞书 robot signs: the time and the secret are the key, and the message is empty; the other way round than 钉钉.</summary>
public static class FeishuSignature
{
    /// <summary>The signature in base64.</summary>
    /// <param name="seconds">Since 1970.</param>
    /// <param name="secret">The robot's secret.</param>
    public static string Of(long seconds, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{seconds}\n{secret}"), Array.Empty<byte>()));
}
