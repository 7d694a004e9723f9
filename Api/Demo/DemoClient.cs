using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesGrains.Demo;

/// <summary>
/// One person or program of the demo company at the public API. An answer that is unknown, or refused because the clock jumps,
/// is asked again with the same key.
/// </summary>
internal sealed class DemoClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient http;

    private DemoClient(Uri address) =>
        http = new(new SocketsHttpHandler { CookieContainer = new(), MaxConnectionsPerServer = 32 }) { BaseAddress = address };

    /// <summary>Somebody who signs in with a password.</summary>
    public static async Task<DemoClient> SignIn(Uri address, string name, string password, CancellationToken cancellation)
    {
        var client = new DemoClient(address);
        using var answer = await client.http.PostAsJsonAsync("/api/v1/session", new { name, password }, cancellation);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>A program that works with an API key.</summary>
    public static DemoClient WithKey(Uri address, string key)
    {
        var client = new DemoClient(address);
        client.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Posts a command under a key until it is answered; a refusal is an error, for the demo asks nothing that is refused.</summary>
    public Task<JsonNode> Post(string path, object body, string key, CancellationToken cancellation) => Send(HttpMethod.Post, path, body, key, cancellation);

    /// <summary>Puts a command as <see cref="Post"/> posts one.</summary>
    public Task<JsonNode> Put(string path, object body, string key, CancellationToken cancellation) => Send(HttpMethod.Put, path, body, key, cancellation);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<JsonNode> Send(HttpMethod method, string path, object body, string key, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request, cancellation);
            if (answer.IsSuccessStatusCode)
            {
                return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
            }

            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests))
            {
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? Patience, cancellation);
        }
    }
}
