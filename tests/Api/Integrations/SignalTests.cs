using System.Text.Json.Nodes;
using SalesGrains.Customers;
using SalesGrains.Organizations;

namespace SalesGrains.Integrations;

/// <summary>Signals that other systems report, and the tray of those that nobody can place.</summary>
[Collection(SharedApp.Name)]
public sealed class SignalTests(SalesApp app)
{
    private const string Number = "138 0013 8000";

    [Fact]
    public async Task A_call_with_a_number_that_nobody_has_waits_in_the_tray_and_is_one_however_often_it_is_reported()
    {
        var (organization, rep) = await Found();
        using var system = await organization.WithApiKey();

        var first = (await system.Post("/api/v1/signals/calls", Calls(("c-1", Number, rep)))).Expect(200);
        var again = (await system.Post("/api/v1/signals/calls", Calls(("c-1", "+86 13800138000", rep)))).Expect(200);

        Assert.Equal((1, 0), (first["accepted"]!.GetValue<int>(), first["repeated"]!.GetValue<int>()));
        Assert.Equal((0, 1), (again["accepted"]!.GetValue<int>(), again["repeated"]!.GetValue<int>()));
        using var manager = await organization.As(Roles.Manager);
        var waiting = await Waiting(manager, 1);
        Assert.Equal(("phone", "138****8000", rep, 1), (
            waiting["kind"]!.GetValue<string>(), waiting["masked"]!.GetValue<string>(), waiting["repId"]!.GetValue<string>(), waiting["count"]!.GetValue<int>()));
        Assert.NotNull(waiting["deadlineAt"]);
    }

    [Fact]
    public async Task One_tap_gives_it_to_a_customer_whose_first_contact_then_began_with_the_call()
    {
        var (organization, rep) = await Found();
        using var director = await organization.As(Roles.Director);
        (await director.Post("/api/v1/signals/calls", Calls(("c-1", Number, rep)))).Expect(200);
        var identity = (await Waiting(director, 1))["id"]!.GetValue<string>();
        var customer = (await director.Post("/api/v1/customers", new { name = "苏州恒岳", tier = "A", repId = rep })).Expect(201)["id"]!.GetValue<string>();

        (await director.Post($"/api/v1/unmatched/{identity}/match", new { customerId = customer })).Expect(200);

        await Waiting(director, 0);
        var grain = app.Grains.GetGrain<ICustomerGrain>($"{organization.Org}|{customer}");
        await Wait.Until(async () => await grain.Get() is { Care.FirstContact.Source: "call" }, TimeSpan.FromSeconds(20), "the call to come to the customer");
        Assert.DoesNotContain("138001", (await director.Get($"/api/v1/customers/{customer}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_a_customers_never_enters_the_tray_and_another_customer_cannot_have_it()
    {
        var (organization, rep) = await Found();
        using var director = await organization.As(Roles.Director);
        var customer = (await director.Post(
            "/api/v1/customers", new { name = "苏州恒岳", tier = "A", repId = rep, contacts = new[] { new { name = "王总", title = "采购总监", phone = Number } } })).Expect(201)["id"]!.GetValue<string>();
        var identity = Identities.IdentityKeys.Of(organization.Org, "phone", Number)!.Value.Id;
        await Wait.Until(
            async () => await app.Grains.GetGrain<Identities.IIdentityGrain>($"{organization.Org}|{identity}").Get() is { HolderId.Length: > 0 },
            TimeSpan.FromSeconds(20), "the customer to hold its number");

        (await director.Post("/api/v1/signals/calls", Calls(("c-1", Number, rep)))).Expect(200);
        var other = (await director.Post("/api/v1/customers", new { name = "苏州恒岳二", tier = "A", repId = rep })).Expect(201)["id"]!.GetValue<string>();

        (await director.Post($"/api/v1/unmatched/{identity}/match", new { customerId = other })).Refused(422, "identity.taken");
        Assert.Empty((await director.Get("/api/v1/unmatched")).Expect(200)["items"]!.AsArray());
        var grain = app.Grains.GetGrain<ICustomerGrain>($"{organization.Org}|{customer}");
        await Wait.Until(async () => await grain.Get() is { Care.FirstContact.Source: "call" }, TimeSpan.FromSeconds(20), "the call to come to the customer");
    }

    [Fact]
    public async Task What_is_dismissed_leaves_the_tray_for_good()
    {
        var (organization, rep) = await Found();
        using var director = await organization.As(Roles.Director);
        (await director.Post("/api/v1/signals/calls", Calls(("c-1", Number, rep)))).Expect(200);
        var identity = (await Waiting(director, 1))["id"]!.GetValue<string>();
        (await director.Post($"/api/v1/unmatched/{identity}/dismiss", new { reason = " " })).Refused(422, "identity.dismiss-reason-missing", "/reason");

        (await director.Post($"/api/v1/unmatched/{identity}/dismiss", new { reason = "供应商" })).Expect(200);
        (await director.Post("/api/v1/signals/calls", Calls(("c-2", Number, rep)))).Expect(200);

        await Waiting(director, 0);
    }

    [Fact]
    public async Task Of_a_batch_each_is_judged_by_itself_with_its_place_and_code()
    {
        var (organization, rep) = await Found();
        using var director = await organization.As(Roles.Director);
        var now = app.Time.GetUtcNow();

        var answer = (await director.Post("/api/v1/signals/calls", new
        {
            items = new object[]
            {
                new { id = "ok", number = Number, startedAt = now, repId = rep, direction = "out", durationSeconds = 60, device = "mobile" },
                new { id = "b-1", number = "12", startedAt = now, repId = rep },
                new { id = "b-2", number = Number, startedAt = now.AddHours(1), repId = rep },
                new { id = "b-3", number = Number, startedAt = now, repId = "nobody" },
                new { id = "b-4", number = Number, startedAt = now, repId = rep, direction = "sideways" },
                new { id = "b-5", number = Number, startedAt = now, repId = rep, durationSeconds = -1 },
                new { id = "", number = Number, startedAt = now, repId = rep },
                new { id = "ok", number = Number, startedAt = now, repId = rep, direction = "in" },
            },
        }, ("Accept-Language", "en"))).Expect(200);

        Assert.Equal(1, answer["accepted"]!.GetValue<int>());
        Assert.Equal(
            [
                "1 identity.value-malformed /items/1/number", "2 moment.in-future /items/2/startedAt", "3 rep.unknown /items/3/repId",
                "4 signal.direction-unknown /items/4/direction", "5 signal.duration-out-of-range /items/5/durationSeconds", "6 signal.id-missing /items/6/id",
                "7 idempotency.key-reused /items/7",
            ],
            answer["rejected"]!.AsArray().Select(one => $"{one!["index"]} {one["code"]!.GetValue<string>()} {one["field"]!.GetValue<string>()}"));
        Assert.All(answer["rejected"]!.AsArray(), one => Assert.NotEmpty(one!["detail"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task A_batch_of_none_or_too_many_is_refused_as_a_whole(int count)
    {
        var (organization, rep) = await Found();
        using var director = await organization.As(Roles.Director);

        var answer = await director.Post("/api/v1/signals/calls", Calls([.. Enumerable.Range(0, count).Select(i => ($"c-{i}", Number, rep))]));

        answer.Refused(400, "signals.count", "/items");
    }

    [Fact]
    public async Task A_message_tells_how_many_and_names_nobody_in_full()
    {
        var (organization, rep) = await Found();
        using var director = await organization.As(Roles.Director);

        (await director.Post("/api/v1/signals/messages", new
        {
            items = new[] { new { id = "m-1", kind = "wechat", value = "wxid_hengyue2026", at = app.Time.GetUtcNow(), repId = rep, count = 12 } },
        })).Expect(200);

        var waiting = await Waiting(director, 1);
        Assert.Equal(("wechat", "wxi****2026", "wechat-message"), (
            waiting["kind"]!.GetValue<string>(), waiting["masked"]!.GetValue<string>(), waiting["source"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_rep_sees_what_names_them_and_not_what_names_nobody()
    {
        var (organization, rep) = await Found();
        using var director = await organization.As(Roles.Director);
        using var own = await organization.As(Roles.Rep);
        (await director.Post("/api/v1/signals/calls", Calls(("c-1", Number, rep), ("c-2", "13900000002", null)))).Expect(200);

        await Waiting(director, 2);
        Assert.Equal(rep, (await Waiting(own, 1))["repId"]!.GetValue<string>());
    }

    private async Task<(TestOrganization Organization, string Rep)> Found()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        (await admin.Post("/api/v1/reps", new { id = "rep-east", name = "张伟", unitId = "east-1" })).Expect(201);
        await Wait.Until(async () => (await organization.Grain.Tree()).Reps.ContainsKey("rep-east"), TimeSpan.FromSeconds(20), "the rep to be placed");
        return (organization, "rep-east");
    }

    private object Calls(params (string Id, string Number, string? Rep)[] calls) => new
    {
        items = calls.Select(call => new { id = call.Id, number = call.Number, startedAt = StartedAt, repId = call.Rep, durationSeconds = 95 }),
    };

    private DateTimeOffset StartedAt { get; } = app.Time.GetUtcNow().AddMinutes(-30);

    /// <summary>The tray once it has so many; the first of them.</summary>
    private static async Task<JsonNode> Waiting(ApiClient client, int count)
    {
        JsonArray items = [];
        await Wait.Until(
            async () => (items = (await client.Get("/api/v1/unmatched")).Expect(200)["items"]!.AsArray()).Count == count, TimeSpan.FromSeconds(20), $"{count} in the tray");
        return count == 0 ? items : items[0]!;
    }
}
