using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Recipients;

/// <summary>C06, M5 over HTTP: why was nobody reminded.</summary>
[Collection(SharedApp.Name)]
public sealed class WhyEndpointTests(SalesApp app)
{
    [Fact]
    public async Task The_link_that_broke_is_named_with_what_broke_it_and_what_to_do()
    {
        var organization = await app.Company();
        using var manager = await organization.As(Roles.Manager);
        using var rep = await organization.As(Roles.Rep);
        var customer = await manager.Customer();
        var contract = await Due(manager, customer);

        await Names(manager, "contract", contract, "sent", "inbox-only", "站内");
        await Reached(rep, "wecom-app", "lijing");
        await Names(manager, "customer", customer, "identity", "wecom-unmapped", "未匹配");
        (await rep.Post("/api/v1/recipients/rep-east/devices", new { id = "d-1", kind = "ios", permission = "granted", contacts = "denied" })).Expect(200);
        await Names(manager, "customer", customer, "signal", "contacts-permission-missing", "通讯录");
        var second = await Due(manager, customer);
        await Names(manager, "contract", second, "sent", "channel-failed", "通道");
    }

    [Fact]
    public async Task Whatever_is_wrong_with_how_a_rep_is_reached_stands_on_one_list()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        await Reached(rep, "mail", "li@example.com");
        (await rep.Post("/api/v1/recipients/rep-east/devices", new { id = "d-1", kind = "ios", permission = "denied", contacts = "denied" })).Expect(200);

        var why = (await rep.Get("/api/v1/why?kind=recipient&id=rep-east")).Expect(200);

        Assert.Equal(["contacts-permission-missing", "notifications-off", "computers-only"], why["faults"]!.AsArray().Select(fault => fault!.Text("code")));
        Assert.All(why["faults"]!.AsArray(), fault => Assert.NotEqual("", fault!.Text("does")));
    }

    [Fact]
    public async Task All_nudges_of_a_rep_stand_on_pages_each_with_its_chain_and_a_contract_says_what_is_due_next()
    {
        var organization = await app.Company();
        using var manager = await organization.As(Roles.Manager);
        using var rep = await organization.As(Roles.Rep);
        var customer = await manager.Customer();
        string[] contracts = [await Due(manager, customer), await Due(manager, customer)];
        JsonNode first = new JsonObject();
        await Selling.Eventually(
            async () => (first = (await rep.Get("/api/v1/why?kind=recipient&id=rep-east&limit=1")).Expect(200)).Text("count") == "2", "both nudges to come");

        var second = (await rep.Get($"/api/v1/why?kind=recipient&id=rep-east&limit=1&after={Uri.EscapeDataString(first.Text("next"))}")).Expect(200);
        var contract = (await rep.Get($"/api/v1/why?kind=contract&id={contracts[0]}")).Expect(200);

        var chains = first["chains"]!.AsArray().Concat(second["chains"]!.AsArray()).ToList();
        Assert.Equal(contracts.Order(), chains.Select(chain => chain!.Text("entityId")).Order());
        Assert.All(chains, chain => Assert.Equal(("contract", "sent", "inbox-only"), (chain!.Text("kind"), chain!.Text("broken"), chain!.Text("fault"))));
        Assert.All(chains, chain => Assert.NotEmpty(chain!["links"]!.AsArray()));
        Assert.Equal(("2", null), (second.Text("brokenCount"), second["next"]?.ToString()));
        Assert.Equal(("1", "true"), (contract.Text("count"), contract.Text("fired")));
        Assert.NotNull(contract["nextDueAt"]);
    }

    [Fact]
    public async Task The_answer_speaks_both_languages()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        var english = (await rep.Get("/api/v1/why?kind=recipient&id=rep-east", ("Accept-Language", "en"))).Expect(200);
        var chinese = (await rep.Get("/api/v1/why?kind=recipient&id=rep-east", ("Accept-Language", "zh-CN"))).Expect(200);

        Assert.Contains("inbox only", english["faults"]![0]!.Text("says"), StringComparison.Ordinal);
        Assert.Contains("收件箱", chinese["faults"]![0]!.Text("says"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind=planet&id=x", 400, "why.kind-unknown", "kind")]
    [InlineData("kind=contract&id=nothing-like-this", 404, "id.unknown")]
    [InlineData("kind=recipient&id=rep-west", 404, "recipient.not-found")]
    [InlineData("kind=recipient&id=rep-east&after=nonsense", 400, "cursor.invalid", "after")]
    [InlineData("kind=recipient&id=rep-east&limit=0", 400, "page.limit-out-of-range", "limit")]
    [InlineData("kind=recipient&id=rep-east&from=2026-02-02&to=2026-02-01", 400, "board.period-malformed", "from")]
    public async Task Of_what_is_not_there_or_not_theirs_nobody_learns_anything(string query, int status, string code, string? field = null)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Get($"/api/v1/why?{query}")).Refused(status, code, field);
    }

    private static async Task Names(ApiClient client, string kind, string id, string link, string fault, string does)
    {
        JsonNode why = new JsonObject();
        await Selling.Eventually(
            async () => ((why = (await client.Get($"/api/v1/why?kind={kind}&id={id}")).Expect(200))["broken"]?.GetValue<string>(), why["fault"]?.GetValue<string>()) == (link, fault),
            $"{fault} to be named");
        Assert.Contains(does, $"{why.Text("says")}{why.Text("does")}", StringComparison.Ordinal);
    }

    /// <summary>Reached at any hour: the test runs by day and by night, and quiet hours would hold its messages back.</summary>
    private static async Task Reached(ApiClient rep, string channel, string address) => (await rep.Put(
        "/api/v1/recipients/rep-east", new { addresses = new[] { new { channel, address } }, quiet = new { from = "00:00", to = "00:00" } })).Expect(200);

    /// <summary>A contract whose payment is due in days, so that its rep is reminded at once.</summary>
    private static async Task<string> Due(ApiClient manager, string customer)
    {
        var today = DateOnly.Parse((await manager.Get("/api/v1/session")).Expect(200).Text("today"), System.Globalization.CultureInfo.InvariantCulture);
        var id = await manager.Contract(Selling.Draft(customer, $"HT-{Guid.NewGuid():N}"[..20], [Selling.DueOn($"{today.AddDays(3):O}", "1000.00")]));
        (await manager.Post($"/api/v1/contracts/{id}/sign", new { signedOn = $"{today:O}" })).Expect(200);
        return id;
    }
}
