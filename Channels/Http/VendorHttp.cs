using System.Net;
using System.Text.Json;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Http;

/// <summary>What a vendor answered: JSON to be read, or what became of the call.</summary>
/// <param name="Json">The answer.</param>
/// <param name="Fault">What became of it instead.</param>
internal readonly record struct VendorReply(JsonElement Json, SendResult? Fault);

/// <summary>
/// Calls a vendor and tells apart what surely was not sent, what may have been, and what the vendor decided. A request that went out
/// without an answer that can be understood may have been carried out: gateways, proxies and cut connections say nothing about it.
/// </summary>
internal static class VendorHttp
{
    /// <summary>The longest answer that is read.</summary>
    public const int LongestAnswer = 64 * 1024;

    /// <summary>Sends a request and reads JSON.</summary>
    public static async Task<VendorReply> Ask(this HttpClient client, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var response = await client.SendAsync(request, ct);
            if (Of(response) is { } fault)
            {
                return new(default, fault);
            }

            try
            {
                using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
                return json.RootElement.ValueKind == JsonValueKind.Object
                    ? new(json.RootElement.Clone(), null)
                    : new(default, new(SendOutcome.Unknown, Code: "not-json"));
            }
            catch (JsonException)
            {
                return new(default, (int)response.StatusCode < 400
                    ? new(SendOutcome.Unknown, Code: "not-json")
                    : new(SendOutcome.Failed, Code: $"http-{(int)response.StatusCode}"));
            }
        }
        catch (Exception error) when (!ct.IsCancellationRequested && Of(error) is not null)
        {
            return new(default, Of(error));
        }
    }

    /// <summary>What an answer's status alone says; null: its body decides.</summary>
    public static SendResult? Of(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        429 => new(SendOutcome.Limited, Code: "http-429", RetryAfter: RetryAfter(response)),
        503 => new(SendOutcome.Failed, Code: "http-503", RetryAfter: RetryAfter(response)),
        >= 500 and var status => new(SendOutcome.Unknown, Code: $"http-{status}"),
        >= 300 and < 400 and var status => new(SendOutcome.Failed, Code: $"http-{status}"),
        _ => null,
    };

    /// <summary>What an exception says; null: it is none of the connection's.</summary>
    public static SendResult? Of(Exception error) => error switch
    {
        HostNotAllowedException => new(SendOutcome.Refused, Code: "host-not-allowed"),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => new(SendOutcome.Failed, Code: "unreachable"),
        HttpRequestException { StatusCode: HttpStatusCode.ServiceUnavailable } => new(SendOutcome.Failed, Code: "http-503"),
        OperationCanceledException => new(SendOutcome.Unknown, Code: "timeout"),
        HttpRequestException or IOException => new(SendOutcome.Unknown, Code: "interrupted"),
        _ => null,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } delta && delta >= TimeSpan.Zero && delta <= TimeSpan.FromDays(1) ? delta : null;
}
