using SalesGrains.Organizations;

namespace SalesGrains.Http;

/// <summary>What browsers are told, and what another site cannot make them do.</summary>
[Collection(SharedApp.Name)]
public sealed class BrowserDefenseTests(SalesApp app)
{
    private static readonly object Unit = new { kind = "region", name = "华南", parentId = "company" };

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_changes_nothing(string header, string value)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var before = (await organization.Grain.View())!.Version;

        (await admin.Post("/api/v1/organization/units", Unit, (header, value))).Refused(403, "origin.forbidden", "Origin");

        Assert.Equal(before, (await organization.Grain.View())!.Version);
    }

    [Fact]
    public async Task Our_own_pages_and_programs_may_change_things()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var ours = app.Address.GetLeftPart(UriPartial.Authority);

        (await admin.Post("/api/v1/organization/units", Unit, ("Origin", ours), ("Sec-Fetch-Site", "same-origin"))).Expect(201);
        (await admin.Post("/api/v1/organization/units", Unit)).Expect(201);
    }

    [Fact]
    public async Task Another_site_signs_nobody_in()
    {
        var organization = await app.Found();
        using var client = app.Client();

        var answer = await client.Send(
            HttpMethod.Post, "/api/v1/session", new { name = organization.NameOf("rep"), password = SalesApp.Password }, null, ("Sec-Fetch-Site", "cross-site"));

        answer.Refused(403, "origin.forbidden", "Origin");
    }

    [Theory]
    [InlineData("/api/v1/session")]
    [InlineData("/api/v1/setup")]
    [InlineData("/problems/session.required")]
    [InlineData("/health/live")]
    [InlineData("/")]
    [InlineData("/contracts")]
    [InlineData("/api/v1/nothing")]
    public async Task Every_answer_carries_the_headers_that_browsers_heed(string path)
    {
        using var client = app.Client();

        var headers = (await client.Get(path)).Headers;

        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("same-origin", headers["Referrer-Policy"]);
        Assert.Equal("same-origin", headers["Cross-Origin-Opener-Policy"]);
        Assert.Equal("DENY", headers["X-Frame-Options"]);
        Assert.DoesNotContain("Server", headers.Keys);
        var policy = headers["Content-Security-Policy"];
        foreach (var demand in new[] { "default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'" })
        {
            Assert.Contains(demand, policy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        if (path.StartsWith("/api", StringComparison.Ordinal))
        {
            Assert.Equal("no-store", headers["Cache-Control"]);
        }
    }
}
