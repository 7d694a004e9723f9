using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SalesGrains.Demo;

/// <summary>
/// One person of the demo company at the public API: signs in with a password and does what a browser would do. An answer that is
/// unknown, or refused because the clock jumps, is asked again with the same key.
/// </summary>
public sealed class DemoClient(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = new(), MaxConnectionsPerServer = 32 }) { BaseAddress = address };

    /// <summary>Signs in.</summary>
    public async Task SignIn(string name, string password, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/session", new { name, password }, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Posts a command under a key until it is answered; a refusal is an error, for the demo asks nothing that is refused.</summary>
    public async Task Post(string path, object body, string key, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request, cancellation);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests))
            {
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? Patience, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
