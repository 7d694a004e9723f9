using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesGrains.Channels.WebPush;

namespace SalesGrains.Vendors.Other;

/// <summary>Imitates a push service and the browsers behind it: it believes signed senders only and opens messages with the browsers' own keys.</summary>
public sealed class PushVendor
{
    /// <summary>The sender's key; the private part is the example of RFC 8291.</summary>
    internal const string PublicKey = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";

    /// <summary>The sender's private key.</summary>
    internal const string PrivateKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private readonly ConcurrentDictionary<string, (ECDiffieHellman Key, byte[] Secret)> browsers = new();
    private readonly VendorWorld world;

    internal PushVendor(VendorWorld world) => this.world = world;

    /// <summary>A browser subscribes; the JSON that it hands out.</summary>
    /// <param name="address">Where the vendors are.</param>
    /// <param name="name">The browser; one that is <c>gone</c> has unsubscribed meanwhile.</param>
    public string Subscribe(Uri address, string name)
    {
        var (key, secret) = browsers.GetOrAdd(name, _ => (ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16)));
        return JsonSerializer.Serialize(new
        {
            endpoint = new Uri(address, $"/push/{name}").ToString(),
            keys = new
            {
                p256dh = Base64Url.EncodeToString(PushEncryption.Raw(key.ExportParameters(includePrivateParameters: false))),
                auth = Base64Url.EncodeToString(secret),
            },
        });
    }

    internal VendorAnswer Answer(VendorRequest request)
    {
        var name = request.Path["/push/".Length..];
        if (VendorWorld.IsNobody(name) || !browsers.TryGetValue(name, out var browser))
        {
            return new(410, []);
        }

        if (Vapid.Verify(request.Headers.GetValueOrDefault("authorization") ?? "") is not { } claims
            || claims.GetProperty("aud").GetString() != $"http://{request.Headers["host"]}"
            || claims.GetProperty("exp").GetInt64() - world.Now.ToUnixTimeSeconds() is <= 0 or > 86400
            || !request.Headers["authorization"].EndsWith($"k={PublicKey}", StringComparison.Ordinal))
        {
            return new(403, []);
        }

        if (!request.Headers.ContainsKey("ttl") || request.Headers.GetValueOrDefault("content-encoding") != "aes128gcm"
            || request.Headers.GetValueOrDefault("topic") is { Length: > 32 })
        {
            return new(400, []);
        }

        if (request.Body.Length > 4096)
        {
            return new(413, []);
        }

        if (PushEncryption.Decrypt(request.Body, browser.Key, browser.Secret) is not { } message)
        {
            // A push service could not tell; the browser would drop it.
            return new(400, []);
        }

        var text = Encoding.UTF8.GetString(message);
        world.Log.Arrived("web-push", name, text, JsonDocument.Parse(text).RootElement.GetProperty("tag").GetString());
        return new(201, []) { Headers = { ["Location"] = $"/message/{world.Log.Deliveries.Count}" } };
    }
}
