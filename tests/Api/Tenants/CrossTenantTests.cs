using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using SalesGrains.Accounts;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Tenants;

/// <summary>
/// V01: every operation with every id of another organisation, by every role, an API key and a token: nothing of it is seen, nothing
/// of it changes.
/// </summary>
public sealed class CrossTenantTests : IAsyncLifetime
{
    private const string Canary = "CANARY7F3A";
    private const string Total = "7654321.99";
    private const string Received = "1234.56";

    private TestIssuer issuer = null!;
    private SalesApp app = null!;
    private Company theirs = null!;
    private TestOrganization ours = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.Start();
        app = await SalesApp.Start(new() { OidcIssuer = issuer.Issuer });
        theirs = await Company.Found(app, Canary, "canary-", Total, Received);
        ours = (await Company.Found(app, "OURS", "")).Organization;
        await ours.Do(new LinkLogin(ours.IdOf(Roles.Director), issuer.Issuer, "subject-1"));
        Assert.True(await app.Grains.GetGrain<IAccountGrain>(AccountKeys.OfLogin(issuer.Issuer, "subject-1")).Claim(new(ours.Org, ours.IdOf(Roles.Director))));
    }

    [Fact]
    public async Task Their_own_people_see_all_of_it()
    {
        using var director = await theirs.Organization.As(Roles.Director);

        foreach (var path in new[] { "/api/v1/organization", "/api/v1/customers", "/api/v1/contracts", $"/api/v1/contracts/{theirs.Ids.Contract}", "/api/v1/boards/payments" })
        {
            var answer = await director.Get(path);
            answer.Expect(200);
            Assert.Contains(Canary, answer.Text, StringComparison.Ordinal);
        }

        Assert.Contains(Total, (await director.Get("/api/v1/contracts")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_operation_shows_or_changes_anything_of_another_organization()
    {
        using var admin = await theirs.Organization.As(Roles.Admin);
        using var director = await theirs.Organization.As(Roles.Director);
        var before = await theirs.Versions(admin, director);
        var operations = Operation.All(app.Services).Where(operation => operation.IsApi && !operation.Path.StartsWith("/api/v1/session", StringComparison.Ordinal)).ToArray();
        var calls = 0;

        foreach (var (who, client) in await Callers())
        {
            foreach (var operation in operations)
            {
                foreach (var query in Queries(operation))
                {
                    calls++;
                    var answer = await Send(client, operation, query);
                    var told = $"{who}: {operation.Name}{query} → {answer.Status} {answer.Text}";
                    Assert.True(!Leaks(answer), told);
                    Assert.True(answer.Status < 500, told);
                    if (NamesSomething(operation))
                    {
                        Assert.True(answer.Status is 403 or 404, told);
                    }
                }
            }

            client.Dispose();
        }

        Assert.True(calls > 300, $"only {calls} calls");
        Assert.Equal(before, await theirs.Versions(admin, director));
    }

    [Fact]
    public async Task The_hub_shows_nothing_of_another_organization()
    {
        foreach (var role in Roles.All)
        {
            using var client = await ours.As(role);
            await using var hub = new HubConnectionBuilder().WithUrl(new Uri(app.Address, "/live"), options =>
            {
                options.SkipNegotiation = true;
                options.Transports = HttpTransportType.WebSockets;
                options.Headers["Cookie"] = client.CookieHeader;
            }).Build();
            var heard = new List<string>();
            var first = new TaskCompletionSource();
            hub.On<object, object, object, object, object, object, object, object>("f", (topic, epoch, from, to, check, rows, beat, age) =>
            {
                lock (heard)
                {
                    heard.Add($"{topic} {rows}");
                    first.TrySetResult();
                }
            });
            await hub.StartAsync();

            string[] scopes = ["company", $"region/{theirs.Ids.Unit}", $"team/{theirs.Ids.Team}", $"rep/{theirs.Ids.Rep}"];
            var accepted = 0;
            foreach (var (scope, filter) in scopes.SelectMany(scope => new[] { (scope, ""), (scope, $"rep={theirs.Ids.Rep}"), (scope, $"text={Canary}") }))
            {
                try
                {
                    await hub.InvokeAsync("Watch", "payments", scope, filter, 0L, -1L);
                    accepted++;
                }
                catch (HubException)
                {
                    // Refused is as good as empty.
                }
            }

            if (accepted > 0)
            {
                await first.Task.WaitAsync(TimeSpan.FromSeconds(20));
            }

            lock (heard)
            {
                Assert.All(heard, frame => Assert.DoesNotContain(theirs.Ids.Contract, frame, StringComparison.Ordinal));
                Assert.All(heard, frame => Assert.False(frame[frame.IndexOf(' ')..].Contains(Canary, StringComparison.Ordinal), frame));
            }
        }
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private async Task<IReadOnlyList<(string Who, ApiClient Client)>> Callers()
    {
        var callers = new List<(string, ApiClient)>();
        foreach (var role in Roles.All)
        {
            callers.Add((role, await ours.As(role)));
        }

        callers.Add(("API key of an administrator", await ours.WithApiKey(Roles.Admin)));
        callers.Add(("API key of a director", await ours.WithApiKey(Roles.Director)));
        var program = app.Client();
        program.Bearer(TestIssuer.Sign(issuer.Honest("subject-1")));
        callers.Add(("token of a director", program));
        return callers;
    }

    private async Task<ApiAnswer> Send(ApiClient client, Operation operation, string query)
    {
        if (operation.IsUnsafe && operation.Path.StartsWith("/api/v1/imports", StringComparison.Ordinal))
        {
            query = "?kind=customers";
        }

        var bodies = SampleBodies.Of(theirs.Ids);
        Assert.True(!operation.Metadata.TakesJson || bodies.ContainsKey(operation.Name), $"there is no sample body for {operation.Name}");
        (string, string)[] headers = operation.Metadata.NeedsIfMatch ? [("If-Match", "\"1\"")] : [];
        return await client.Send(
            new(operation.Method), theirs.Ids.Path(operation) + query, bodies.GetValueOrDefault(operation.Name), operation.IsUnsafe ? ApiClient.NewKey() : null, headers);
    }

    private IEnumerable<string> Queries(Operation operation) => operation.IsUnsafe
        ? [""]
        :
        [
            "", $"?scope=region/{theirs.Ids.Unit}", $"?scope=rep/{theirs.Ids.Rep}", $"?rep={theirs.Ids.Rep}&customer={theirs.Ids.Customer}",
            $"?scope=company&search={Canary}&text={Canary}", $"?minVersion=contract/{theirs.Ids.Contract}:1",
            $"?kind=contract&id={theirs.Ids.Contract}", $"?kind=customer&id={theirs.Ids.Customer}", $"?kind=recipient&id={theirs.Ids.Rep}",
            "?board=payments&metric=total&scope=company", $"?board=payments&metric=total&scope=region/{theirs.Ids.Unit}",
        ];

    /// <summary>True when the path names one thing of an organisation; days and years of a calendar are everybody's.</summary>
    private static bool NamesSomething(Operation operation) =>
        operation.Path.Contains('{', StringComparison.Ordinal) && !operation.Path.Contains("/calendar/", StringComparison.Ordinal)
        && !operation.Path.Contains("/imports/", StringComparison.Ordinal);

    private bool Leaks(ApiAnswer answer) =>
        new[] { Canary, Total, Received, theirs.Ids.Contract, theirs.Ids.Customer, theirs.Ids.Receipt }
            .Any(secret => (answer.Text + string.Join(' ', answer.Headers.Values)).Contains(secret, StringComparison.OrdinalIgnoreCase));
}
