using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Nudges;

/// <summary>After a restore administrators list, release and discard what it holds.</summary>
[Collection(SharedApp.Name)]
public sealed class HeldNudgeTests(SalesApp app)
{
    [Fact]
    public async Task What_a_restore_holds_is_in_no_inbox_until_an_administrator_releases_it()
    {
        var organization = await Restored(contracts: 3);
        using var admin = await organization.As(Roles.Admin);
        using var rep = await organization.As(Roles.Rep);
        Assert.Empty(await Inbox(rep));
        var held = await Held(admin);
        var ids = held["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).ToList();
        Assert.Equal((3, 3), (ids.Count, held["total"]!.GetValue<int>()));
        Assert.NotNull(held["restoredAt"]);
        Assert.Null(held["items"]![0]!["open"]);

        var released = (await admin.Post("/api/v1/admin/held-nudges/release", new { ids = new[] { ids[0], ids[0] } })).Expect(200);
        var discarded = (await admin.Post("/api/v1/admin/held-nudges/discard", new { ids = new[] { ids[1], "nothing:like-this" } })).Expect(200);

        Assert.Equal(1, released["done"]!.GetValue<int>());
        Assert.Equal((1, "nothing:like-this"), (discarded["done"]!.GetValue<int>(), discarded["refused"]![0]!.GetValue<string>()));
        await Selling.Eventually(async () => (await Held(admin))["total"]!.GetValue<int>() == 1, "two to be held no more");
        Assert.Equal(ids[0], Assert.Single(await Inbox(rep))!["id"]!.GetValue<string>());
        Assert.Equal(ids[2], (await Held(admin))["items"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Pages_follow_each_other_and_end()
    {
        var organization = await Restored(contracts: 3);
        using var admin = await organization.As(Roles.Admin);
        var seen = new List<string>();

        for (var after = "limit=1"; after is not null;)
        {
            var page = (await admin.Get($"/api/v1/admin/held-nudges?{after}")).Expect(200);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            after = page["next"] is { } next ? $"limit=1&after={next.GetValue<string>()}" : null;
        }

        Assert.Equal(3, seen.Distinct().Count());
    }

    [Fact]
    public async Task Nudges_that_are_not_there_are_not_found()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        (await admin.Post("/api/v1/admin/held-nudges/discard", new { ids = new[] { "nothing:like-this" } })).Refused(404, "nudge.not-found");
    }

    [Theory]
    [InlineData("[]", "held-nudges.count")]
    [InlineData("""["no colon"]""", "id.malformed")]
    [InlineData("""["a:B"]""", "id.malformed")]
    public async Task Calls_that_name_no_nudge_are_refused(string ids, string code)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        (await admin.Post("/api/v1/admin/held-nudges/release", $$"""{"ids":{{ids}}}""")).Refused(400, code, "/ids");
    }

    /// <summary>An organisation with contracts whose first node is due in days, as if restored a moment ago.</summary>
    private async Task<TestOrganization> Restored(int contracts)
    {
        var organization = await app.Company();
        using var manager = await organization.As(Roles.Manager);
        var customer = await manager.Customer();
        var today = (await manager.Get("/api/v1/session")).Expect(200)["today"]!.GetValue<string>();
        for (var i = 0; i < contracts; i++)
        {
            var due = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture).AddDays(3);
            var id = await manager.Contract(Selling.Draft(customer, $"HT-{i}", [Selling.DueOn($"{due:O}", "1000.00")]));
            (await manager.Post($"/api/v1/contracts/{id}/sign", new { signedOn = today })).Expect(200);
        }

        await Selling.Eventually(async () => (await Inbox(manager, "rep")).Count == contracts, "the warnings");
        var store = app.Services.GetRequiredService<IEntityStore>();
        var stored = (await store.ReadOrganizations()).Single(one => one.Org == organization.Org);
        await store.PutOrganization(stored with { RestoredAt = stored.Clock.At(app.Time.GetUtcNow()) }, stored.Etag);
        await app.Services.GetRequiredService<IOrganizationDirectory>().Refresh(organization.Org);
        return organization;
    }

    private static async Task<JsonArray> Inbox(ApiClient client, string level = "rep") =>
        (await client.Get($"/api/v1/nudges?level={level}")).Expect(200)["items"]!.AsArray();

    private static async Task<JsonNode> Held(ApiClient admin) => (await admin.Get("/api/v1/admin/held-nudges")).Expect(200);
}
