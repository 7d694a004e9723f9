using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.WebPush;

/// <summary>Web Push to browsers and installed pages. A later message of the same id takes the place of one that was not shown yet.</summary>
internal sealed class WebPushSender(IHttpClientFactory clients, PushKeys keys, TimeProvider time) : IChannelSender
{
    /// <summary>How long a push service keeps a message for a browser that is away.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromDays(1);
    private const int LongestText = 2500;

    /// <inheritdoc/>
    public string Channel => ChannelKinds.WebPush;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (await keys.Of(message.Org) is not { } settings)
        {
            return NotConfigured.Result;
        }

        if (PushSubscription.Read(message.Address) is not { } subscription || Body(message, subscription) is not { } body)
        {
            return new(SendOutcome.Refused, Code: "address");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Endpoint)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } },
            },
        };
        request.Headers.TryAddWithoutValidation("TTL", ((long)Keep.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Urgency", "high");
        request.Headers.TryAddWithoutValidation("Topic", Topic(message.MessageId));
        request.Headers.TryAddWithoutValidation(
            "Authorization", Vapid.Authorization(subscription.Endpoint, settings.Subject, settings.PublicKey, settings.PrivateKey, time.GetUtcNow()));
        try
        {
            using var response = await clients.CreateClient(nameof(ChannelSettings.WebPush)).SendAsync(request, ct);
            return VendorHttp.Of(response) ?? (int)response.StatusCode switch
            {
                201 => new(SendOutcome.Sent, response.Headers.Location?.ToString()),
                >= 200 and < 300 and var other => new(SendOutcome.Unknown, Code: $"http-{other}"),
                404 or 410 => new(SendOutcome.Refused, Code: $"http-{(int)response.StatusCode}"),
                var status => new SendResult(SendOutcome.Failed, Code: $"http-{status}"),
            };
        }
        catch (Exception error) when (!ct.IsCancellationRequested && VendorHttp.Of(error) is not null)
        {
            return VendorHttp.Of(error)!;
        }
    }

    /// <inheritdoc/>
    public Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct) => Task.FromResult<SendResult?>(null);

    /// <summary>At most 32 characters of base64url.</summary>
    private static string Topic(string messageId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 16));

    /// <summary>What the page's worker reads; null: the subscription's key is none.</summary>
    private static byte[]? Body(ChannelMessage message, PushSubscription subscription)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                title = MessageText.Cut(message.Title, 200),
                body = MessageText.Cut(message.Text, LongestText),
                link = message.Link is { Length: <= 500 } link ? link : null,
                badge = message.Badge,
                tag = Topic(message.MessageId),
            },
            Readable);
        try
        {
            return PushEncryption.Encrypt(json, subscription.Key, subscription.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Chinese as it is, not six bytes for each character.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
