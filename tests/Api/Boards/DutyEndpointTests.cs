using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;
using SalesGrains.Tenants;

namespace SalesGrains.Boards;

/// <summary>The boards of the field over HTTP: the list behind a number, whose it is, and what is refused.</summary>
[Collection(SharedApp.Name)]
public sealed class DutyEndpointTests(SalesApp app)
{
    [Fact]
    public async Task An_overdue_payment_is_counted_on_the_board_and_listed_behind_the_number()
    {
        var organization = await app.Company();
        using var director = await organization.As("director");
        var customer = await director.Customer();
        var contract = await director.Contract(Selling.Draft(customer, "HT-1", [Selling.DueOn("2026-01-05", "1000.00")]));
        (await director.Post($"/api/v1/contracts/{contract}/sign", new { signedOn = "2026-01-02" })).Expect(200);

        await Selling.Eventually(async () => Number(await Board(director, "exceptions"), "payment") == (1, "1000.00"), "the board to count it");
        var list = (await director.Get("/api/v1/boards/exceptions/items?bucket=payment")).Expect(200);
        var item = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal(("1", "1000.00", contract, "overdue"), (list.Text("count"), list.Text("amount"), item.Text("entityId"), item.Text("state")));
        Assert.Equal(("payment", customer, "2026-01-05"), (item.Text("kind"), item.Text("customerId"), item.Text("dueOn")));
        var why = (await director.Get("/api/v1/explain?board=exceptions&metric=payment")).Expect(200);
        var input = Assert.Single(why["inputs"]!.AsArray())!;
        Assert.Equal(("1", "1000.00"), (why["value"]!.Text("count"), why["value"]!.Text("amount")));
        Assert.Equal(("contract", contract, "1", "1000.00"), (input.Text("kind"), input.Text("entityId"), input.Text("nodeNo"), input.Text("amount")));
        Assert.Contains(why["events"]!.AsArray(), one => one!.ToString().StartsWith($"contract/{contract}|", StringComparison.Ordinal));
        Assert.Equal([$"n/{contract}/1"], (await Board(director, "today"))["rows"]!.AsArray().Select(row => row!.Text("key")));
        Assert.Empty((await Board(director, "first-contacts"))["rows"]!.AsArray());
    }

    [Theory]
    [InlineData("exceptions/items?bucket=overdue-1-7", 400, "filter.unknown-bucket")]
    [InlineData("first-contacts/items?status=payment", 400, "filter.unknown-status")]
    [InlineData("today/items?after=nonsense", 400, "cursor.invalid")]
    [InlineData("exceptions?scope=nowhere", 400, "scope.malformed")]
    [InlineData("first-contacts/misses?from=2026-02-02&to=2026-02-01", 400, "board.period-malformed")]
    [InlineData("first-contacts/misses?from=2025-01-01&to=2026-02-01", 400, "board.period-malformed")]
    [InlineData("first-contacts/coverage?from=2026-02-02&to=2026-02-01", 400, "board.period-malformed")]
    public async Task What_a_board_does_not_know_is_refused_by_name(string path, int status, string code)
    {
        using var director = await (await app.Company()).As("director");
        Assert.Equal(code, (await director.Get($"/api/v1/boards/{path}")).Expect(status).Text("code"));
    }

    [Fact]
    public async Task A_rep_may_not_look_at_another_region()
    {
        using var rep = await (await app.Company()).As("rep");
        foreach (var path in (string[])["exceptions", "exceptions/items", "today", "first-contacts/misses", "first-contacts/coverage"])
        {
            Assert.Equal("scope.forbidden", (await rep.Get($"/api/v1/boards/{path}?scope=company")).Expect(403).Text("code"));
        }
    }

    [Fact]
    public async Task The_misses_of_a_period_without_contacts_are_none()
    {
        using var director = await (await app.Company()).As("director");
        var misses = (await director.Get("/api/v1/boards/first-contacts/misses?from=2026-02-01&to=2026-02-28")).Expect(200);
        Assert.Equal(("0", "0", "2026-02-01", "2026-02-28"), (misses.Text("contacts"), misses.Text("missed"), misses.Text("from"), misses.Text("to")));
        Assert.Empty(misses["sources"]!.AsArray());
    }

    [Fact]
    public async Task A_contact_that_no_nudge_was_due_for_is_not_one_that_was_to_be_covered()
    {
        using var director = await (await app.Company()).As("director");
        var customer = await director.Customer();
        (await director.Post($"/api/v1/customers/{customer}/contacts", new { at = TimeProvider.System.GetUtcNow().AddMinutes(-5), channel = "visit" })).Expect(201);

        var coverage = (await director.Get("/api/v1/boards/first-contacts/coverage")).Expect(200);

        Assert.Equal(("0", "0"), (coverage.Text("due"), coverage.Text("reached")));
        Assert.Empty(coverage["unreached"]!.AsArray());
    }

    private static async Task<JsonNode> Board(ApiClient client, string board) => (await client.Get($"/api/v1/boards/{board}")).Expect(200);

    private static (int Count, string Amount) Number(JsonNode board, string metric) => board["totals"]!.AsArray()
        .Where(total => total!.Text("metric") == metric).Select(total => (total!["count"]!.GetValue<int>(), total.Text("amount"))).Single();
}
