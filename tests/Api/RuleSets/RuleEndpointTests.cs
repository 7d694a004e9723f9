using System.Text.Json;
using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;
using SalesGrains.Tenants;

namespace SalesGrains.RuleSets;

/// <summary>Rule sets and the company's calendar over HTTP (Z01, Z03, X15).</summary>
[Collection(SharedApp.Name)]
public sealed class RuleEndpointTests(SalesApp app)
{
    [Fact]
    public async Task A_publication_tells_who_when_and_why_and_holds_at_once_for_everybody()
    {
        var organization = await app.Found();
        using var director = await organization.As(Roles.Director);
        using var rep = await organization.As(Roles.Rep);
        Assert.Equal((1, 7), (Active(await Rules(rep)), Numbers(await Rules(rep), 0)));

        (await director.Post("/api/v1/rules", SampleBodies.Rules)).Expect(200);

        var book = await Rules(rep);
        Assert.Equal((2, 10), (Active(book), Numbers(book, 0)));
        var (newest, shipped) = (book["items"]![0]!, book["items"]![1]!);
        Assert.Equal(("active", "past"), (newest.Text("status"), shipped.Text("status")));
        Assert.Equal((book.Text("today"), "提前提醒"), (newest.Text("effectiveOn"), newest.Text("reason")));
        Assert.NotEqual("", newest.Text("publishedBy"));
        Assert.Equal("08:30", newest["payments"]!.Text("nudgeAt"));
        Assert.Null(shipped["effectiveOn"]);
        Assert.Equal(10, (await rep.Get("/api/v1/session")).Expect(200)["warnDays"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(Roles.Rep, 403)]
    [InlineData(Roles.Manager, 403)]
    [InlineData(Roles.Finance, 403)]
    [InlineData(Roles.Delivery, 403)]
    [InlineData(Roles.Director, 200)]
    [InlineData(Roles.Admin, 200)]
    public async Task Directors_and_administrators_publish(string role, int status)
    {
        var organization = await app.Found();
        using var client = await organization.As(role);

        (await client.Post("/api/v1/rules", SampleBodies.Rules)).Expect(status);
        (await client.Put("/api/v1/calendar/days/2026-06-12", new { working = false, name = "厂庆" })).Expect(status);
        (await client.Put("/api/v1/calendar/years/2027", new { source = "国办", days = new[] { new { date = "2027-01-01", working = false, name = "元旦" } } })).Expect(status);

        Assert.Equal(status == 200 ? 2 : 1, Active(await Rules(client)));
    }

    [Theory]
    [InlineData("warnDays", "0", "rules.warn-days", "/payments/warnDays")]
    [InlineData("openItemDays", "[10]", "rules.open-item-days", "/payments/openItemDays/0")]
    [InlineData("nudgeAt", "\"9 Uhr\"", "rules.time-malformed", "/payments/nudgeAt")]
    [InlineData("dayEndsAt", "\"00:00\"", "rules.day-ends-at", "/payments/dayEndsAt")]
    [InlineData("overdueLadder", "[]", "rules.overdue-ladder", "/payments/overdueLadder")]
    [InlineData("overdueLadder", """[{"days":1,"level":"boss"}]""", "rules.level-unknown", "/payments/overdueLadder/0/level")]
    public async Task What_cannot_be_a_rule_set_is_refused_and_changes_nothing(string member, string value, string code, string field)
    {
        var organization = await app.Found();
        using var director = await organization.As(Roles.Director);
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(SampleBodies.Rules))!;
        body["payments"]![member] = JsonNode.Parse(value);

        (await director.Post("/api/v1/rules", body)).Refused(422, code, field);

        Assert.Equal(1, Active(await Rules(director)));
    }

    [Fact]
    public async Task The_quality_score_is_weighed_anew_and_what_a_publication_leaves_out_stays()
    {
        var organization = await app.Found();
        using var director = await organization.As(Roles.Director);
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(SampleBodies.Rules))!;
        var quality = (await Rules(director))["items"]![0]!["quality"]!.DeepClone();
        Assert.Equal((60, 40), (quality["densityWeight"]!.GetValue<int>(), quality["actionWeight"]!.GetValue<int>()));
        (quality["densityWeight"], quality["actionWeight"]) = (50, 49);
        body["quality"] = quality;
        (await director.Post("/api/v1/rules", body.DeepClone())).Refused(422, "rules.quality-weights", "/quality/densityWeight");

        quality["actionWeight"] = 50;
        (await director.Post("/api/v1/rules", body.DeepClone())).Expect(200);
        body.AsObject().Remove("quality");
        (await director.Post("/api/v1/rules", body)).Expect(200);

        var newest = (await Rules(director))["items"]![0]!;
        Assert.Equal((3, 50), (newest["version"]!.GetValue<int>(), newest["quality"]!["densityWeight"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_refusal_speaks_both_languages()
    {
        var organization = await app.Found();
        using var director = await organization.As(Roles.Director);
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(SampleBodies.Rules))!;
        body["effectiveOn"] = "2020-01-01";

        var chinese = await director.Post("/api/v1/rules", body.DeepClone(), ("Accept-Language", "zh-CN"));
        var english = await director.Post("/api/v1/rules", body.DeepClone(), ("Accept-Language", "en"));

        chinese.Refused(422, "rules.effective-in-past", "/effectiveOn");
        Assert.Contains("生效", chinese.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("begins today", english.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_set_waits_and_a_later_one_takes_its_place()
    {
        var organization = await app.Found();
        using var director = await organization.As(Roles.Director);
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(SampleBodies.Rules))!;
        body["effectiveOn"] = DateOnly.Parse((await Rules(director)).Text("today"), null).AddDays(9).ToString("O", null);
        (await director.Post("/api/v1/rules", body.DeepClone())).Expect(200);
        Assert.Equal((1, "scheduled"), (Active(await Rules(director)), (await Rules(director))["items"]![0]!.Text("status")));

        body.AsObject().Remove("effectiveOn");
        (await director.Post("/api/v1/rules", body)).Expect(200);

        var book = await Rules(director);
        Assert.Equal((3, "active", "superseded"), (Active(book), book["items"]![0]!.Text("status"), book["items"]![1]!.Text("status")));
    }

    [Fact]
    public async Task A_day_off_of_the_companys_own_moves_what_is_counted_across_it_until_it_is_taken_back()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        var contract = await director.Signed(await director.Customer(), "HT-1");
        Assert.Equal("2026-02-27", DueOn(await director.Page(contract)));

        (await director.Put("/api/v1/calendar/days/2026-02-27", new { working = false, name = "盘点" })).Expect(200);

        await Selling.Eventually(async () => DueOn(await director.Page(contract)) == "2026-02-28", "the due date to move");
        var day = (await director.Get("/api/v1/calendar")).Expect(200)["days"]![0]!;
        Assert.Equal(("2026-02-27", "false", "盘点"), (day.Text("date"), day.Text("working"), day.Text("name")));
        Assert.NotEqual("", day.Text("setBy"));
        Assert.Contains("盘点", (await director.Get("/api/v1/calendar/2026")).Text, StringComparison.Ordinal);
        var preview = (await director.Post("/api/v1/contracts/preview", new { number = "HT-2", title = "x", total = "100.00", terms = new[] { Selling.Prepay("100%") }, signedOn = "2026-02-13" })).Expect(200);
        Assert.Equal("2026-02-28", preview["nodes"]![0]!.Text("dueOn"));

        (await director.Send(HttpMethod.Delete, "/api/v1/calendar/days/2026-02-27", null, ApiClient.NewKey())).Expect(200);
        await Selling.Eventually(async () => DueOn(await director.Page(contract)) == "2026-02-27", "the due date to return");
        (await director.Send(HttpMethod.Delete, "/api/v1/calendar/days/2026-02-27", null, ApiClient.NewKey())).Refused(404, "calendar-day.not-found");
    }

    [Fact]
    public async Task A_year_that_the_state_publishes_later_becomes_official()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var notice = new { source = "国办发明电〔2026〕9号", days = new[] { new { date = "2027-01-01", working = false, name = "元旦" }, new { date = "2027-01-02", working = true, name = "调休上班" } } };

        (await admin.Put("/api/v1/calendar/years/2027", notice)).Expect(200);

        var year = (await admin.Get("/api/v1/calendar/2027")).Expect(200);
        Assert.Equal(("official", 2), (year.Text("status"), year["days"]!.AsArray().Count));
        Assert.Equal("国办发明电〔2026〕9号", (await admin.Get("/api/v1/calendar")).Expect(200)["years"]![0]!.Text("source"));
    }

    [Theory]
    [InlineData("days/2026-02-30", 404, "id.unknown")]
    [InlineData("days/tomorrow", 404, "id.unknown")]
    [InlineData("days/1999-12-31", 422, "date.out-of-range")]
    public async Task A_day_that_is_none_is_not_there(string path, int status, string code)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        var answer = await admin.Put($"/api/v1/calendar/{path}", new { working = false, name = "厂庆" });

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Numbers_of_first_contacts_follow_ups_and_packs_are_published_and_read_back_and_stay_when_they_are_not_named()
    {
        using var director = await (await app.Company()).As(Roles.Director);
        var shipped = (await Rules(director))["items"]![0]!;
        var body = JsonSerializer.SerializeToNode(SampleBodies.Rules, JsonSerializerOptions.Web)!;
        body["firstContact"] = shipped["firstContact"]!.DeepClone();
        body["firstContact"]!["deadlineHours"] = 36;
        body["followUps"] = shipped["followUps"]!.DeepClone();
        body["followUps"]!["daysA"] = 5;
        body["playbooks"] = shipped["playbooks"]!.DeepClone();
        body["playbooks"]!["scope"] = "rep+customer";
        (await director.Post("/api/v1/rules", body)).Expect(200);
        (await director.Post("/api/v1/rules", SampleBodies.Rules)).Expect(200);

        var now = (await Rules(director))["items"]![0]!;

        Assert.Equal(("3", "36", "5", "rep+customer"),
            (now.Text("version"), now["firstContact"]!.Text("deadlineHours"), now["followUps"]!.Text("daysA"), now["playbooks"]!.Text("scope")));
        Assert.Equal(shipped["followUps"]!["ticks"]!.ToJsonString(), now["followUps"]!["ticks"]!.ToJsonString());
        body["firstContact"]!["nudgeHours"] = new JsonArray(8, 2);
        (await director.Post("/api/v1/rules", body.DeepClone())).Refused(422, "rules.nudge-hours", "/firstContact/nudgeHours/1");
    }

    private static async Task<JsonNode> Rules(ApiClient client) => (await client.Get("/api/v1/rules")).Expect(200);

    private static int Active(JsonNode book) => book["active"]!.GetValue<int>();

    private static int Numbers(JsonNode book, int item) => book["items"]![item]!["payments"]!["warnDays"]!.GetValue<int>();

    private static string DueOn(JsonNode contract) => contract["nodes"]![0]!.Text("dueOn");
}
