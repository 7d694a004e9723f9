using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using SalesGrains.Organizations;

namespace SalesGrains.Http;

/// <summary>An organisation with many hasty people takes nothing from its neighbour.</summary>
public sealed class OrganizationLimitTests
{
    private const int Many = 100_000;

    [Fact]
    public async Task An_organization_above_its_share_waits_and_its_neighbour_does_not()
    {
        await using var app = new Running(await SalesApp.Start(new() { Limits = new(Many, Many, Many, Many, Organization: 20) }));
        var hasty = await app.Sales.Found();
        var calm = await app.Sales.Found();
        using var manager = await hasty.As(Roles.Manager);
        using var director = await hasty.As(Roles.Director);
        using var erp = await hasty.WithApiKey();
        using var neighbour = await calm.As(Roles.Rep);

        var answers = await Task.WhenAll(Enumerable.Range(0, 240).Select(i => (i % 3) switch { 0 => manager, 1 => director, _ => erp }).Select(who => who.Get("/api/v1/session")));

        var refused = answers.Where(answer => answer.Status == 429).ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => answer.Refused(429, "rate.exceeded"));
        Assert.All(refused, answer => Assert.True(int.Parse(answer.Headers["Retry-After"]) >= 1));
        for (var i = 0; i < 10; i++)
        {
            (await neighbour.Get("/api/v1/session")).Expect(200);
        }
    }

    [Fact]
    public async Task A_person_and_an_organization_hold_so_many_connections_and_no_more()
    {
        await using var app = new Running(await SalesApp.Start(new() { Limits = new(Many, Many, Many, Many, Many, PersonConnections: 2, OrganizationConnections: 3) }));
        var greedy = await app.Sales.Found();
        var calm = await app.Sales.Found();
        using var manager = await greedy.As(Roles.Manager);
        using var director = await greedy.As(Roles.Director);
        using var rep = await greedy.As(Roles.Rep);
        using var neighbour = await calm.As(Roles.Rep);
        await using var first = await Connect(app.Sales, manager);
        await using var second = await Connect(app.Sales, manager);
        await Refused(app.Sales, manager);
        await using var third = await Connect(app.Sales, director);
        await Refused(app.Sales, rep);
        await using var others = await Connect(app.Sales, neighbour);

        await first.DisposeAsync();

        await Wait.Until(
            async () =>
            {
                await using var again = await Connect(app.Sales, rep);
                return again.State == HubConnectionState.Connected;
            },
            TimeSpan.FromSeconds(30),
            "the place of a connection that ended to be free");
    }

    private static async Task Refused(SalesApp app, ApiClient client)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Connect(app, client));
        Assert.Contains("429", error.Message, StringComparison.Ordinal);
    }

    private static async Task<HubConnection> Connect(SalesApp app, ApiClient client)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(app.Address, "/live"), options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            options.Headers["Cookie"] = client.CookieHeader;
        }).Build();
        await hub.StartAsync();
        return hub;
    }

    private sealed class Running(SalesApp app) : IAsyncDisposable
    {
        public SalesApp Sales => app;

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
