using System.Buffers.Text;
using System.Text.Json;
using SalesGrains.Channels.Http;

namespace SalesGrains.Channels.WebPush;

/// <summary>Where and how a browser takes push messages, as its own JSON says: <c>{endpoint, keys: {p256dh, auth}}</c>.</summary>
/// <param name="Endpoint">The push service's address for this browser.</param>
/// <param name="Key">p256dh: 65 bytes.</param>
/// <param name="Secret">auth: 16 bytes.</param>
public sealed record PushSubscription(Uri Endpoint, byte[] Key, byte[] Secret)
{
    /// <summary>Reads one; null when it is none.</summary>
    public static PushSubscription? Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<JsonElement>(json);
            var keys = read.Object("keys");
            return Uri.TryCreate(read.Text("endpoint"), UriKind.Absolute, out var endpoint)
                && Base64Url.DecodeFromChars((keys.Text("p256dh") ?? "").TrimEnd('=')) is { Length: 65 } key && key[0] == 4
                && Base64Url.DecodeFromChars((keys.Text("auth") ?? "").TrimEnd('=')) is { Length: 16 } secret
                ? new(endpoint, key, secret)
                : null;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }
}
