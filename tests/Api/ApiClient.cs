using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesGrains;

/// <summary>Somebody at the API: keeps cookies or a token, sends a fresh idempotency key with each call that changes something.</summary>
public sealed class ApiClient(Uri address) : IDisposable
{
    private static int keys;

    private readonly CookieContainer cookies = new();
    private HttpClient? http;

    /// <summary>The client underneath.</summary>
    public HttpClient Http => http ??= new(new SocketsHttpHandler
    {
        CookieContainer = cookies,
        MaxConnectionsPerServer = 64,
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    })
    {
        BaseAddress = address,
    };

    /// <summary>The cookies it holds, as a header.</summary>
    public string CookieHeader => cookies.GetCookieHeader(address);

    /// <summary>Somebody with the same cookies at another address of this machine; a browser does not tell ports apart either.</summary>
    public ApiClient At(Uri other)
    {
        var there = new ApiClient(other);
        there.cookies.Add(cookies.GetCookies(address));
        return there;
    }

    /// <summary>Signs in.</summary>
    public async Task SignIn(string name, string password) =>
        (await Send(HttpMethod.Post, "/api/v1/session", new { name, password }, key: null)).Expect(200);

    /// <summary>Uses a token or API key.</summary>
    public void Bearer(string token) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    /// <summary>Reads.</summary>
    public Task<ApiAnswer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, null, headers);

    /// <summary>Posts under a key of its own.</summary>
    public Task<ApiAnswer> Post(string path, object? body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body, NewKey(), headers);

    /// <summary>Puts under a key of its own.</summary>
    public Task<ApiAnswer> Put(string path, object? body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, body, NewKey(), headers);

    /// <summary>Sends anything.</summary>
    public async Task<ApiAnswer> Send(HttpMethod method, string path, object? body, string? key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body as HttpContent ?? new StringContent(
                body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return new(
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync());
    }

    /// <summary>A key that no other call has.</summary>
    public static string NewKey() => $"key-{Environment.ProcessId}-{Interlocked.Increment(ref keys)}";

    /// <inheritdoc/>
    public void Dispose() => http?.Dispose();
}

/// <summary>What came back.</summary>
public sealed record ApiAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>A problem's code.</summary>
    public string? Code => Headers.TryGetValue("Content-Type", out var type) && type.StartsWith("application/problem+json", StringComparison.Ordinal)
        ? Json["code"]!.GetValue<string>()
        : null;

    /// <summary>A problem's field.</summary>
    public string? Field => Json["field"]?.GetValue<string>();

    /// <summary>Insists on a status; answers with the body.</summary>
    public JsonNode Expect(int status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Text}");
        return Text == "" ? new JsonObject() : Json;
    }

    /// <summary>Insists on a problem.</summary>
    public void Refused(int status, string code, string? field = null)
    {
        Assert.True((Status, Code) == (status, code), $"expected {status} {code}, got {Status}: {Text}");
        Assert.Equal(field, Field);
    }
}
