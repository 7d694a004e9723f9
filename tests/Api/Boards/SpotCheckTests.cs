using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>Spot checks over HTTP (主管抽查, P10): the queue, its numbers, and the time that checks take.</summary>
[Collection(SharedApp.Name)]
public sealed class SpotCheckTests(SalesApp app)
{
    private const string Queue = "/api/v1/boards/spot-checks";

    [Fact]
    public async Task What_was_checked_leaves_the_queue_and_its_time_is_its_managers()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        var path = $"/api/v1/customers/{id}/follow-ups";
        foreach (var one in new[] { "f-1", "f-2", "f-3" })
        {
            (await rep.Post(path, new { id = one, occurredAt = TimeProvider.System.GetUtcNow(), done = "demo" })).Expect(201);
        }

        await Eventually(manager, 3);
        var first = (await manager.Get($"{Queue}?limit=2")).Expect(200);
        var second = (await manager.Get($"{Queue}?limit=2&after={Uri.EscapeDataString(first.Text("next"))}")).Expect(200);
        Assert.Equal(["f-1", "f-2", "f-3"], first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(line => line!.Text("followUpId")).Order());
        Assert.Equal(("3", "unverified"), (second.Text("count"), first["items"]![0]!["reasons"]!.AsArray().Single(reason => reason!.Text("code") == "unverified")!.Text("code")));

        foreach (var (one, seconds) in new[] { ("f-1", 4), ("f-2", 9) })
        {
            (await manager.Post($"{path}/{one}/check", new { outcome = "approved", seconds })).Expect(200);
        }

        await Eventually(manager, 1);
        var checker = Assert.Single((await manager.Get($"{Queue}/numbers")).Expect(200)["checkers"]!.AsArray())!;
        Assert.Equal(("2", "2", "6.5"), (checker.Text("checks"), checker.Text("timed"), checker.Text("medianSeconds")));
        var checks = (await manager.Get($"{Queue}/checks?timed=true&by={Uri.EscapeDataString(checker.Text("id"))}")).Expect(200);
        Assert.Equal(("2", "9,4"), (checks.Text("count"), string.Join(',', checks["items"]!.AsArray().Select(line => line!.Text("seconds")))));
        Assert.Equal("0", (await manager.Get($"{Queue}/checks?by=nobody")).Expect(200).Text("count"));
    }

    [Fact]
    public async Task A_manager_sees_what_their_own_reps_recorded_and_a_rep_nothing()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        using var director = await organization.As(Roles.Director);
        var own = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{own}/follow-ups", new { id = "f-own", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo" })).Expect(201);
        var others = (await director.Post("/api/v1/customers", new { name = "西部客户", tier = "B", repId = "rep-west" })).Expect(201).Text("id");
        (await director.Post($"/api/v1/customers/{others}/follow-ups", new { id = "f-west", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo" })).Expect(201);

        await Eventually(director, 2);
        await Eventually(manager, 1);
        Assert.Equal("f-own", Assert.Single((await manager.Get(Queue)).Expect(200)["items"]!.AsArray())!.Text("followUpId"));
        (await manager.Get($"{Queue}?scope=company")).Refused(403, "scope.forbidden", "scope");
        (await manager.Get($"{Queue}/numbers?scope=company")).Refused(403, "scope.forbidden", "scope");
        (await manager.Get($"{Queue}/checks?scope=company")).Refused(403, "scope.forbidden", "scope");
        (await rep.Get(Queue)).Refused(403, "role.forbidden");
        (await rep.Get($"{Queue}/numbers")).Refused(403, "role.forbidden");
    }

    [Fact]
    public async Task What_cannot_be_asked_or_sent_is_refused_with_its_field_and_changes_nothing()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        var path = $"/api/v1/customers/{id}/follow-ups";
        (await rep.Post(path, new { id = "f-1", occurredAt = TimeProvider.System.GetUtcNow(), done = "demo" })).Expect(201);

        (await manager.Get($"{Queue}?reason=odd")).Refused(400, "spot-check.reason-unknown", "reason");
        (await manager.Get($"{Queue}?after=nonsense")).Refused(400, "cursor.invalid", "/after");
        (await manager.Get($"{Queue}/numbers?week=0001-01-01")).Refused(400, "date.out-of-range", "week");
        (await manager.Get($"{Queue}/checks?week=9999-12-31")).Refused(400, "date.out-of-range", "week");
        (await manager.Post($"{path}/f-1/check", new { outcome = "approved", seconds = -1 })).Refused(422, "check.seconds-out-of-range", "/seconds");
        (await manager.Post($"{path}/f-1/check", new { outcome = "approved", seconds = 1801 })).Refused(422, "check.seconds-out-of-range", "/seconds");
        Assert.Null((await manager.Get(path)).Expect(200)["items"]![0]!["check"]);
    }

    private static Task Eventually(ApiClient who, int open) => Selling.Eventually(
        async () => (await who.Get($"{Queue}/numbers")).Expect(200).Text("open") == $"{open}", $"the queue to have {open}");
}
