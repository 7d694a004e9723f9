using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Channels.Aliyun;

/// <summary>阿里云's signature V3 (ACS3-HMAC-SHA256).</summary>
public static class Acs3Signature
{
    /// <summary>The algorithm's name.</summary>
    public const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="query">Parameters of the query, not escaped.</param>
    /// <param name="headers">What is signed: host and every x-acs header, lower-case names.</param>
    /// <param name="bodyHash">SHA-256 of the body, in lower-case hex.</param>
    /// <param name="id">Who calls.</param>
    /// <param name="secret">What the caller signs with.</param>
    public static string Authorization(
        string method, IReadOnlyDictionary<string, string> query, IReadOnlyDictionary<string, string> headers, string bodyHash, string id, string secret)
    {
        var names = headers.Keys.Order(StringComparer.Ordinal).ToList();
        var signed = string.Join(';', names);
        var canonical = string.Join('\n', [
            method,
            "/",
            Query(query),
            .. names.Select(name => $"{name}:{headers[name].Trim()}"),
            "",
            signed,
            bodyHash]);
        var text = $"{Algorithm}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
        return $"{Algorithm} Credential={id},SignedHeaders={signed},Signature={signature}";
    }

    /// <summary>The query as it is signed and sent.</summary>
    public static string Query(IReadOnlyDictionary<string, string> query) => string.Join('&', query
        .OrderBy(one => one.Key, StringComparer.Ordinal)
        .Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"));

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
