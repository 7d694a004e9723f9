using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>What time does to sessions and to failed tries; a program of its own, whose clock the tests move on.</summary>
public sealed class SessionTimeTests : IAsyncLifetime
{
    private SalesApp app = null!;

    public async Task InitializeAsync() => app = await SalesApp.Start(new SalesOptions());

    [Fact]
    public async Task Five_failed_tries_close_a_name_for_a_quarter_of_an_hour_and_no_other()
    {
        var organization = await app.Found();
        var name = organization.NameOf(Roles.Finance);
        using var client = app.Client();
        for (var i = 0; i < AccountRules.MaxTries; i++)
        {
            (await SignIn(client, name, "not the password")).Refused(401, "session.wrong-credentials");
        }

        var closed = await SignIn(client, name, SalesApp.Password);

        closed.Refused(429, "session.too-many-tries");
        Assert.InRange(int.Parse(closed.Headers["Retry-After"]), 1, 900);
        using var other = await organization.As(Roles.Rep);
        app.Time.Advance(TimeSpan.FromMinutes(15));
        (await SignIn(client, name, SalesApp.Password)).Expect(200);
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_however_much_it_is_used()
    {
        var organization = await app.Found();
        using var client = await organization.As(Roles.Rep);
        app.Time.Advance(TimeSpan.FromHours(7.9));
        (await client.Get("/api/v1/session")).Expect(200);

        app.Time.Advance(TimeSpan.FromHours(0.2));

        (await client.Get("/api/v1/session")).Refused(401, "session.required");
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static Task<ApiAnswer> SignIn(ApiClient client, string name, string password) =>
        client.Send(HttpMethod.Post, "/api/v1/session", new { name, password }, null);
}
