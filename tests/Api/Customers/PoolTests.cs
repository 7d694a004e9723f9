using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>The public pool over HTTP (公海, X13): who sees it, who takes what, who does not.</summary>
[Collection(SharedApp.Name)]
public sealed class PoolTests(SalesApp app)
{
    [Fact]
    public async Task A_customer_that_is_given_back_waits_in_its_regions_pool_until_somebody_takes_it()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        await Listed(rep, "/api/v1/customers", 1);

        (await rep.Post($"/api/v1/customers/{id}/release", new { reason = "" })).Refused(422, "customer.pool-reason-missing", "/reason");
        (await rep.Post($"/api/v1/customers/{id}/release", new { reason = "无采购计划" })).Expect(200);

        var pool = await Listed(manager, "/api/v1/pool", 1);
        Assert.Equal(1, pool["count"]!.GetValue<long>());
        Assert.Equal("east的销售", pool["items"]![0]!.Text("formerRepName"));
        await Listed(rep, "/api/v1/customers", 0);
        (await rep.Post($"/api/v1/customers/{id}/opportunities", new { title = "二期" })).Refused(422, "customer.in-pool");

        (await rep.Post($"/api/v1/customers/{id}/claim", new { })).Expect(200);
        await Listed(rep, "/api/v1/pool", 0);
        await Listed(rep, "/api/v1/customers", 1);
    }

    [Fact]
    public async Task Who_leads_reps_gives_it_to_one_of_theirs_and_to_nobody_elses()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var manager = await organization.As(Roles.Manager);
        (await director.Post("/api/v1/reps", new { id = "rep-east-2", name = "东区新人", unitId = "east-1" })).Expect(201);
        var id = await director.Customer();
        var western = await director.Customer("西安某厂", "rep-west");
        foreach (var customer in new[] { id, western })
        {
            (await director.Post($"/api/v1/customers/{customer}/release", new { reason = "换人" })).Expect(200);
        }

        await Listed(director, "/api/v1/pool", 2);
        await Listed(manager, "/api/v1/pool", 1);
        (await manager.Post($"/api/v1/customers/{western}/claim", new { repId = "rep-east" })).Refused(404, "customer.not-found");
        (await manager.Post($"/api/v1/customers/{id}/claim", new { repId = "rep-west" })).Refused(422, "rep.unknown", "/repId");
        (await manager.Post($"/api/v1/customers/{id}/claim", new { repId = "rep-east-2" })).Expect(200);
        (await manager.Post($"/api/v1/customers/{id}/claim", new { repId = "rep-east" })).Refused(422, "customer.not-in-pool");
        Assert.Equal("rep-east-2", (await director.Get($"/api/v1/customers/{id}")).Expect(200).Text("repId"));
    }

    [Fact]
    public async Task A_rep_with_as_many_as_the_rules_allow_takes_no_more()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var rep = await organization.As(Roles.Rep);
        var now = (await director.Get("/api/v1/rules")).Expect(200)["items"]![0]!;
        var pool = now["pool"]!.DeepClone();
        pool["mostHeld"] = 1;
        (await director.Post("/api/v1/rules", new { payments = now["payments"], numbers = now["numbers"], reason = "上限", pool })).Expect(200);
        var id = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{id}/release", new { reason = "无采购计划" })).Expect(200);
        await rep.Customer("苏州二厂");

        await Listed(rep, "/api/v1/customers", 1);
        (await rep.Post($"/api/v1/customers/{id}/claim", new { })).Refused(422, "customer.too-many-held", "/repId");
    }

    private static async Task<JsonNode> Listed(ApiClient client, string path, int count)
    {
        JsonNode? page = null;
        await Selling.Eventually(async () => (page = (await client.Get(path)).Expect(200))["items"]!.AsArray().Count == count, $"{path} to list {count}");
        return page!;
    }
}
