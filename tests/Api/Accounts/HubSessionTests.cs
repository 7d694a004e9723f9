using System.Diagnostics;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using SalesGrains.Organizations;
using Xunit.Abstractions;

namespace SalesGrains.Accounts;

/// <summary>Whoever is shut out is out of the hub as well, soon.</summary>
[Collection(SharedApp.Name)]
public sealed class HubSessionTests(SalesApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task A_browser_of_somebody_who_is_shut_out_is_disconnected_within_a_minute()
    {
        var organization = await app.Found();
        using var manager = await organization.As(Roles.Manager);
        await using var hub = Hub(manager);
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync();
        await hub.InvokeAsync("Watch", "payments", "region/east", "", 0L, -1L);
        var began = Stopwatch.GetTimestamp();

        await organization.Do(new ChangePerson(organization.IdOf(Roles.Manager), "x", "manager", "east", null, false));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        output.WriteLine($"[measured] a person shut out: hub closed after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task Without_a_session_and_from_another_site_nobody_connects()
    {
        var organization = await app.Found();
        using var manager = await organization.As(Roles.Manager);
        using var stranger = app.Client();
        await using var withoutSession = Hub(stranger);
        await using var elsewhere = Hub(manager, "https://evil.example");

        await Assert.ThrowsAnyAsync<Exception>(() => withoutSession.StartAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => elsewhere.StartAsync());
    }

    private HubConnection Hub(ApiClient client, string? origin = null) => new HubConnectionBuilder().WithUrl(new Uri(app.Address, "/live"), options =>
    {
        options.SkipNegotiation = true;
        options.Transports = HttpTransportType.WebSockets;
        options.Headers["Cookie"] = client.CookieHeader;
        if (origin is not null)
        {
            options.Headers["Origin"] = origin;
        }
    }).Build();
}
