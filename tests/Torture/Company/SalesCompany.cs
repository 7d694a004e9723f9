using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SalesGrains.Organizations;
using SalesGrains.Vendors;

namespace SalesGrains.Company;

/// <summary>A company in the real program, founded through the public API: its units, reps, customers, a director, and API keys.</summary>
internal sealed class SalesCompany : IAsyncDisposable
{
    private const string Password = "correct horse battery 17";
    private readonly HttpClient admin;

    private SalesCompany(Site site, FakeVendors vendors)
    {
        (Site, Vendors) = (site, vendors);
        admin = new(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = new(site.Addresses[0], "/api/v1/") };
    }

    /// <summary>Where it is served from.</summary>
    public Site Site { get; }

    /// <summary>The vendors of its channels.</summary>
    public FakeVendors Vendors { get; }

    /// <summary>API keys by role.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>Customer ids.</summary>
    public ImmutableArray<string> Customers { get; private set; } = [];

    /// <summary>Its id.</summary>
    public string Org { get; private set; } = "";

    /// <summary>Its day when it was founded.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>Founds a company with so many customers.</summary>
    public static async Task<SalesCompany> Found(int customers, SitePlan? plan = null)
    {
        var vendors = await FakeVendors.Start();
        var company = new SalesCompany(await Site.Start((plan ?? new()) with { Settings = vendors.Settings() }), vendors);
        try
        {
            await company.Found();
            await company.Staff();
            company.Customers = [.. Enumerable.Range(1, customers).Select(i => $"k{i}")];
            foreach (var id in company.Customers)
            {
                var rep = $"r{1 + (id[^1] % 4)}";
                await company.Post("customers", new { id, name = $"示例机械有限公司 {id}", tier = "A", repId = rep }, Roles.Manager);
            }

            company.Site.BeginFaults();
            return company;
        }
        catch
        {
            await company.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cookies of the director's session.</summary>
    public async Task<CookieContainer> SignInDirector()
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = admin.BaseAddress };
        (await http.PostAsJsonAsync("session", new { name = "director", password = Password })).EnsureSuccessStatusCode();
        return cookies;
    }

    /// <summary>Effects and due moments that were given up.</summary>
    public async Task<int> DeadLetters() => (await admin.GetFromJsonAsync<JsonNode>("admin/dead-letters"))!["items"]!.AsArray().Count;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await Site.DisposeAsync();
        await Vendors.DisposeAsync();
    }

    private async Task Found()
    {
        var program = Site.Programs[0];
        await Wait.Until(() => program.Printed("code ([a-z0-9-]{14})") is not null, TimeSpan.FromSeconds(30), "the setup code");
        var founded = await admin.PostAsJsonAsync("setup", new
        {
            code = program.Printed("code ([a-z0-9-]{14})"), organizationName = "示例公司", name = "管理员", signInName = "admin", password = Password,
        });
        founded.EnsureSuccessStatusCode();
        Org = (string)(await founded.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        var session = await admin.PostAsJsonAsync("session", new { name = "admin", password = Password });
        session.EnsureSuccessStatusCode();
        Today = DateOnly.Parse((string)(await session.Content.ReadFromJsonAsync<JsonNode>())!["today"]!, provider: null);
    }

    private async Task Staff()
    {
        await Post("organization/units", new { id = "east", kind = "region", name = "华东", parentId = "company" });
        foreach (var team in (string[])["t1", "t2"])
        {
            await Post("organization/units", new { id = team, kind = "team", name = $"一部 {team}", parentId = "east" });
        }

        for (var i = 1; i <= 4; i++)
        {
            await Post("reps", new { id = $"r{i}", name = $"销售 {i}", unitId = i % 2 == 0 ? "t1" : "t2" });
            await Wait.Until(() => Reach($"r{i}", $"staff{i}", $"+861380000000{i}"), TimeSpan.FromSeconds(10), "the rep to have a place");
        }

        await Post("organization/people", new { name = "总监", signInName = "director", password = Password, role = Roles.Director, unitId = "company" });
        foreach (var role in (string[])[Roles.Manager, Roles.Finance, Roles.Director])
        {
            Keys[role] = (string)(await Post("api-keys", new { name = role, role, unitId = "company" }))["key"]!;
        }
    }

    /// <summary>WeCom and short messages by day and night; false as long as nobody knows the rep.</summary>
    private async Task<bool> Reach(string id, string wecom, string phone)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"recipients/{id}")
        {
            Content = JsonContent.Create(new
            {
                addresses = new[] { new { channel = "wecom-app", address = wecom }, new { channel = "sms-aliyun", address = phone } },
                quiet = new { from = "00:00", to = "00:00" },
            }),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var answer = await admin.SendAsync(request);
        return answer.StatusCode != HttpStatusCode.NotFound ? answer.EnsureSuccessStatusCode().IsSuccessStatusCode : false;
    }

    private async Task<JsonNode> Post(string path, object body, string? role = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Authorization = role is null ? null : new("Bearer", Keys[role]);
        using var answer = await admin.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}");
    }
}
