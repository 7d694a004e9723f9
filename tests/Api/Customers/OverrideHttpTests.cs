using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>A manager's score of a follow-up over HTTP (主管改分, P09).</summary>
[Collection(SharedApp.Name)]
public sealed class OverrideHttpTests(SalesApp app)
{
    [Fact]
    public async Task A_manager_scores_it_otherwise_and_the_rep_sees_both_scores()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        var path = $"/api/v1/customers/{id}/follow-ups";
        (await rep.Post(path, new { id = "f-1", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo", note = "王总担心预算" })).Expect(201);

        (await rep.Post($"{path}/f-1/quality", new { total = 100, reason = "我写得好" })).Refused(403, "role.forbidden");
        (await manager.Post($"{path}/f-1/quality", new { total = 101, reason = "很好" })).Refused(422, "quality-override.total-out-of-range", "/total");
        (await manager.Post($"{path}/f-1/quality", new { reason = "很好" })).Refused(422, "quality-override.total-out-of-range", "/total");
        (await manager.Post($"{path}/f-1/quality", new { total = 90 })).Refused(422, "quality-override.reason-missing", "/reason");
        (await manager.Post($"{path}/f-9/quality", new { total = 90, reason = "很好" })).Refused(404, "follow-up.not-found");
        (await manager.Post($"{path}/f-1/quality", new { total = 90, reason = "现场确认过" })).Expect(200);

        var one = Assert.Single((await rep.Get(path)).Expect(200)["items"]!.AsArray())!;
        Assert.Equal(("90", "good", "现场确认过"), (one["override"]!.Text("total"), one["override"]!.Text("band"), one["override"]!.Text("reason")));
        Assert.NotEqual("90", one["quality"]!.Text("total"));
        Assert.NotEmpty(one["quality"]!["points"]!.AsArray());
    }

    [Fact]
    public async Task It_counts_on_the_process_board()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{id}/follow-ups", new { id = "f-1", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo" })).Expect(201);
        (await manager.Post($"/api/v1/customers/{id}/follow-ups/f-1/quality", new { total = 93, reason = "现场确认过" })).Expect(200);

        await Selling.Eventually(
            async () => (await manager.Get("/api/v1/boards/process/items?metric=quality")).Expect(200)["items"]!.AsArray().SingleOrDefault()?.Text("score") == "93",
            "the board to count the manager's score");
    }
}
