using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>C05, C08, C09 over HTTP: who of a team is ready, and the lists behind the numbers of missed first contacts.</summary>
[Collection(SharedApp.Name)]
public sealed class ReadinessTests(SalesApp app)
{
    [Fact]
    public async Task Each_number_is_the_length_of_its_list_within_the_viewers_scope()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var manager = await organization.As(Roles.Manager);
        using var rep = await organization.As(Roles.Rep);
        (await rep.Put("/api/v1/recipients/rep-east", new { addresses = new[] { new { channel = "mail", address = "li@example.com" } } })).Expect(200);
        (await rep.Post("/api/v1/signals/calls", new { items = new[] { new { id = "c-1", number = "13800138000", startedAt = app.Time.GetUtcNow().AddMinutes(-5) } } })).Expect(200);
        await Selling.Eventually(
            async () => (await Readiness(manager)).Rows.Single()["missing"]!.AsArray().Count == 2, "the call to be known as the rep's first");

        foreach (var (client, reps) in new[] { (director, 2), (manager, 1), (rep, 1) })
        {
            var (all, rows) = await Readiness(client);
            Assert.Equal(reps, rows.Count);
            foreach (var (number, state) in new[] { ("ready", "ready"), ("notReady", "not-ready"), ("failing", "failing") })
            {
                Assert.Equal(all[number]!.GetValue<int>(), (await Readiness(client, $"?state={state}")).Rows.Count);
            }
        }

        var own = (await Readiness(manager)).Rows.Single();
        Assert.Equal(("rep-east", "False", "False"), (own.Text("repId"), $"{own["ready"]!.GetValue<bool>()}", $"{own["failing"]!.GetValue<bool>()}"));
        Assert.Equal(["mail amber"], own["channels"]!.AsArray().Select(one => $"{one!.Text("channel")} {one!.Text("light")}"));
        Assert.DoesNotContain("li@example.com", (await manager.Get("/api/v1/boards/team/readiness")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_goes_on_where_its_page_ended()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);

        var (first, rows) = await Readiness(director, "?limit=1");
        var (second, rest) = await Readiness(director, $"?limit=1&after={first.Text("next")}");

        Assert.Equal(["rep-east", "rep-west"], rows.Concat(rest).Select(row => row.Text("repId")));
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("team/readiness?state=perfect", 400, "filter.unknown-status")]
    [InlineData("team/readiness?after=A%20B", 400, "cursor.invalid")]
    [InlineData("team/readiness?limit=0", 400, "page.limit-out-of-range")]
    [InlineData("team/readiness?scope=company", 403, "scope.forbidden")]
    [InlineData("first-contacts/misses/items?from=2026-02-02&to=2026-02-01", 400, "board.period-malformed")]
    [InlineData("first-contacts/misses/items?after=nonsense", 400, "cursor.invalid")]
    [InlineData("first-contacts/misses/items?scope=company", 403, "scope.forbidden")]
    public async Task What_they_do_not_know_is_refused_by_name(string path, int status, string code)
    {
        using var manager = await (await app.Company()).As(Roles.Manager);

        Assert.Equal(code, (await manager.Get($"/api/v1/boards/{path}")).Expect(status).Text("code"));
    }

    [Fact]
    public async Task Each_number_of_the_misses_is_the_length_of_the_list_that_it_opens()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        var now = app.Time.GetUtcNow();
        foreach (var (name, hours) in new[] { ("苏州一厂", 30), ("苏州二厂", 2) })
        {
            var customer = await director.Customer(name);
            (await director.Post($"/api/v1/customers/{customer}/contacts", new { at = now.AddHours(-hours), channel = "visit" })).Expect(201);
        }

        JsonNode misses = new JsonObject();
        await Selling.Eventually(
            async () => (misses = (await director.Get("/api/v1/boards/first-contacts/misses")).Expect(200)).Text("contacts") == "2" && misses.Text("missed") == "1", "both contacts");

        var parts = misses["sources"]!.AsArray().Select(part => ($"source={part!.Text("key")}", part!)).Concat(misses["devices"]!.AsArray().Select(part => ($"device={part!.Text("key")}", part!)));
        foreach (var (asked, part) in parts.Append(("", misses)))
        {
            Assert.Equal(part.Text("contacts"), await Length(director, asked));
            Assert.Equal(part.Text("missed"), await Length(director, $"{asked}&missed=true"));
        }
    }

    private static async Task<string?> Length(ApiClient client, string asked)
    {
        var list = (await client.Get($"/api/v1/boards/first-contacts/misses/items?{asked}")).Expect(200);
        Assert.Equal(list.Text("count"), $"{list["items"]!.AsArray().Count}");
        return list.Text("count");
    }

    private static async Task<(JsonNode All, List<JsonNode> Rows)> Readiness(ApiClient client, string asked = "")
    {
        var answer = (await client.Get($"/api/v1/boards/team/readiness{asked}")).Expect(200);
        return (answer, [.. answer["items"]!.AsArray().Select(row => row!)]);
    }
}
