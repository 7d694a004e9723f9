using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesGrains.Accounts;
using SalesGrains.Organizations;
using SalesGrains.Problems;
using SalesGrains.Tenants;
using Xunit.Abstractions;

namespace SalesGrains.Fuzz;

/// <summary>V03: whatever is sent to the API, it answers what it means to answer: never a fault, always a problem with a code, nothing echoed as it came.</summary>
public sealed partial class GeneratedRequestTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<int, int> statuses = new();
    private readonly ConcurrentDictionary<string, bool> succeeded = new();
    private readonly ConcurrentDictionary<string, string> faults = new();
    private readonly HashSet<string> codes = [.. ProblemTexts.Codes];
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = AtOnce });
    private SalesApp app = null!;

    [Fact]
    public Task Two_thousand_generated_requests_meet_no_fault() => Run(2_000, 20_260_120);

    [Fact, Trait("Tier", "Full")]
    public Task Twenty_thousand_generated_requests_meet_no_fault() => Run(20_000, (ulong)TimeProvider.System.GetUtcNow().Ticks);

    public async Task InitializeAsync() => app = await SalesApp.Start(new());

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task Run(int calls, ulong seed)
    {
        var company = await Company.Found(app, "模糊", "");
        var organization = company.Organization;
        await organization.Add(new("victim", "可改之人", $"victim@{organization.Org}", null, Roles.Finance, OrganizationKeys.Root, null));
        var pick = new Pick(seed);
        var known = company.Ids with { Person = "victim" };
        var ids = new IdPool(pick, known);
        using var reader = await organization.As(Roles.Director);
        var generator = new CallGenerator(JsonNode.Parse((await reader.Get("/openapi/v1.json")).Text)!, pick, ids, SampleBodies.Of(known));
        var admitted = Operation.All(app.Services).ToDictionary(one => one.Name, one => Roles.All.Where(role => one.Policies.All(policy => Policies.Admitted[policy].Contains(role))).ToArray());
        var cookies = new Dictionary<string, string>();
        foreach (var role in Roles.All)
        {
            using var client = await organization.As(role);
            cookies[role] = client.CookieHeader;
        }

        var gate = new Lock();
        var made = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            for (; ; )
            {
                FuzzCall call;
                string cookie;
                int number;
                lock (gate)
                {
                    if (made == calls)
                    {
                        return;
                    }

                    (number, call) = (++made, generator.Next());
                    cookie = cookies[pick.One(pick.Chance(85) ? admitted[call.Operation] : [.. Roles.All])];
                }

                var fault = await Send(call, cookie, location =>
                {
                    lock (gate)
                    {
                        ids.Take(location);
                    }
                });
                if (fault is not null)
                {
                    faults.TryAdd($"{call.Operation} {fault.Split('\n')[0]}", $"seed {seed}, request {number}: {fault}\n{call}");
                }
            }
        })));

        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join("\n\n", faults.Values)}");
        output.WriteLine($"[measured] {calls} generated requests, seed {seed}: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}"))}; {succeeded.Count} of {generator.Operations} operations succeeded at least once");
        Assert.InRange(statuses.Where(pair => pair.Key < 300).Sum(pair => pair.Value), calls / 10, calls);
        Assert.True(succeeded.Count * 2 > generator.Operations, $"only {succeeded.Count} operations ever succeeded: {string.Join(", ", succeeded.Keys.Order())}");
    }

    /// <summary>What is wrong with the answer, or null.</summary>
    private async Task<string?> Send(FuzzCall call, string cookie, Action<string> made)
    {
        for (var again = true; ; again = false)
        {
            using var request = Request(call, cookie);
            try
            {
                using var response = await http.SendAsync(request);
                return Judge(call, response, await response.Content.ReadAsStringAsync(), made);
            }
            catch (HttpRequestException broken)
            {
                // Who sends more than it may is cut off while it still sends, and whoever comes next on that connection with it: they come again.
                if (call.Body?.Length > 256 * 1024 || !again)
                {
                    return again ? null : $"no answer: {broken.Message} {broken.InnerException?.Message}";
                }
            }
        }
    }

    private HttpRequestMessage Request(FuzzCall call, string cookie)
    {
        var request = new HttpRequestMessage(new(call.Method), new Uri(app.Address, call.Path)) { Content = call.Body is null ? null : new ByteArrayContent(call.Body) };
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        foreach (var (name, value) in call.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content?.Headers.TryAddWithoutValidation(name, value) == true;
        }

        return request;
    }

    private string? Judge(FuzzCall call, HttpResponseMessage response, string text, Action<string> made)
    {
        var status = (int)response.StatusCode;
        statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        if (status < 300)
        {
            succeeded[call.Operation] = true;
        }

        if (status == 201 && response.Headers.Location is { } location)
        {
            made(location.OriginalString);
        }

        return Fault(response, text) is { } fault ? $"{fault}\n{status} {text}" : null;
    }

    private string? Fault(HttpResponseMessage response, string text)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if ((int)response.StatusCode >= 500)
        {
            return "a fault";
        }

        if (text.Contains(Pick.Script, StringComparison.Ordinal) || text.Contains('\u001b', StringComparison.Ordinal)
            || response.Headers.Concat(response.Content.Headers).Any(header => header.Value.Any(value => Raw().IsMatch(value))))
        {
            return "an echo as it came";
        }

        if (response.RequestMessage!.Method == HttpMethod.Head || text == "" && response.StatusCode == HttpStatusCode.NoContent)
        {
            return null;
        }

        if ((int)response.StatusCode < 400)
        {
            // A printed code is a picture.
            return type is "application/json" or "text/csv" or "image/svg+xml" ? null : $"an answer of type {type}";
        }

        if (type != "application/problem+json")
        {
            return $"a refusal of type {type}";
        }

        using var problem = JsonDocument.Parse(text);
        var root = problem.RootElement;
        var unknown = root.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(error => error.GetProperty("code").GetString()!).Where(code => !codes.Contains(code)) : [];
        return root.GetProperty("status").GetInt32() != (int)response.StatusCode ? "another status in the body"
            : unknown.Append(root.GetProperty("code").GetString()!).FirstOrDefault(code => !codes.Contains(code)) is { } code ? $"the unknown code {code}"
            : root.GetProperty("detail").GetString() is not { Length: > 0 } ? "no detail"
            : null;
    }

    [GeneratedRegex(@"[\x00-\x1F<>]")]
    private static partial Regex Raw();
}
