using System.Globalization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using SalesGrains.Contracts;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Telemetry;

/// <summary>What Prometheus reads, and who may read it.</summary>
[Collection(SharedApp.Name)]
public sealed class MetricsTests(SalesApp app)
{
    [Fact]
    public async Task Commands_commits_and_pushes_are_counted_and_no_name_is_among_them()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(app.Address, "/live"), options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            options.Headers["Cookie"] = director.CookieHeader;
        }).Build();
        await hub.StartAsync();
        await hub.InvokeAsync("Watch", "payments", "company", "", 0L, -1L);
        var customer = await director.Customer("苏州金丝雀");
        (await director.Post("/api/v1/customers", new { name = "", tier = "A", repId = "rep-east" })).Refused(422, "customer.name-missing", "/name");
        using var anybody = app.Client();

        await Wait.Until(
            async () =>
            {
                var text = await Scrape(anybody);
                return Sum(text, "sales_commands_total", "command=\"CreateCustomer\"", "outcome=\"done\"") > 0
                    && Sum(text, "sales_commit_duration_seconds_count", "kind=\"customer\"") > 0
                    && Sum(text, "sales_push_messages_total", "kind=\"frame\"") > 0
                    && Sum(text, "sales_push_bytes_total") > 0
                    && Sum(text, "salesgrains_store_transaction_duration_seconds_count") > 0;
            },
            TimeSpan.FromSeconds(60), "all of it to be counted");

        var all = await Scrape(anybody);
        Assert.DoesNotContain("金丝雀", all, StringComparison.Ordinal);
        Assert.DoesNotContain(customer, all, StringComparison.Ordinal);
        Assert.DoesNotContain(organization.NameOf(Roles.Director), all, StringComparison.Ordinal);
    }

    /// <summary>Gauges are asked of a program that has its process to itself: of two in one process, OpenTelemetry would mix them up.</summary>
    [Fact]
    public async Task A_program_says_what_is_pending_how_late_its_sweep_is_and_how_old_its_boards_are()
    {
        await using var program = await SalesProcess.Start("--log", "json");
        using var client = new ApiClient(program.Address);

        var text = await Scrape(client);

        Assert.All(
            [
                "sales_pending_entities", "sales_sweep_since_round_seconds", "sales_sweep_oldest_mark_seconds", "sales_boards_staleness_seconds",
                "sales_push_watchers", "http_server_request_duration_seconds_count", "dotnet_gc_collections_total",
            ],
            name => Assert.Contains($"\n{name}{{", text, StringComparison.Ordinal));
        Assert.True(Sum(text, "sales_sweep_since_round_seconds") is > 0 and < 30);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "evil.example")]
    public async Task What_comes_through_a_proxy_or_under_another_name_is_not_this_machine(string header, string value)
    {
        using var client = app.Client();

        Assert.Equal(404, (await client.Get("/metrics", (header, value))).Status);
    }

    [Fact]
    public async Task From_elsewhere_only_the_token_opens_them()
    {
        await using var guarded = new Guarded(await SalesApp.Start(new() { MetricsToken = "a token of the environment" }));
        using var client = guarded.App.Client();
        (string, string) elsewhere = ("X-Forwarded-For", "203.0.113.9");

        Assert.Equal(404, (await client.Get("/metrics", elsewhere)).Status);
        Assert.Equal(404, (await client.Get("/metrics", elsewhere, ("Authorization", "Bearer a token of somebody"))).Status);
        Assert.Equal(200, (await client.Get("/metrics", elsewhere, ("Authorization", "Bearer a token of the environment"))).Status);
        Assert.Equal(200, (await client.Get("/metrics")).Status);
    }

    private static async Task<string> Scrape(ApiClient client)
    {
        var answer = await client.Get("/metrics", ("Accept", "text/plain"));
        Assert.Equal(200, answer.Status);
        return answer.Text;
    }

    private static double Sum(string text, string name, params string[] labels) => text.Split('\n')
        .Where(line => (line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));

    private sealed class Guarded(SalesApp app) : IAsyncDisposable
    {
        public SalesApp App => app;

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
