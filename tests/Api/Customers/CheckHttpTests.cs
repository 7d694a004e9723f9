using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>A manager's check of a follow-up over HTTP (主管抽查, P10).</summary>
[Collection(SharedApp.Name)]
public sealed class CheckHttpTests(SalesApp app)
{
    [Fact]
    public async Task What_a_manager_returns_is_in_the_reps_inbox_until_they_record_a_new_one()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        var path = $"/api/v1/customers/{id}/follow-ups";
        (await rep.Post(path, new { id = "f-1", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo" })).Expect(201);

        (await rep.Post($"{path}/f-1/check", new { outcome = "approved" })).Refused(403, "role.forbidden");
        (await manager.Post($"{path}/f-1/check", new { })).Refused(422, "check.outcome-unknown", "/outcome");
        (await manager.Post($"{path}/f-1/check", new { outcome = "returned" })).Refused(422, "check.reason-missing", "/reason");
        (await manager.Post($"{path}/f-1/check", new { outcome = "returned", reason = "请补充下一步" })).Expect(200);

        var one = Assert.Single((await rep.Get(path)).Expect(200)["items"]!.AsArray())!;
        Assert.Equal(("returned", "请补充下一步"), (one["check"]!.Text("outcome"), one["check"]!.Text("reason")));
        Assert.NotEqual("", one.Text("viewedBy"));
        await Selling.Eventually(async () => await Returned(rep) == 1, "the nudge to be in the inbox");

        (await rep.Post(path, new { id = "f-2", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo", next = "review" })).Expect(201);
        await Selling.Eventually(async () => await Returned(rep) == 0, "the nudge to be gone");
    }

    private static async Task<int> Returned(ApiClient rep) =>
        (await rep.Get("/api/v1/nudges")).Expect(200)["items"]!.AsArray().Count(nudge => nudge!.Text("rule") == "follow-up-returned");
}
