using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Restoring;

/// <summary>A company in the real program on a store of either kind; it is backed up, lost and restored by the program's own commands.</summary>
internal sealed class BackedCompany : IAsyncDisposable
{
    private const string Password = "correct horse battery 17";
    private readonly HttpClient admin;

    private BackedCompany(SalesProcess process)
    {
        Process = process;
        admin = new(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = new(process.Address, "/api/v1/") };
    }

    public SalesProcess Process { get; }

    /// <summary>API keys by role.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    public ImmutableArray<string> Customers { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public static async Task<BackedCompany> Found(StorePlace place, int customers)
    {
        var company = new BackedCompany(await SalesProcess.Start(place.Arguments));
        await company.Found(customers);
        return company;
    }

    /// <summary>Runs a command of the program on a store, beside or without the program that serves it.</summary>
    public static async Task<(int Code, string Said)> Run(StorePlace place, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(SalesOptions).Assembly.Location, .. place.Arguments, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = System.Diagnostics.Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, string.Concat(said).Trim());
    }

    /// <summary>The cookies of the director's session.</summary>
    public async Task<CookieContainer> SignInDirector()
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = admin.BaseAddress };
        (await http.PostAsJsonAsync("session", new { name = "director", password = Password })).EnsureSuccessStatusCode();
        return cookies;
    }

    /// <summary>What the administrator, whose session is older than the restore, is told is held.</summary>
    public async Task<JsonNode> Held() => (await admin.GetFromJsonAsync<JsonNode>("admin/held-nudges?limit=200"))!;

    /// <summary>Releases nudges as the page does.</summary>
    public Task<JsonNode> Release(IEnumerable<string> ids) => Post("admin/held-nudges/release", new { ids });

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await Process.DisposeAsync();
    }

    private async Task Found(int customers)
    {
        await Wait.Until(() => Process.Printed("code ([a-z0-9-]{14})") is not null, TimeSpan.FromSeconds(60), "the setup code");
        (await admin.PostAsJsonAsync("setup", new
        {
            code = Process.Printed("code ([a-z0-9-]{14})"), organizationName = "示例公司", name = "管理员", signInName = "admin", password = Password,
        })).EnsureSuccessStatusCode();
        var session = await admin.PostAsJsonAsync("session", new { name = "admin", password = Password });
        session.EnsureSuccessStatusCode();
        Today = DateOnly.Parse((string)(await session.Content.ReadFromJsonAsync<JsonNode>())!["today"]!, provider: null);
        await Post("organization/units", new { id = "t1", kind = "team", name = "一部", parentId = "company" });
        await Post("reps", new { id = "r1", name = "销售", unitId = "t1" });
        await Post("organization/people", new { name = "总监", signInName = "director", password = Password, role = Roles.Director, unitId = "company" });
        foreach (var role in (string[])[Roles.Manager, Roles.Finance, Roles.Director])
        {
            Keys[role] = (string)(await Post("api-keys", new { name = role, role, unitId = "company" }))["key"]!;
        }

        Customers = [.. Enumerable.Range(1, customers).Select(i => $"k{i}")];
        foreach (var id in Customers)
        {
            await Post("customers", new { id, name = $"示例机械有限公司 {id}", tier = "A", repId = "r1" }, Roles.Manager);
        }
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
