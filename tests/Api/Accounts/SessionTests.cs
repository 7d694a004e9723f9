using System.Text.Json.Nodes;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>Signing in, staying in, and being shut out.</summary>
[Collection(SharedApp.Name)]
public sealed class SessionTests(SalesApp app)
{
    [Fact]
    public async Task A_session_tells_who_where_and_what_may_be_watched()
    {
        var organization = await app.Found();
        using var manager = await organization.As(Roles.Manager);

        var session = (await manager.Get("/api/v1/session")).Expect(200);

        Assert.Equal("测试manager", session["user"]!["name"]!.GetValue<string>());
        Assert.Equal("manager", session["user"]!["role"]!.GetValue<string>());
        Assert.Equal(organization.Org, session["organization"]!["id"]!.GetValue<string>());
        Assert.Equal("region/east", session["scope"]!.GetValue<string>());
        Assert.Equal(["region/east", "team/east-1"], session["scopes"]!.AsArray().Select(scope => scope!["scope"]!.GetValue<string>()));
        Assert.Equal(7, session["warnDays"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_administrator_may_watch_nothing()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        var session = (await admin.Get("/api/v1/session")).Expect(200);

        Assert.Empty(session["scopes"]!.AsArray());
    }

    [Fact]
    public async Task The_cookie_is_hidden_from_scripts_and_from_other_sites()
    {
        var organization = await app.Found();
        using var client = app.Client();

        var answer = await client.Send(HttpMethod.Post, "/api/v1/session", new { name = organization.NameOf("rep"), password = SalesApp.Password }, null);

        var cookie = answer.Headers["Set-Cookie"];
        Assert.StartsWith("sg=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        var organization = await app.Found();
        using var client = app.Client();

        var wrong = await SignIn(client, organization.NameOf("rep"), "not the password");
        var unknown = await SignIn(client, "nobody@nowhere", "not the password");
        var impossible = await SignIn(client, "!", "not the password");

        Assert.All([wrong, unknown, impossible], answer => answer.Refused(401, "session.wrong-credentials"));
        Assert.Equal(Without(wrong.Json, "traceId"), Without(unknown.Json, "traceId"));
    }

    [Fact]
    public async Task Somebody_who_is_shut_out_is_out_at_the_next_call()
    {
        var organization = await app.Found();
        using var manager = await organization.As(Roles.Manager);
        using var admin = await organization.As(Roles.Admin);
        var change = new { name = "x", role = "manager", unitId = "east", active = false };

        (await admin.Put($"/api/v1/organization/people/{organization.IdOf(Roles.Manager)}", change)).Expect(200);

        (await manager.Get("/api/v1/session")).Refused(401, "session.required");
        using var again = app.Client();
        (await SignIn(again, organization.NameOf(Roles.Manager), SalesApp.Password)).Refused(401, "session.wrong-credentials");
    }

    [Fact]
    public async Task Somebody_who_was_shut_out_and_let_in_again_has_to_sign_in_again()
    {
        var organization = await app.Found();
        using var manager = await organization.As(Roles.Manager);
        await organization.Do(new ChangePerson(organization.IdOf(Roles.Manager), "x", "manager", "east", null, false));
        await organization.Do(new ChangePerson(organization.IdOf(Roles.Manager), "x", "manager", "east", null, true));

        (await manager.Get("/api/v1/session")).Refused(401, "session.required");
        using var again = await organization.As(Roles.Manager);
        (await again.Get("/api/v1/session")).Expect(200);
    }

    [Fact]
    public async Task A_new_role_holds_at_the_next_call()
    {
        var organization = await app.Found();
        using var manager = await organization.As(Roles.Manager);
        (await manager.Get("/api/v1/api-keys")).Refused(403, "role.forbidden");

        await organization.Do(new ChangePerson(organization.IdOf(Roles.Manager), "x", Roles.Admin, OrganizationKeys.Root, null, true));

        (await manager.Get("/api/v1/api-keys")).Expect(200);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_the_old_one()
    {
        var organization = await app.Found();
        using var rep = await organization.As(Roles.Rep);
        using var admin = await organization.As(Roles.Admin);

        (await admin.Post($"/api/v1/organization/people/{organization.IdOf(Roles.Rep)}/password", new { password = "another long password" })).Expect(200);

        (await rep.Get("/api/v1/session")).Refused(401, "session.required");
        using var again = app.Client();
        (await SignIn(again, organization.NameOf(Roles.Rep), SalesApp.Password)).Refused(401, "session.wrong-credentials");
        (await SignIn(again, organization.NameOf(Roles.Rep), "another long password")).Expect(200);
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_away()
    {
        var organization = await app.Found();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Send(HttpMethod.Delete, "/api/v1/session", null, null)).Expect(204);

        (await rep.Get("/api/v1/session")).Refused(401, "session.required");
    }

    [Fact]
    public async Task A_changed_cookie_is_nobodys()
    {
        var organization = await app.Found();
        using var rep = await organization.As(Roles.Rep);
        var cookie = rep.CookieHeader;
        using var thief = app.Client();

        var changed = await thief.Get("/api/v1/session", ("Cookie", cookie[..^8] + "AAAAAAAA"));

        changed.Refused(401, "session.required");
    }

    private static Task<ApiAnswer> SignIn(ApiClient client, string name, string password) =>
        client.Send(HttpMethod.Post, "/api/v1/session", new { name, password }, null);

    private static string Without(JsonNode node, string member)
    {
        node.AsObject().Remove(member);
        return node.ToJsonString();
    }
}
