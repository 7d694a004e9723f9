using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using SalesGrains.Accounts;
using SalesGrains.Organizations;
using SalesGrains.Tenants;
using Xunit.Abstractions;

namespace SalesGrains.Fuzz;

/// <summary>V03: whatever is sent to the API, it answers what it means to answer: never a fault, always a problem with a code, nothing echoed as it came.</summary>
public sealed class GeneratedRequestTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<int, int> statuses = new();
    private readonly ConcurrentDictionary<string, bool> succeeded = new();
    private readonly ConcurrentDictionary<string, string> faults = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = AtOnce });
    private SalesApp app = null!;

    [Fact]
    public Task Two_thousand_generated_requests_meet_no_fault() => Made(2_000, 20_260_120);

    [Fact, Trait("Tier", "Full")]
    public Task Twenty_thousand_generated_requests_meet_no_fault() => Made(20_000, (ulong)TimeProvider.System.GetUtcNow().Ticks);

    [Fact, Trait("Tier", "Full")]
    public Task Good_bodies_changed_in_each_member_in_every_way_meet_no_fault() => Run(20_260_120, calls: null);

    public async Task InitializeAsync() => app = await SalesApp.Start(new());

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task Made(int calls, ulong seed)
    {
        var operations = await Run(seed, calls);
        Assert.InRange(statuses.Where(pair => pair.Key < 300).Sum(pair => pair.Value), calls / 10, calls);
        Assert.True(succeeded.Count * 2 > operations, $"only {succeeded.Count} operations ever succeeded: {string.Join(", ", succeeded.Keys.Order())}");
    }

    /// <summary>Sends so many generated calls, or else good ones changed field by field; answers how many operations there are.</summary>
    private async Task<int> Run(ulong seed, int? calls)
    {
        var company = await Company.Found(app, "模糊", "");
        var organization = company.Organization;
        await organization.Add(new("victim", "可改之人", $"victim@{organization.Org}", null, Roles.Finance, OrganizationKeys.Root, null));
        var pick = new Pick(seed);
        var known = company.Ids with { Person = "victim" };
        var ids = new IdPool(pick, known);
        using var reader = await organization.As(Roles.Director);
        var generator = new CallGenerator(JsonNode.Parse((await reader.Get("/openapi/v1.json")).Text)!, pick, ids, SampleBodies.Of(known));
        var all = Operation.All(app.Services).ToArray();
        var admitted = all.ToDictionary(one => one.Name, one => Roles.All.Where(role => one.Policies.All(policy => Policies.Admitted[policy].Contains(role))).ToArray());
        var cookies = new Dictionary<string, string>();
        foreach (var role in Roles.All)
        {
            using var client = await organization.As(role);
            cookies[role] = client.CookieHeader;
        }

        using var source = (calls is { } count
            ? Enumerable.Range(0, count).Select(_ => generator.Next())
            : generator.FieldByField(all.ToDictionary(one => one.Name, known.Path))).GetEnumerator();
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
                    if (!source.MoveNext())
                    {
                        return;
                    }

                    (number, call) = (++made, source.Current);
                    cookie = cookies[pick.One(calls is null || pick.Chance(85) ? admitted[call.Operation] : [.. Roles.All])];
                }

                var (fault, status, location) = await Send(call, cookie);
                lock (gate)
                {
                    ids.Take(location);
                    if (status is >= 200 and < 300)
                    {
                        generator.Accepted(call);
                    }
                }

                if (fault is not null)
                {
                    faults.TryAdd($"{call.Operation} {fault.Split('\n')[0]}", $"seed {seed}, request {number}: {fault}\n{call}");
                }
            }
        })));

        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join("\n\n", faults.Values)}");
        output.WriteLine($"[measured] {made} generated requests{(calls is null ? ", good bodies changed in each member" : "")}, seed {seed}: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}"))}; {succeeded.Count} of {generator.Operations} operations succeeded at least once");
        return generator.Operations;
    }

    /// <summary>What is wrong with the answer, or null.</summary>
    private async Task<(string? Fault, int Status, string Location)> Send(FuzzCall call, string cookie)
    {
        for (var again = true; ; again = false)
        {
            using var request = Request(call, cookie);
            try
            {
                using var response = await http.SendAsync(request);
                var location = (int)response.StatusCode == 201 ? response.Headers.Location?.OriginalString : null;
                return (Judge(call, response, await response.Content.ReadAsStringAsync()), (int)response.StatusCode, location ?? "");
            }
            catch (HttpRequestException broken)
            {
                // Who sends more than it may is cut off while it still sends, and whoever comes next on that connection with it: they come again.
                if (call.Body?.Length > 256 * 1024 || !again)
                {
                    return (again ? null : $"no answer: {broken.Message} {broken.InnerException?.Message}", 0, "");
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

    private string? Judge(FuzzCall call, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        if (status < 300)
        {
            succeeded[call.Operation] = true;
        }

        return AnswerCheck.Fault(response, text) is { } fault ? $"{fault}\n{status} {text}" : null;
    }
}
