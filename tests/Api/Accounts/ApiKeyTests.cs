using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>API keys: shown once, kept as a hash, gone when revoked.</summary>
[Collection(SharedApp.Name)]
public sealed class ApiKeyTests(SalesApp app)
{
    [Fact]
    public async Task A_key_lets_a_program_in_with_its_role_and_place()
    {
        var organization = await app.Found();
        using var client = await organization.WithApiKey(Roles.Manager, "west");

        var session = (await client.Get("/api/v1/session")).Expect(200);

        Assert.Equal("region/west", session["scope"]!.GetValue<string>());
        Assert.Equal("manager", session["user"]!["role"]!.GetValue<string>());
        (await client.Get("/api/v1/api-keys")).Refused(403, "role.forbidden");
    }

    [Fact]
    public async Task The_key_itself_is_shown_once_and_kept_nowhere()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var key = ApiClient.NewKey();
        var body = new { name = "ERP", role = "finance", unitId = OrganizationKeys.Root };

        var first = (await admin.Send(HttpMethod.Post, "/api/v1/api-keys", body, key)).Expect(201);
        var repeat = (await admin.Send(HttpMethod.Post, "/api/v1/api-keys", body, key)).Expect(201);
        var list = await admin.Get("/api/v1/api-keys");

        var shown = first["key"]!.GetValue<string>();
        Assert.StartsWith("sg_live_", shown, StringComparison.Ordinal);
        Assert.Null(repeat["key"]);
        Assert.Equal(first["id"]!.GetValue<string>(), repeat["id"]!.GetValue<string>());
        Assert.Single(list.Expect(200)["items"]!.AsArray());
        var secret = shown[(shown.LastIndexOf('_') + 1)..];
        Assert.DoesNotContain(secret, list.Text, StringComparison.Ordinal);
        var history = await organization.Grain.History(0, 200);
        Assert.DoesNotContain(history, entry => entry.Data.Contains(secret, StringComparison.Ordinal));
        using var program = app.Client();
        program.Bearer(shown);
        (await program.Get("/api/v1/session")).Expect(200);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_the_next_call()
    {
        var organization = await app.Found();
        using var client = await organization.WithApiKey();
        using var admin = await organization.As(Roles.Admin);
        var id = (await admin.Get("/api/v1/api-keys")).Expect(200)["items"]![0]!["id"]!.GetValue<string>();

        (await admin.Send(HttpMethod.Delete, $"/api/v1/api-keys/{id}", null, ApiClient.NewKey())).Expect(200);

        (await client.Get("/api/v1/session")).Refused(401, "session.required");
    }

    [Fact]
    public async Task Two_keys_live_side_by_side_during_a_change_and_each_says_when_it_was_last_used()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        using var old = await organization.WithApiKey();
        using var fresh = await organization.WithApiKey();
        async Task<string?[]> Used() => [.. (await admin.Get("/api/v1/api-keys")).Expect(200)["items"]!.AsArray().Select(item => item!["lastUsedAt"]?.GetValue<string>())];
        Assert.All(await Used(), Assert.Null);

        (await old.Get("/api/v1/session")).Expect(200);
        await Wait.Until(async () => (await Used()).Count(at => at is not null) == 1, TimeSpan.FromSeconds(30), "the use of the old key to be written down");
        var (first, index) = (await Used()).Select((at, i) => (at, i)).Single(one => one.at is not null);
        (await old.Get("/api/v1/session")).Expect(200);
        (await fresh.Get("/api/v1/session")).Expect(200);
        await Wait.Until(async () => (await Used()).All(at => at is not null), TimeSpan.FromSeconds(30), "the use of the new key to be written down");
        Assert.Equal(first, (await Used())[index]);

        // Keys are listed in the order of their ids.
        var id = (await admin.Get("/api/v1/api-keys")).Expect(200)["items"]![index]!["id"]!.GetValue<string>();
        (await admin.Send(HttpMethod.Delete, $"/api/v1/api-keys/{id}", null, ApiClient.NewKey())).Expect(200);
        (await old.Get("/api/v1/session")).Refused(401, "session.required");
        (await fresh.Get("/api/v1/session")).Expect(200);
    }

    [Fact]
    public async Task Nothing_that_resembles_a_key_lets_anybody_in()
    {
        var ours = await app.Found();
        var theirs = await app.Found();
        using var admin = await ours.As(Roles.Admin);
        var key = (await admin.Post("/api/v1/api-keys", new { name = "ERP", role = "admin", unitId = OrganizationKeys.Root })).Expect(201)["key"]!.GetValue<string>();
        var parts = key.Split('_');
        string[] forged =
        [
            "sg_live_", "sg_live_a_b_c", $"{key}x", key[..^1], key[..^1] + (key[^1] == '0' ? '1' : '0'), key.ToUpperInvariant(),
            key.Replace(ours.Org, theirs.Org, StringComparison.Ordinal), $"sg_live_{parts[2]}_org_{parts[4]}", $"sg_live_{parts[2]}__{parts[4]}",
            $"sg_live_nowhere1_{parts[3]}_{parts[4]}", $"sg_live_{parts[2]}|org_{parts[3]}_{parts[4]}",
        ];

        foreach (var attempt in forged)
        {
            using var client = app.Client();
            (await client.Get("/api/v1/session", ("Authorization", $"Bearer {attempt}"))).Refused(401, "session.required");
        }
    }

    [Theory]
    [InlineData("rep", "company", "api-key.role-unknown", "/role")]
    [InlineData("king", "company", "api-key.role-unknown", "/role")]
    [InlineData("finance", "nowhere", "unit.unknown", "/unitId")]
    public async Task A_key_needs_a_role_and_a_place(string role, string unit, string code, string field)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        var answer = await admin.Post("/api/v1/api-keys", new { name = "ERP", role, unitId = unit });

        answer.Refused(422, code, field);
    }
}
