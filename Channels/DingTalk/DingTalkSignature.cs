using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Channels.DingTalk;

/// <summary>How a 钉钉 robot signs: the secret is the key, the time and the secret are the message.</summary>
public static class DingTalkSignature
{
    /// <summary>The signature in base64.</summary>
    /// <param name="milliseconds">Since 1970.</param>
    /// <param name="secret">The robot's secret.</param>
    public static string Of(long milliseconds, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{milliseconds}\n{secret}")));
}
