using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SalesGrains.Channels.WebPush;

/// <summary>Tells a push service who sends (VAPID, RFC 8292): a token signed with the key that browsers subscribed with.</summary>
public static class Vapid
{
    /// <summary>A token may be good for a day at most.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="endpoint">The subscription's address; its origin is the audience.</param>
    /// <param name="subject">How the operator is reached.</param>
    /// <param name="publicKey">65 bytes, base64url.</param>
    /// <param name="privateKey">32 bytes, base64url.</param>
    /// <param name="now">When.</param>
    public static string Authorization(Uri endpoint, string subject, string publicKey, string privateKey, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            aud = endpoint.GetLeftPart(UriPartial.Authority),
            exp = (now + Lifetime).ToUnixTimeSeconds(),
            sub = subject,
        });
        var text = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        using var key = ECDsa.Create(PushEncryption.Pair(publicKey, privateKey));
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
        return $"vapid t={text}.{Base64Url.EncodeToString(signature)}, k={publicKey}";
    }

    /// <summary>The claims of a header that its own key has signed; null: it has not. What a push service does.</summary>
    public static JsonElement? Verify(string authorization)
    {
        if (!authorization.StartsWith("vapid ", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = authorization["vapid ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]);
        if (!parts.TryGetValue("t", out var token) || !parts.TryGetValue("k", out var publicKey) || token.Split('.') is not [var head, var body, var signature])
        {
            return null;
        }

        try
        {
            using var key = ECDsa.Create(PushEncryption.Public(Base64Url.DecodeFromChars(publicKey)).ExportParameters(includePrivateParameters: false));
            return key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256)
                ? JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(body))
                : null;
        }
        catch (Exception error) when (error is FormatException or CryptographicException or JsonException)
        {
            return null;
        }
    }
}
