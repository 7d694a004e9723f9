using SalesGrains.Organizations;

namespace SalesGrains.Contracts;

[Collection(SharedApp.Name)]
public sealed class ContractHttpTests(SalesApp app)
{
    [Fact]
    public async Task A_rep_drafts_signs_is_paid_and_reads_it_all_back()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();
        var id = await rep.Contract(Selling.Draft(customer, "HT-1"));
        Assert.Equal("draft", (await rep.Page(id)).Text("stage"));
        (await rep.Post($"/api/v1/contracts/{id}/sign", new { signedOn = "2026-02-13" })).Expect(200);
        (await rep.Post($"/api/v1/contracts/{id}/events", new { @event = "final-accepted", occurredOn = "2026-03-02" })).Expect(200);
        (await rep.Post($"/api/v1/customers/{customer}/receipts", new { amount = "400.00", receivedOn = "2026-02-20", contractId = id, method = "bank" })).Expect(201);

        await Selling.Eventually(async () => (await rep.Page(id)).Text("paid") == "400.00", "the money to arrive");
        var page = await rep.Page(id);

        Assert.Equal(("HT-1", "signed", "1000.00", "600.00"), (page.Text("number"), page.Text("stage"), page.Text("total"), page.Text("open")));
        Assert.Equal(("苏州恒岳", "A", "rep-east"), (page.Text("customerName"), page.Text("tier"), page.Text("repId")));
        var nodes = page["nodes"]!.AsArray();
        Assert.Equal(["2026-02-27", "2026-03-16"], nodes.Select(node => node!.Text("dueOn")));
        Assert.Equal(["settled", "overdue"], nodes.Select(node => node!.Text("status")));
        Assert.Equal("100.00", nodes[1]!["receipts"]![0]!.Text("amount"));
        Assert.Equal("acceptance-report", nodes[1]!["deliverables"]![0]!.Text("type"));
        Assert.Equal(["signed", "prepay-received", "final-accepted"], page["events"]!.AsArray().Select(one => one!.Text("event")));
        var history = (await rep.Get($"/api/v1/contracts/{id}/history")).Expect(200)["items"]!.AsArray();
        Assert.Equal("contract-drafted", history[0]!.Text("type"));
        Assert.Contains(history, entry => entry!.Text("type") == "payment-applied");
        Assert.Equal(organization.IdOf(Roles.Rep), history[0]!["actor"]!.Text("id"));
        var money = (await rep.Get($"/api/v1/customers/{customer}")).Expect(200);
        Assert.Equal(("0.00", "400.00"), (money.Text("credit"), money["receipts"]![0]!.Text("applied")));
        var listed = (await rep.Get($"/api/v1/contracts?search=HT-1&minVersion=contract/{id}:{page.Text("version")}")).Expect(200);
        Assert.Equal("600.00", Assert.Single(listed["items"]!.AsArray())!.Text("open"));
    }

    [Fact]
    public async Task A_repeated_create_makes_one_contract()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();
        var key = ApiClient.NewKey();

        var first = await rep.Send(HttpMethod.Post, "/api/v1/contracts", Selling.Draft(customer, "HT-1"), key);
        var again = await rep.Send(HttpMethod.Post, "/api/v1/contracts", Selling.Draft(customer, "HT-1"), key);

        Assert.Equal(Selling.Id(first.Expect(201)), Selling.Id(again.Expect(201)));
        Assert.Equal($"/api/v1/contracts/{Selling.Id(first.Json)}", first.Headers["Location"]);
        (await rep.Send(HttpMethod.Post, "/api/v1/contracts", Selling.Draft(customer, "HT-1", total: "2.00"), key)).Refused(422, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_number_belongs_to_one_contract_and_is_free_again_after_a_refusal_or_a_renaming()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();
        (await rep.Post("/api/v1/contracts", Selling.Draft("nobody", "HT-1"))).Refused(422, "contract.customer-unknown", "/customerId");
        var id = await rep.Contract(Selling.Draft(customer, "HT-1"));

        (await rep.Post("/api/v1/contracts", Selling.Draft(customer, "ht-1"))).Refused(422, "number.taken", "/number");
        var version = (await rep.Page(id)).Text("version");
        (await rep.Put($"/api/v1/contracts/{id}", Selling.Draft(customer, "HT-2"), ("If-Match", $"\"{version}\""))).Expect(200);

        await Selling.Eventually(
            async () => (await rep.Post("/api/v1/contracts", Selling.Draft(customer, "HT-1"))).Status == 201, "the former number to be free");
    }

    [Fact]
    public async Task An_amendment_replaces_open_terms_and_a_stale_one_is_told()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();
        var id = await rep.Signed(customer, "HT-1");
        (await rep.Post($"/api/v1/customers/{customer}/receipts", new { amount = "300.00", receivedOn = "2026-02-20", contractId = id, nodeNo = 1 })).Expect(201);
        await Selling.Eventually(async () => (await rep.Page(id))["nodes"]![0]!.Text("status") == "settled", "the prepayment");
        var page = await rep.Page(id);
        var terms = page["terms"]!.AsArray().Select(term => term!.DeepClone()).ToList();
        terms[1]!["amount"] = new System.Text.Json.Nodes.JsonObject { ["remainder"] = true };
        var amendment = new { reason = "加购", effectiveOn = "2026-03-01", total = "1500.00", terms };

        (await rep.Post($"/api/v1/contracts/{id}/amendments", amendment)).Refused(428, "version.required", "If-Match");
        (await rep.Post($"/api/v1/contracts/{id}/amendments", amendment, ("If-Match", "\"1\""))).Refused(412, "version.stale");
        (await rep.Post($"/api/v1/contracts/{id}/amendments", amendment, ("If-Match", $"\"{page.Text("version")}\""))).Expect(200);

        var amended = await rep.Page(id);
        Assert.Equal(["300.00", "1200.00"], amended["nodes"]!.AsArray().Select(node => node!.Text("amount")));
        Assert.Equal("2", amended.Text("termsVersion"));
    }

    [Fact]
    public async Task A_preview_names_every_problem_in_the_callers_language_and_changes_nothing()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var body = new { total = "1000.00", signedOn = "2026-02-13", terms = new object[] { Selling.Prepay("30%"), Selling.Acceptance("60.00000%") } };

        var english = (await rep.Send(HttpMethod.Post, "/api/v1/contracts/preview", body, key: null, ("Accept-Language", "en"))).Expect(200);
        var chinese = (await rep.Send(HttpMethod.Post, "/api/v1/contracts/preview", body, key: null)).Expect(200);

        Assert.Equal("2026-02-27", english["nodes"]![0]!.Text("dueOn"));
        Assert.Equal("300.00", english["nodes"]![0]!.Text("amount"));
        var share = english["problems"]!.AsArray().Single(problem => problem!.Text("field") == "/terms/1/amount/share")!;
        Assert.Equal(("share.too-many-decimals", "A share has at most four decimals."), (share.Text("code"), share.Text("detail")));
        Assert.Contains("比例最多四位小数。", chinese["problems"]!.AsArray().Select(problem => problem!.Text("detail")));
    }

    [Fact]
    public async Task What_lies_outside_the_callers_place_does_not_exist_for_them()
    {
        var organization = await app.Company();
        var other = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var rep = await organization.As(Roles.Rep);
        using var stranger = await other.As(Roles.Director);
        var customer = await director.Customer("西部客户", "rep-west");
        await Selling.Eventually(async () => (await director.Get($"/api/v1/customers/{customer}")).Status == 200, "the customer");
        var id = await director.Signed(customer, "HT-W");

        foreach (var client in new[] { rep, stranger })
        {
            (await client.Get($"/api/v1/contracts/{id}")).Refused(404, "contract.not-found");
            (await client.Get($"/api/v1/contracts/{id}/history")).Refused(404, "contract.not-found");
            (await client.Post($"/api/v1/contracts/{id}/events", new { @event = "arrived", occurredOn = "2026-03-01" })).Refused(404, "contract.not-found");
            (await client.Get($"/api/v1/customers/{customer}")).Refused(404, "customer.not-found");
        }

        (await rep.Get("/api/v1/reps/rep-west")).Refused(404, "rep.not-found");

        (await rep.Post("/api/v1/contracts", Selling.Draft(customer, "HT-X"))).Refused(422, "contract.customer-unknown", "/customerId");
        (await rep.Post("/api/v1/customers", new { name = "新客户", tier = "A", repId = "rep-west" })).Refused(422, "rep.unknown", "/repId");
        Assert.Empty((await rep.Get("/api/v1/contracts?search=HT-W")).Expect(200)["items"]!.AsArray());
    }
}
