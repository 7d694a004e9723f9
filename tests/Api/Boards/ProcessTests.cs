using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>The process board over HTTP (T10, P09, P11): numbers by rep, and the list behind each.</summary>
[Collection(SharedApp.Name)]
public sealed class ProcessTests(SalesApp app)
{
    [Fact]
    public async Task A_follow_up_counts_at_once_and_each_number_opens_its_list()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{id}/follow-ups", new { id = "f-1", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo", said = "budget" })).Expect(201);

        JsonNode? row = null;
        await Selling.Eventually(
            async () => (row = (await manager.Get("/api/v1/boards/process")).Expect(200)["reps"]!.AsArray().Single(one => one!.Text("repId") == "rep-east"))!.Text("followUps") == "1",
            "the board to count the follow-up");

        Assert.Equal(("2", "4", "1", "0"), (row!.Text("filled"), row!.Text("expected"), row!.Text("unverified"), row!.Text("visits")));
        var list = (await manager.Get("/api/v1/boards/process/items?metric=completeness&rep=rep-east")).Expect(200);
        Assert.Equal(("f-1", id, "1"), (list["items"]![0]!.Text("followUpId"), list["items"]![0]!.Text("customerId"), list.Text("count")));
        Assert.Empty((await manager.Get("/api/v1/boards/process/items?metric=visits")).Expect(200)["items"]!.AsArray());
    }

    [Fact]
    public async Task A_manager_sees_their_own_reps_and_nobody_elses()
    {
        var organization = await app.Company();
        using var manager = await organization.As(Roles.Manager);
        using var director = await organization.As(Roles.Director);

        Assert.Equal(["rep-east"], (await manager.Get("/api/v1/boards/process")).Expect(200)["reps"]!.AsArray().Select(one => one!.Text("repId")));
        Assert.Equal(2, (await director.Get("/api/v1/boards/process")).Expect(200)["reps"]!.AsArray().Count);
        (await manager.Get("/api/v1/boards/process?scope=company")).Refused(403, "scope.forbidden", "scope");
        (await manager.Get("/api/v1/boards/process/items?metric=money")).Refused(400, "board.metric-unknown", "metric");
        (await manager.Get("/api/v1/boards/process?week=0001-01-01")).Refused(400, "date.out-of-range", "week");
    }
}
