using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>Duplicates over HTTP (查重、合并, X10): who is told of them, what a merge leaves, and where the duplicate leads.</summary>
[Collection(SharedApp.Name)]
public sealed class MergeTests(SalesApp app)
{
    [Fact]
    public async Task Who_may_be_the_same_is_told_and_of_customers_of_others_only_whose_they_are()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var director = await organization.As(Roles.Director);
        var mine = await Created(director, new { name = "苏州恒岳精密有限公司", tier = "A", repId = "rep-east", contacts = new[] { new { name = "王敏", title = "采购", phone = "138 0000 0001" } } });
        await Created(director, new { name = "恒岳集团", tier = "A", repId = "rep-west", creditCode = "91350100M000100Y43" });
        var search = new { name = "苏州恒岳精密（苏州）股份有限公司", creditCode = "91350100m000100y43", phones = new[] { "+86 13800000001" } };

        var found = (await rep.Post("/api/v1/customers/duplicates", search)).Expect(200)["items"]!.AsArray();

        Assert.Equal(
            [$"{mine} identity,name", " code"],
            found.OrderBy(one => one!["id"] is null).Select(one => $"{one!["id"]} {string.Join(',', one["alike"]!.AsArray())}"));
        Assert.Equal("west的销售", found.Single(one => one!["id"] is null)!.Text("repName"));
        (await rep.Post("/api/v1/customers", new { name = "恒岳精密有限公司", tier = "A", creditCode = "91350100M000100Y44" }))
            .Refused(422, "customer.credit-code-malformed", "/creditCode");
    }

    [Fact]
    public async Task A_merge_that_was_looked_at_leaves_one_customer_with_all_and_the_duplicate_leads_there()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var winner = await Created(rep, new { name = "苏州恒岳精密有限公司", tier = "A" });
        var loser = await Created(rep, new { name = "苏州恒岳精密", tier = "B", contacts = new[] { new { name = "王敏", title = "采购", phone = "13800000001" } } });
        (await rep.Post($"/api/v1/customers/{loser}/receipts", new { amount = "120.00", receivedOn = "2026-01-20" })).Expect(201);
        (await rep.Post($"/api/v1/customers/{loser}/opportunities", new { title = "二期" })).Expect(201);
        Assert.Equal(winner, (await rep.Get($"/api/v1/customers/{loser}/duplicates")).Expect(200)["items"]![0]!.Text("id"));

        var preview = (await rep.Get($"/api/v1/customers/{loser}/merge?into={winner}")).Expect(200);
        Assert.Equal(("120.00", 1, 1, 1), (preview.Text("credit"), preview["contacts"]!.GetValue<int>(), preview["opportunities"]!.GetValue<int>(), preview["receipts"]!.GetValue<int>()));
        Assert.Equal(["name", "tier"], preview["conflicts"]!.AsArray().Select(one => one!.Text("field")));
        var version = preview["version"]!.GetValue<long>();
        (await rep.Post($"/api/v1/customers/{loser}/merge", new { into = winner }, ("If-Match", $"\"{version - 1}\""))).Refused(412, "version.stale");
        (await rep.Post($"/api/v1/customers/{loser}/merge", new { into = winner }, ("If-Match", $"\"{version}\""))).Expect(200);

        await Selling.Eventually(async () => (await rep.Get($"/api/v1/customers/{loser}")).Expect(200).Text("credit") == "120.00", "the duplicate to lead to its money");
        var one = (await rep.Get($"/api/v1/customers/{loser}")).Expect(200);
        Assert.Equal((winner, "苏州恒岳精密有限公司", "王敏", "二期"), (one.Text("id"), one.Text("name"), one["contacts"]![0]!.Text("name"), one["opportunities"]![0]!.Text("title")));
        (await rep.Post($"/api/v1/customers/{loser}/opportunities", new { title = "三期" })).Expect(201);
        Assert.Equal(2, (await rep.Get($"/api/v1/customers/{winner}")).Expect(200)["opportunities"]!.AsArray().Count);
        var types = (await rep.Get($"/api/v1/customers/{winner}/timeline?limit=100")).Expect(200)["items"]!.AsArray().Select(entry => entry!.Text("type")).ToList();
        Assert.Equal((2, 1, 1, 2), (Times("customer-created"), Times("customer-merged"), Times("customer-absorbed"), Times("opportunity-created")));
        await Selling.Eventually(async () => (await rep.Get("/api/v1/customers")).Expect(200)["items"]!.AsArray().Count == 1, "the duplicate to leave the list");

        int Times(string type) => types.Count(other => other == type);
    }

    [Fact]
    public async Task A_rep_merges_nothing_that_is_anothers()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var director = await organization.As(Roles.Director);
        var (mine, others) = (await Created(rep, new { name = "甲", tier = "A" }), await Created(director, new { name = "乙", tier = "A", repId = "rep-west" }));

        (await rep.Get($"/api/v1/customers/{mine}/merge?into={others}")).Refused(404, "customer.not-found");
        (await rep.Post($"/api/v1/customers/{mine}/merge", new { into = others }, ("If-Match", "\"1\""))).Refused(404, "customer.not-found");
        (await rep.Post($"/api/v1/customers/{others}/merge", new { into = mine }, ("If-Match", "\"1\""))).Refused(404, "customer.not-found");
        (await rep.Post($"/api/v1/customers/{mine}/merge", new { into = "no-such" }, ("If-Match", "\"1\""))).Refused(422, "customer.merge-into-missing", "/into");
    }

    private static async Task<string> Created(ApiClient client, object customer) => (await client.Post("/api/v1/customers", customer)).Expect(201).Text("id");
}
