using SalesGrains.Organizations;

namespace SalesGrains.Http;

/// <summary>One caller's haste is nobody else's wait.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task A_caller_above_the_limit_waits_and_others_do_not()
    {
        await using var started = new Started(await SalesApp.Start(new() { Limits = new(Person: 10, Client: 10, Anonymous: 100_000, SignIn: 100_000) }));
        var organization = await started.App.Found();
        using var hasty = await organization.As(Roles.Manager);
        using var calm = await organization.As(Roles.Rep);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => hasty.Get("/api/v1/session")));

        var refused = answers.Where(answer => answer.Status == 429).ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => answer.Refused(429, "rate.exceeded"));
        Assert.All(refused, answer => Assert.True(int.Parse(answer.Headers["Retry-After"]) >= 1));
        Assert.True(answers.Count(answer => answer.Status == 200) >= 20);
        (await calm.Get("/api/v1/session")).Expect(200);
    }

    [Fact]
    public async Task Signing_in_is_limited_by_address_too()
    {
        await using var started = new Started(await SalesApp.Start(new() { Limits = new(100_000, 100_000, 100_000, SignIn: 3) }));
        using var client = started.App.Client();

        for (var i = 0; i < 3; i++)
        {
            (await client.Send(HttpMethod.Post, "/api/v1/session", new { name = $"nobody-{i}", password = "x" }, null)).Refused(401, "session.wrong-credentials");
        }

        (await client.Send(HttpMethod.Post, "/api/v1/session", new { name = "nobody-9", password = "x" }, null)).Refused(429, "rate.exceeded");
    }

    private sealed class Started(SalesApp app) : IAsyncDisposable
    {
        public SalesApp App => app;

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
