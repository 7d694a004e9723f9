using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesGrains.Browsing;

/// <summary>Somebody at the public API: a person with a cookie, or a program with a key.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    private ApiClient(Uri address) =>
        http = new(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Signs a person in.</summary>
    public static async Task<ApiClient> SignIn(Uri address, string name, string password)
    {
        var client = new ApiClient(address);
        await Read(await client.http.PostAsJsonAsync("/api/v1/session", new { name, password }));
        return client;
    }

    /// <summary>A program that works with an API key.</summary>
    public static ApiClient WithKey(Uri address, string key)
    {
        var client = new ApiClient(address);
        client.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Somebody who has not said who they are.</summary>
    public static ApiClient Nobody(Uri address) => new(address);

    /// <summary>The session's cookies.</summary>
    public IEnumerable<Cookie> Cookies => cookies.GetCookies(http.BaseAddress!);

    public async Task<JsonNode> Get(string path) => await Read(await http.GetAsync("/api/v1" + path));

    /// <summary>Posts a command under a key, its own unless it is a repetition; a refusal is an exception with the problem in it.</summary>
    public async Task<JsonNode> Post(string path, object body, string? key = null) => await Send(HttpMethod.Post, path, body, key: key);

    /// <summary>Puts an edit on top of a version.</summary>
    public async Task<JsonNode> Put(string path, object body, long version) => await Send(HttpMethod.Put, path, body, version);

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> Send(HttpMethod method, string path, object body, long? version = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("n"));
        if (version is not null)
        {
            request.Headers.IfMatch.Add(new($"\"{version}\""));
        }

        return await Read(await http.SendAsync(request));
    }

    private static async Task<JsonNode> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode
                ? JsonNode.Parse(text) ?? throw new InvalidOperationException("An empty answer.")
                : throw new InvalidOperationException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} answered {(int)answer.StatusCode}: {text}");
        }
    }
}
