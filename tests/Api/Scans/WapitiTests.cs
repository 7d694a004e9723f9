using System.Diagnostics;
using System.Text.Json.Nodes;
using SalesGrains.Organizations;
using SalesGrains.Tenants;
using Xunit.Abstractions;

namespace SalesGrains.Scans;

/// <summary>V10: wapiti, a scanner that others wrote, on the running site: every operation that reads, with all its parameters, as a director who is signed in.</summary>
public sealed class WapitiTests(ITestOutputHelper output) : IAsyncLifetime
{
    // Without those that guess at other programs' files, and the one that needs a server of theirs on the Internet.
    private const string Modules = "cookieflags,crlf,csp,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss,xxe,blindsql";

    // The first is a filter that no browser has any more; the second means something over HTTPS only, where it is set.
    private static readonly string[] Meant = ["X-XSS-Protection is not set", "Strict-Transport-Security is not set"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private SalesApp app = null!;

    public async Task InitializeAsync() => app = await SalesApp.Start(new());

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact, Trait("Tier", "Full"), Trait("Needs", "wapiti")]
    public async Task A_scanner_finds_nothing_on_the_running_site()
    {
        var company = await Company.Found(app, "扫描", "");
        using var director = await company.Organization.As(Roles.Director);
        var document = JsonNode.Parse((await director.Get("/openapi/v1.json")).Text)!;
        var pages = Operation.All(app.Services).Where(one => one.Name.StartsWith("GET /api/", StringComparison.Ordinal)).Select(one => company.Ids.Path(one) + Query(document, one)).ToArray();
        using var folder = new TemporaryFolder();
        var report = Path.Combine(folder.Path, "report.json");
        string[] arguments =
        [
            "-u", $"{app.Address}", "-m", Modules, "-H", $"Cookie: {director.CookieHeader}", "-f", "json", "-o", report, "-v", "0", "--no-bugreport", "--flush-session",
            "--store-session", Path.Combine(folder.Path, "session"), "--max-scan-time", "60", "--max-attack-time", "60", "-t", "5",
            .. pages.SelectMany(page => (string[])["-s", new Uri(app.Address, page).ToString()]),
        ];
        using var scan = Process.Start(new ProcessStartInfo("wapiti", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(scan.StandardOutput.ReadToEndAsync(), scan.StandardError.ReadToEndAsync()).WaitAsync(Patience);
        await scan.WaitForExitAsync();

        Assert.True(File.Exists(report), string.Join('\n', said));
        var found = JsonNode.Parse(await File.ReadAllTextAsync(report))!;
        var findings = (from kinds in (string[])["vulnerabilities", "anomalies"]
                        from kind in found[kinds]!.AsObject()
                        from one in kind.Value!.AsArray()
                        where (int)one["level"]! > 0 && !Meant.Contains((string)one["info"]!)
                        select $"{kind.Key}: {one["method"]} {one["path"]} {one["parameter"]}: {one["info"]}").ToList();
        output.WriteLine($"[measured] V10: wapiti from {pages.Length} addresses, {Modules.Split(',').Length} kinds of attack: {findings.Count} findings");
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static string Query(JsonNode document, Operation operation)
    {
        var words = operation.Name.Split(' ');
        var parameters = document["paths"]![words[1]]?[words[0].ToLowerInvariant()]?["parameters"]?.AsArray() ?? [];
        var names = parameters.Where(one => (string)one!["in"]! == "query").Select(one => (string)one!["name"]!).ToArray();
        return names.Length == 0 ? "" : "?" + string.Join('&', names.Select(name => $"{name}={(name == "scope" ? "company" : "1")}"));
    }
}
