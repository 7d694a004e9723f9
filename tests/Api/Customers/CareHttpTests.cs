using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>Contacts, opportunities, follow-ups and the timeline over HTTP (C01, P02, P07, P12, P13).</summary>
[Collection(SharedApp.Name)]
public sealed class CareHttpTests(SalesApp app)
{
    [Fact]
    public async Task A_contact_starts_the_clock_and_an_opportunity_ends_it_and_goes_its_way()
    {
        using var rep = await (await app.Company()).As(Roles.Rep);
        var id = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{id}/contacts", new { at = Ago(60), channel = "visit" })).Expect(201);
        var running = await Customer(rep, id);
        Assert.Equal(("running", "entry"), (running["firstContact"]!.Text("status"), running["firstContact"]!.Text("source")));

        var opportunity = Selling.Id((await rep.Post($"/api/v1/customers/{id}/opportunities", new { title = "二期产线", amount = "30000.00" })).Expect(201));
        (await rep.Post($"/api/v1/customers/{id}/opportunities/{opportunity}/stage", new { stage = "proposal" })).Expect(200);
        (await rep.Post($"/api/v1/customers/{id}/quotations", new { at = Ago(1), amount = "29000.00", opportunityId = opportunity })).Expect(201);
        (await rep.Post($"/api/v1/customers/{id}/opportunities/{opportunity}/close", new { outcome = "won" })).Expect(200);

        var customer = await Customer(rep, id);
        Assert.Equal("opportunity", customer["firstContact"]!.Text("status"));
        var found = Assert.Single(customer["opportunities"]!.AsArray())!;
        Assert.Equal(("二期产线", "30000.00", "proposal", "won"), (found.Text("title"), found.Text("amount"), found.Text("stage"), found.Text("outcome")));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_its_code_and_field()
    {
        using var rep = await (await app.Company()).As(Roles.Rep);
        var id = await rep.Customer();

        (await rep.Post($"/api/v1/customers/{id}/contacts", new { at = Ago(-60), channel = "visit" })).Refused(422, "moment.in-future", "/at");
        (await rep.Post($"/api/v1/customers/{id}/opportunities", new { title = " " })).Refused(422, "opportunity.title-missing", "/title");
        (await rep.Post($"/api/v1/customers/{id}/opportunities", new { title = "二期", amount = "1.234" })).Refused(422, "money.too-many-decimals", "/amount");
        (await rep.Post($"/api/v1/customers/{id}/opportunities/o-9/stage", new { stage = "needs" })).Refused(404, "opportunity.not-found");
        (await rep.Post($"/api/v1/customers/{id}/not-an-opportunity", new { reason = "同行" })).Refused(404, "first-contact.not-found");
        (await rep.Post($"/api/v1/customers/{id}/follow-ups", new { occurredAt = Ago(1) })).Refused(422, "follow-up.empty", "/done");
        (await rep.Post($"/api/v1/customers/{id}/follow-ups", new { occurredAt = Ago(1), said = "demo" })).Refused(422, "follow-up.tick-unknown", "/said");
        (await rep.Get($"/api/v1/customers/{id}/timeline?after=x")).Refused(400, "cursor.invalid", "after");
    }

    [Fact]
    public async Task A_follow_up_is_recorded_once_scored_and_read_by_a_manager()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        var tick = new { id = "f-1", occurredAt = Ago(5), done = "demo", said = "budget", next = "review", note = "王总担心预算，约周五下午三点带报价" };

        (await rep.Post($"/api/v1/customers/{id}/follow-ups", tick)).Expect(201);
        (await rep.Post($"/api/v1/customers/{id}/follow-ups", tick)).Expect(201);
        (await rep.Post($"/api/v1/customers/{id}/follow-ups/f-1/viewed", null)).Refused(403, "role.forbidden");
        (await manager.Post($"/api/v1/customers/{id}/follow-ups/f-1/viewed", null)).Expect(200);

        var list = (await rep.Get($"/api/v1/customers/{id}/follow-ups")).Expect(200);
        var one = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal(("demo", "budget", "review", "unverified"), (one.Text("done"), one.Text("said"), one.Text("next"), one.Text("verdict")));
        Assert.NotEmpty(one["quality"]!["points"]!.AsArray());
        Assert.Equal("quote-in-parts", one["nextStep"]!.Text("code"));
        Assert.NotEqual("", one.Text("viewedBy"));
        Assert.NotEqual("", list.Text("dueOn"));
    }

    [Fact]
    public async Task A_copied_note_is_told_with_the_share_of_the_score_that_it_leaves()
    {
        using var rep = await (await app.Company()).As(Roles.Rep);
        var id = await rep.Customer();
        foreach (var (name, minutes) in new[] { ("first", 9), ("copy", 5) })
        {
            (await rep.Post($"/api/v1/customers/{id}/follow-ups", new { id = name, occurredAt = Ago(minutes), done = "demo", note = "王总担心预算，约周五下午三点带报价" })).Expect(201);
        }

        var items = (await rep.Get($"/api/v1/customers/{id}/follow-ups")).Expect(200)["items"]!.AsArray();
        var doubts = items.Select(one => one!["quality"]!["points"]!.AsArray().Where(point => point!.Text("part") == "doubt").Select(point => point!.Text("code")).ToList()).ToList();
        Assert.Equal(("copy", "first"), (items[0]!.Text("id"), items[1]!.Text("id")));
        Assert.Contains("copy", doubts[0]);
        Assert.DoesNotContain("copy", doubts[1]);
    }

    [Fact]
    public async Task The_timeline_has_everything_once_by_the_moment_it_happened_and_says_what_was_entered_late()
    {
        using var rep = await (await app.Company()).As(Roles.Rep);
        var id = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{id}/follow-ups", new { id = "new", occurredAt = Ago(5), done = "demo" })).Expect(201);
        (await rep.Post($"/api/v1/customers/{id}/follow-ups", new { id = "late", occurredAt = Ago(90), done = "call" })).Expect(201);

        var all = new List<JsonNode>();
        for (string? next = ""; next is not null;)
        {
            var page = (await rep.Get($"/api/v1/customers/{id}/timeline?limit=2{(next == "" ? "" : $"&after={next}")}")).Expect(200);
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            next = page["next"]?.GetValue<string>();
        }

        var followUps = all.Where(entry => entry.Text("type") == "follow-up-recorded").ToList();
        var moments = all.Select(entry => DateTimeOffset.Parse(entry.Text("occurredAt"), null)).ToList();
        Assert.Equal(["new", "late"], followUps.Select(entry => entry["data"]!["followUp"]!.Text("id")));
        Assert.Equal([false, true], followUps.Select(entry => entry["recordedAt"] is not null));
        Assert.Equal(all.Count, all.Select(entry => entry.Text("id")).Distinct().Count());
        Assert.Equal(moments.OrderDescending(), moments);
        Assert.Contains(all, entry => entry.Text("type") == "customer-created");
    }

    [Fact]
    public async Task Ticks_and_packs_are_those_of_the_industry_in_the_callers_language()
    {
        using var rep = await (await app.Company()).As(Roles.Rep);

        var core = (await rep.Get("/api/v1/follow-up-ticks", ("Accept-Language", "zh-CN"))).Expect(200)["groups"]!.AsArray();
        var english = (await rep.Get("/api/v1/follow-up-ticks?industry=教育", ("Accept-Language", "en"))).Expect(200)["groups"]!.AsArray();

        Assert.Equal(["done", "said", "next"], core.Select(group => group!.Text("group")));
        Assert.Contains(core[1]!["ticks"]!.AsArray(), tick => tick!.Text("text") == "客户提出预算质疑" && tick!.Text("objection") == "budget");
        Assert.Contains(english[0]!["ticks"]!.AsArray(), tick => tick!.Text("text") == "Trial lesson held");
        Assert.DoesNotContain(core[0]!["ticks"]!.AsArray(), tick => tick!.Text("code") == "trial-lesson");
        var packs = (await rep.Get("/api/v1/playbooks?industry=职业教育&objection=budget")).Expect(200)["items"]!.AsArray();
        Assert.Equal("教育行业常见预算话术包", Assert.Single(packs)!.Text("title"));
    }

    [Fact]
    public async Task A_customer_of_another_place_or_organization_is_not_there()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var director = await organization.As(Roles.Director);
        using var stranger = await (await app.Company()).As(Roles.Director);
        var west = await director.Customer(repId: "rep-west");

        foreach (var client in new[] { rep, stranger })
        {
            (await client.Post($"/api/v1/customers/{west}/follow-ups", new { occurredAt = Ago(1), done = "demo" })).Refused(404, "customer.not-found");
            (await client.Get($"/api/v1/customers/{west}/timeline")).Refused(404, "customer.not-found");
            (await client.Post($"/api/v1/customers/{west}/contacts", new { at = Ago(1), channel = "visit" })).Refused(404, "customer.not-found");
        }
    }

    [Fact]
    public async Task Identities_are_kept_when_an_edit_does_not_name_them_and_a_wrong_one_is_refused()
    {
        using var rep = await (await app.Company()).As(Roles.Rep);
        var id = Selling.Id((await rep.Post("/api/v1/customers", new
        {
            name = "苏州恒岳", tier = "A", identities = new[] { new { kind = "wecom", value = "wo-1" } }, annualPurchase = "600000.00",
            decisionChain = new[] { new { name = "王敏", title = "采购总监" } },
        })).Expect(201));
        var version = (await Customer(rep, id)).Text("version");

        (await rep.Put($"/api/v1/customers/{id}", new { name = "苏州恒岳精密", tier = "B" }, ("If-Match", $"\"{version}\""))).Expect(200);

        var customer = await Customer(rep, id);
        Assert.Equal(("wo-1", "600000.00", "王敏"),
            (customer["identities"]![0]!.Text("value"), customer.Text("annualPurchase"), customer["decisionChain"]![0]!.Text("name")));
        (await rep.Post("/api/v1/customers", new { name = "甲", tier = "A", identities = new[] { new { kind = "phone", value = "12" } } }))
            .Refused(422, "identity.value-malformed", "/identities/0/value");
    }

    private DateTimeOffset Ago(int minutes) => app.Time.GetUtcNow().AddMinutes(-minutes);

    private static async Task<JsonNode> Customer(ApiClient client, string id) => (await client.Get($"/api/v1/customers/{id}")).Expect(200);
}
