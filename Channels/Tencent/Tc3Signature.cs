using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Channels.Tencent;

/// <summary>腾讯云's signature V3 (TC3-HMAC-SHA256).</summary>
public static class Tc3Signature
{
    private const string Algorithm = "TC3-HMAC-SHA256";
    private const string SignedHeaders = "content-type;host;x-tc-action";

    /// <summary>The content type that is signed and sent.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>What is signed of a request.</summary>
    public static string Canonical(string host, string action, string body) => string.Join('\n',
        "POST",
        "/",
        "",
        $"content-type:{ContentType}",
        $"host:{host}",
        $"x-tc-action:{action.ToLowerInvariant()}",
        "",
        SignedHeaders,
        Hash(body));

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="host">The host that is called.</param>
    /// <param name="service">Its service, such as sms.</param>
    /// <param name="action">What is called.</param>
    /// <param name="body">The body.</param>
    /// <param name="at">When.</param>
    /// <param name="id">Who calls.</param>
    /// <param name="key">What the caller signs with.</param>
    public static string Authorization(string host, string service, string action, string body, DateTimeOffset at, string id, string key)
    {
        var date = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var scope = $"{date}/{service}/tc3_request";
        var text = $"{Algorithm}\n{at.ToUnixTimeSeconds()}\n{scope}\n{Hash(Canonical(host, action, body))}";
        var signing = Mac(Mac(Mac(Encoding.UTF8.GetBytes($"TC3{key}"), date), service), "tc3_request");
        return $"{Algorithm} Credential={id}/{scope}, SignedHeaders={SignedHeaders}, Signature={Convert.ToHexStringLower(Mac(signing, text))}";
    }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
