using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Nudges;

/// <summary>Nudges of customers in the inbox (C01, Z07).</summary>
[Collection(SharedApp.Name)]
public sealed class CustomerNudgeTests(SalesApp app)
{
    [Fact]
    public async Task A_nudge_of_a_customer_is_listed_seen_and_acted_on_like_a_contracts()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var stranger = await (await app.Company()).As(Roles.Director);
        var id = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{id}/contacts", new { at = app.Time.GetUtcNow().AddHours(-3), channel = "visit" })).Expect(201);

        await Selling.Eventually(async () => (await Inbox(rep)).Count == 1, "the nudge to be listed");
        var nudge = (await Inbox(rep))[0]!;
        Assert.Equal(("customer", "first-contact", "create-opportunity", "苏州恒岳", ""),
            (nudge.Text("kind"), nudge.Text("rule"), nudge.Text("command"), nudge.Text("customerName"), nudge.Text("contractId")));
        Assert.Equal(("true", id), (nudge.Text("strong"), nudge.Text("entityId")));
        var path = $"/api/v1/nudges/customer/{id}/{nudge.Text("nudgeId")}";
        (await stranger.Post($"{path}/seen", null)).Refused(404, "id.unknown");
        (await rep.Post($"/api/v1/nudges/customer/{id}/no-such-nudge/seen", null)).Refused(404, "nudge.not-found");
        (await rep.Post($"/api/v1/nudges/planet/{id}/x/seen", null)).Refused(404, "id.unknown");

        (await rep.Post($"{path}/seen", null)).Expect(200);
        await Selling.Eventually(async () => (await Inbox(rep))[0]!["seenAt"] is not null, "the nudge to be seen");
        (await rep.Post($"{path}/acted", null)).Expect(200);
        await Selling.Eventually(async () => (await Inbox(rep)).Count == 0, "the nudge to go");
    }

    private static async Task<JsonArray> Inbox(ApiClient client) => (await client.Get("/api/v1/nudges")).Expect(200)["items"]!.AsArray();
}
