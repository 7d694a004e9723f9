using System.Text.Json.Nodes;

namespace SalesGrains.Contracts;

/// <summary>What tests send when they sell something.</summary>
internal static class Selling
{
    public static object Prepay(string share = "30%") => new
    {
        name = "预付款", kind = "prepay", trigger = new { @event = "signed" }, offset = new { count = 5, unit = "workday" },
        amount = new { share }, owner = "sales",
    };

    public static object Acceptance(string share = "70%") => new
    {
        name = "验收款", kind = "acceptance", trigger = new { @event = "final-accepted" }, offset = new { count = 10, unit = "workday" },
        amount = new { share }, owner = "delivery", deliverables = new[] { new { type = "acceptance-report", name = "验收报告" } },
    };

    public static object DueOn(string day, string @fixed) => new
    {
        name = "货款", kind = "final", trigger = new { @event = "fixed-date", on = day }, offset = new { count = 0, unit = "day", roll = "none" },
        amount = new { @fixed }, owner = "sales",
    };

    public static object Draft(string customerId, string number, object[]? terms = null, string total = "1000.00") =>
        new { number, title = "仓储物流系统", customerId, total, terms = terms ?? [Prepay(), Acceptance()] };

    /// <summary>A company with a rep in the east and one in the west.</summary>
    public static async Task<TestOrganization> Company(this SalesApp app)
    {
        var organization = await app.Found();
        using var director = await organization.As("director");
        foreach (var side in new[] { "east", "west" })
        {
            (await director.Post("/api/v1/reps", new { id = $"rep-{side}", name = $"{side}的销售", unitId = $"{side}-1" })).Expect(201);
        }

        await Eventually(async () => (await organization.Grain.Tree()).Reps.Count == 2, "the tree to know its reps");
        return organization;
    }

    public static async Task<string> Customer(this ApiClient client, string name = "苏州恒岳", string repId = "rep-east") =>
        Id((await client.Post("/api/v1/customers", new { name, tier = "A", repId })).Expect(201));

    public static async Task<string> Contract(this ApiClient client, object draft) =>
        Id((await client.Post("/api/v1/contracts", draft)).Expect(201));

    /// <summary>A signed contract of 1000.00 with two nodes.</summary>
    public static async Task<string> Signed(this ApiClient client, string customerId, string number)
    {
        var id = await client.Contract(Draft(customerId, number));
        (await client.Post($"/api/v1/contracts/{id}/sign", new { signedOn = "2026-02-13" })).Expect(200);
        return id;
    }

    public static async Task<JsonNode> Page(this ApiClient client, string id) => (await client.Get($"/api/v1/contracts/{id}")).Expect(200);

    public static Task Eventually(Func<Task<bool>> condition, string what) => Wait.Until(condition, TimeSpan.FromSeconds(20), what);

    public static string Id(JsonNode answer) => answer["id"]!.GetValue<string>();

    public static string Text(this JsonNode node, string member) => node[member]?.ToString() ?? "";
}
