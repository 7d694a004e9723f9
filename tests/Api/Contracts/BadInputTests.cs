using SalesGrains.Organizations;

namespace SalesGrains.Contracts;

/// <summary>What bad input gets: a stable code, the field, and nothing changed.</summary>
[Collection(SharedApp.Name)]
public sealed class BadInputTests(SalesApp app)
{
    [Fact]
    public async Task Terms_that_do_not_cover_the_total_are_not_signed()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var id = await rep.Contract(Selling.Draft(await rep.Customer(), "HT-1", [Selling.Prepay("30%"), Selling.Acceptance("69.9999%")]));
        var before = await rep.Page(id);

        (await rep.Post($"/api/v1/contracts/{id}/sign", new { signedOn = "2026-02-13" })).Refused(422, "terms.shares-not-whole", "/terms");

        Assert.Equal("draft", (await rep.Page(id)).Text("stage"));
        Assert.Empty((await rep.Page(id))["nodes"]!.AsArray());
        Assert.Equal(before.Text("terms"), (await rep.Page(id)).Text("terms"));
    }

    [Theory]
    [InlineData("{\"signedOn\":\"1999-12-31\"}", 422, "date.out-of-range", "/signedOn")]
    [InlineData("{\"signedOn\":\"2101-01-01\"}", 422, "date.out-of-range", "/signedOn")]
    [InlineData("{\"signedOn\":\"2026-02-30\"}", 400, "body.malformed", "/signedOn")]
    [InlineData("{\"signedOn\":\"2026-02-13\",\"by\":\"me\"}", 400, "body.unknown-member", "/by")]
    [InlineData("{}", 400, "body.malformed", "")]
    public async Task A_wrong_signing_signs_nothing(string body, int status, string code, string field)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var id = await rep.Contract(Selling.Draft(await rep.Customer(), "HT-1"));

        var answer = await rep.Post($"/api/v1/contracts/{id}/sign", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(field, answer.Field ?? "");
        Assert.Equal("draft", (await rep.Page(id)).Text("stage"));
    }

    [Theory]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":"1000.005","terms":[]}""", 422, "money.too-many-decimals", "/total")]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":1000,"terms":[]}""", 400, "body.malformed", "/total")]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":"1","currency":"USD","terms":[]}""", 422, "contract.currency-unknown", "/currency")]
    [InlineData("""{"customerId":"CUST","total":"1","terms":[]}""", 422, "contract.number-missing", "/number")]
    [InlineData("""{"number":"HT-9","total":"1","terms":[]}""", 422, "contract.customer-missing", "/customerId")]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":"1","terms":[{"kind":"gift"}]}""", 422, "term.kind-unknown", "/terms/0/kind")]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":"1","terms":[{"trigger":{"event":"moon"}}]}""", 422, "trigger.event-unknown", "/terms/0/trigger/event")]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":"1","terms":[{"trigger":{"event":"fixed-date","on":"1999-12-31"}}]}""", 422, "date.out-of-range", "/terms/0/trigger/on")]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":"1","terms":[{"share":"30%"}]}""", 400, "body.unknown-member", "/terms/0/share")]
    [InlineData("""{"number":"HT-9","customerId":"CUST","total":"1","terms":[],"decisionChain":[null]}""", 400, "body.malformed", "/decisionChain/0")]
    public async Task A_wrong_draft_makes_nothing_and_claims_no_number(string body, int status, string code, string field)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();

        (await rep.Post("/api/v1/contracts", body.Replace("CUST", customer, StringComparison.Ordinal))).Refused(status, code, field);

        await rep.Contract(Selling.Draft(customer, "HT-9"));
    }

    [Theory]
    [InlineData("""{"amount":"1.005","receivedOn":"2026-02-20","contractId":"ID"}""", 422, "money.too-many-decimals", "/amount")]
    [InlineData("""{"amount":"0.00","receivedOn":"2026-02-20","contractId":"ID"}""", 422, "receipt.amount-not-positive", "/amount")]
    [InlineData("""{"amount":"-1","receivedOn":"2026-02-20","contractId":"ID"}""", 422, "money.negative", "/amount")]
    [InlineData("""{"amount":"1.00","receivedOn":"2026-02-20","contractId":"ID","nodeNo":7}""", 422, "receipt.node-unknown", "/nodeNo")]
    [InlineData("""{"amount":"1.00","receivedOn":"2026-02-20","contractId":"other"}""", 422, "receipt.contract-unknown", "/contractId")]
    [InlineData("""{"amount":"1.00","receivedOn":"2026-02-20","nodeNo":1}""", 422, "receipt.node-without-contract", "/nodeNo")]
    [InlineData("""{"amount":"1.00","receivedOn":"1999-12-31","contractId":"ID"}""", 422, "date.out-of-range", "/receivedOn")]
    [InlineData("""{"amount":"1.00","receivedOn":"2100-12-31","contractId":"ID"}""", 422, "date.in-future", "/receivedOn")]
    [InlineData("""{"amount":1.5,"receivedOn":"2026-02-20","contractId":"ID"}""", 400, "body.malformed", "/amount")]
    public async Task A_wrong_receipt_moves_no_money(string body, int status, string code, string field)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();
        var id = await rep.Signed(customer, "HT-1");

        (await rep.Post($"/api/v1/customers/{customer}/receipts", body.Replace("ID", id, StringComparison.Ordinal))).Refused(status, code, field);

        Assert.Empty((await rep.Get($"/api/v1/customers/{customer}")).Expect(200)["receipts"]!.AsArray());
        Assert.Equal("1000.00", (await rep.Page(id)).Text("open"));
    }

    [Fact]
    public async Task Money_is_taken_back_by_those_who_may_and_credit_is_given_where_it_is_missing()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var finance = await organization.As(Roles.Finance);
        var customer = await rep.Customer();
        var id = await rep.Signed(customer, "HT-1");
        var receipt = Selling.Id((await finance.Post($"/api/v1/customers/{customer}/receipts", new { amount = "250.00", receivedOn = "2026-02-20" })).Expect(201));
        Assert.Equal("250.00", (await rep.Get($"/api/v1/customers/{customer}")).Expect(200).Text("credit"));

        (await rep.Post($"/api/v1/customers/{customer}/credit-allocations", new { amount = "250.01", contractId = id })).Refused(422, "credit.insufficient", "/amount");
        (await rep.Post($"/api/v1/customers/{customer}/credit-allocations", new { amount = "250.00", contractId = id })).Expect(200);
        await Selling.Eventually(async () => (await rep.Page(id)).Text("paid") == "250.00", "the credit");
        (await rep.Post($"/api/v1/customers/{customer}/receipts/{receipt}/reversal", new { reason = "退票" })).Refused(403, "role.forbidden");
        (await finance.Post($"/api/v1/customers/{customer}/receipts/{receipt}/reversal", new { reason = "" })).Refused(422, "receipt.reason-missing", "/reason");
        (await finance.Post($"/api/v1/customers/{customer}/receipts/nothing/reversal", new { reason = "退票" })).Refused(404, "receipt.not-found");
        (await finance.Post($"/api/v1/customers/{customer}/receipts/{receipt}/reversal", new { reason = "退票" })).Expect(200);

        await Selling.Eventually(async () => (await rep.Page(id)).Text("open") == "1000.00", "the reversal");
        Assert.Equal("0.00", (await rep.Get($"/api/v1/customers/{customer}")).Expect(200).Text("credit"));
    }

    [Fact]
    public async Task A_profile_is_edited_by_who_saw_its_latest_version()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();
        var path = $"/api/v1/customers/{customer}";
        var body = new { name = "苏州恒岳精密", tier = "B", repId = "rep-east", contacts = new[] { new { name = "王敏", title = "采购总监" } } };
        var version = (await rep.Get(path)).Expect(200).Text("version");

        (await rep.Put(path, body)).Refused(428, "version.required", "If-Match");
        (await rep.Put(path, body, ("If-Match", $"\"{version}\""))).Expect(200);
        var stale = await rep.Put(path, body, ("If-Match", $"\"{version}\""));

        stale.Refused(412, "version.stale");
        Assert.Equal((await rep.Get(path)).Expect(200).Text("version"), stale.Json.Text("version"));
        Assert.Equal("王敏", (await rep.Get(path)).Json["contacts"]![0]!.Text("name"));
    }

    [Fact]
    public async Task A_body_over_its_limit_is_refused()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer();

        (await rep.Post("/api/v1/contracts", Selling.Draft(customer, new string('9', 300_000)))).Refused(413, "body.too-large");
        (await rep.Post("/api/v1/contracts", Selling.Draft(customer, new string('9', 65)))).Refused(422, "contract.number-too-long", "/number");
    }
}
