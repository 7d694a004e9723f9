using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>Chains of objection, solution and result over HTTP (三段式回溯, P08).</summary>
[Collection(SharedApp.Name)]
public sealed class ChainHttpTests(SalesApp app)
{
    private const string Chains = "/api/v1/chains";

    [Fact]
    public async Task What_worked_for_a_budget_objection_is_counted_by_solution_and_each_number_opens_its_chains()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        var school = await Customer(director, "rep-east", "K12教育");
        await Chain(director, school, "demo", "won");
        var factory = await Customer(director, "rep-west", "机械制造");
        await Chain(director, factory, "quoted", "lost");
        await Eventually(director, 2);

        var results = (await director.Get($"{Chains}/results?objection=budget&industry={Uri.EscapeDataString("教育")}")).Expect(200);
        var row = Assert.Single(results["solutions"]!.AsArray())!;
        Assert.Equal(("demo", "已演示产品", "1"), (row.Text("solution"), row.Text("name"), row.Text("total")));
        Assert.Equal("1", row["results"]!.AsArray().Single(one => one!.Text("result") == "won")!.Text("count"));
        var list = (await director.Get($"{Chains}?objection=budget&industry={Uri.EscapeDataString("教育")}&solution=demo&result=won")).Expect(200);
        Assert.Equal(("1", school), (list.Text("count"), list["items"]![0]!.Text("customerId")));
        Assert.Equal(factory, Assert.Single((await director.Get($"{Chains}?customer={factory}")).Expect(200)["items"]!.AsArray())!.Text("customerId"));

        var first = (await director.Get($"{Chains}?limit=1")).Expect(200);
        var second = (await director.Get($"{Chains}?limit=1&after={Uri.EscapeDataString(first.Text("next"))}")).Expect(200);
        Assert.Equal(new[] { school, factory }.Order(), new[] { first, second }.Select(page => page["items"]![0]!.Text("customerId")).Order());
    }

    [Fact]
    public async Task Whoever_looks_sees_the_chains_of_their_own_customers_alone()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var manager = await organization.As(Roles.Manager);
        using var rep = await organization.As(Roles.Rep);
        await Chain(director, await Customer(director, "rep-east", "K12教育"), "demo", "won");
        var west = await Customer(director, "rep-west", "K12教育");
        await Chain(director, west, "demo", "won");
        await Eventually(director, 2);

        Assert.Equal("1", (await manager.Get(Chains)).Expect(200).Text("count"));
        Assert.Equal("1", (await rep.Get($"{Chains}/results")).Expect(200).Text("total"));
        Assert.Equal("0", (await rep.Get($"{Chains}?customer={west}")).Expect(200).Text("count"));
        (await manager.Get($"{Chains}?scope=company")).Refused(403, "scope.forbidden", "scope");
        (await rep.Get($"{Chains}/results?scope=company")).Refused(403, "scope.forbidden", "scope");
        using var stranger = await (await app.Company()).As(Roles.Director);
        Assert.Equal("0", (await stranger.Get($"{Chains}?customer={west}")).Expect(200).Text("count"));
    }

    [Theory]
    [InlineData("result=odd", "chain.result-unknown", "result")]
    [InlineData("objection=Budget!", "chain.code-malformed", "objection")]
    [InlineData("solution=a%20b", "chain.code-malformed", "solution")]
    [InlineData("after=nonsense", "cursor.invalid", "/after")]
    public async Task What_cannot_be_asked_is_refused_with_its_field(string query, string code, string field)
    {
        using var director = await (await app.Company()).As(Roles.Director);

        (await director.Get($"{Chains}?{query}")).Refused(400, code, field);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_text_that_is_looked_for_has_at_most_100_characters(int length, bool taken)
    {
        using var director = await (await app.Company()).As(Roles.Director);
        foreach (var field in new[] { "text", "industry" })
        {
            var answer = await director.Get($"{Chains}/results?{field}={new string('a', length)}");
            if (taken)
            {
                answer.Expect(200);
            }
            else
            {
                answer.Refused(400, "chain.text-too-long", field);
            }
        }
    }

    private static async Task<string> Customer(ApiClient who, string rep, string industry) =>
        (await who.Post("/api/v1/customers", new { name = $"客户{Guid.NewGuid():N}", tier = "B", repId = rep, industry })).Expect(201).Text("id");

    private static async Task Chain(ApiClient who, string id, string done, string outcome)
    {
        var at = TimeProvider.System.GetUtcNow();
        (await who.Post($"/api/v1/customers/{id}/opportunities", new { id = "o-1", title = "一期" })).Expect(201);
        (await who.Post($"/api/v1/customers/{id}/follow-ups", new { id = "f-1", occurredAt = at.AddHours(-2), said = "budget" })).Expect(201);
        (await who.Post($"/api/v1/customers/{id}/follow-ups", new { id = "f-2", occurredAt = at.AddHours(-1), done })).Expect(201);
        (await who.Post($"/api/v1/customers/{id}/opportunities/o-1/close", new { outcome, reason = "预算" })).Expect(200);
    }

    private static Task Eventually(ApiClient who, int closed) => Selling.Eventually(
        async () => (await who.Get($"{Chains}/results")).Expect(200)["solutions"]!.AsArray()
            .Sum(row => row!["results"]!.AsArray().Where(one => one!.Text("result") is "won" or "lost").Sum(one => int.Parse(one!.Text("count"), null))) == closed,
        $"{closed} chains to be closed");
}
