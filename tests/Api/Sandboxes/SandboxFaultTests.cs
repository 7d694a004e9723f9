using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;
using SalesGrains.Sandboxes.Faults;
using SalesGrains.Tenants;
using SalesGrains.Vendors;

namespace SalesGrains.Sandboxes;

/// <summary>M5, C05–C09: the five faults are switches of a sandbox, and the page that answers "why was nobody reminded?" names each.</summary>
public sealed class SandboxFaultTests(SandboxFaultTests.Imitated imitated) : IClassFixture<SandboxFaultTests.Imitated>
{
    private const string Faults = "/api/v1/sandbox/faults";

    [Theory]
    [InlineData("notifications-off", "delivered")]
    [InlineData("contacts-permission-missing", "signal")]
    [InlineData("inbox-only", "sent")]
    [InlineData("wecom-unmapped", "identity")]
    [InlineData("computers-only", "delivered")]
    public async Task Switched_on_it_is_named_and_switched_off_the_next_reminder_arrives(string fault, string link)
    {
        using var director = await (await imitated.Sandbox()).As(Roles.Director);

        var on = Of(await director.Put($"{Faults}/{fault}", new { on = true }), fault);
        Assert.True(on["on"]!.GetValue<bool>());
        var why = await Why(director, on, chain => chain["fault"]?.GetValue<string>() == fault);
        Assert.Equal(link, why.Text("broken"));
        Assert.NotEqual("", why.Text("does"));

        var off = Of(await director.Put($"{Faults}/{fault}", new { on = false }), fault);
        Assert.False(off["on"]!.GetValue<bool>());
        Assert.NotEqual(on.Text("customerId"), off.Text("customerId"));
        why = await Why(director, off, chain => Link(chain, "sent")["state"]!.GetValue<string>() == "ok");
        Assert.Null(why["broken"]);
    }

    [Fact]
    public async Task All_five_are_on_at_once_and_each_is_named_for_its_own_rep()
    {
        using var director = await (await imitated.Sandbox()).As(Roles.Director);
        var all = (await director.Get(Faults)).Expect(200);
        Assert.All(all["faults"]!.AsArray(), fault => Assert.True(fault!["available"]!.GetValue<bool>()));

        foreach (var fault in all["faults"]!.AsArray())
        {
            all = (await director.Put($"{Faults}/{fault!.Text("fault")}", new { on = true })).Expect(200);
        }

        Assert.Equal(5, all["faults"]!.AsArray().Select(fault => fault!.Text("repId")).Distinct().Count());
        foreach (var fault in all["faults"]!.AsArray())
        {
            await Why(director, fault!, chain => chain["fault"]?.GetValue<string>() == fault!.Text("fault"));
        }
    }

    [Fact]
    public async Task What_is_so_already_is_left_alone()
    {
        using var director = await (await imitated.Sandbox()).As(Roles.Director);
        var first = Of(await director.Put($"{Faults}/inbox-only", new { on = true }), "inbox-only");

        Assert.Equal(first.ToJsonString(), Of(await director.Put($"{Faults}/inbox-only", new { on = true }), "inbox-only").ToJsonString());
    }

    [Fact]
    public async Task Only_a_sandbox_has_them_and_what_cannot_be_switched_says_why()
    {
        using var production = await (await imitated.App.Company()).As(Roles.Director);
        (await production.Get(Faults)).Refused(404, "id.unknown");
        (await production.Put($"{Faults}/inbox-only", new { on = true })).Refused(404, "id.unknown");

        var sandbox = await imitated.Sandbox();
        using var rep = await sandbox.As(Roles.Rep);
        (await rep.Get(Faults)).Refused(403, "role.forbidden");
        using var west = await sandbox.As("west");
        (await west.Put($"{Faults}/inbox-only", new { on = true })).Refused(409, "sandbox.reps-too-few");
        using var director = await sandbox.As(Roles.Director);
        (await director.Put($"{Faults}/rain", new { on = true })).Refused(404, "sandbox.fault-unknown");
        (await director.Put($"{Faults}/inbox-only", new { })).Refused(400, "body.malformed", "");
    }

    private static JsonNode Of(ApiAnswer answer, string fault) => answer.Expect(200)["faults"]!.AsArray().Single(one => one!.Text("fault") == fault)!;

    private static JsonNode Link(JsonNode why, string code) => why["links"]!.AsArray().Single(link => link!.Text("code") == code)!;

    private static async Task<JsonNode> Why(ApiClient client, JsonNode fault, Func<JsonNode, bool> holds)
    {
        JsonNode why = new JsonObject();
        await Selling.Eventually(
            async () => holds(why = (await client.Get($"/api/v1/why?kind=customer&id={fault.Text("customerId")}")).Expect(200)), $"the chain of {fault.Text("fault")}");
        return why;
    }

    /// <summary>The program with the channels of imitation vendors, and sandboxes of six reps at ten on a Tuesday.</summary>
    public sealed class Imitated : IAsyncLifetime
    {
        private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);
        private FakeVendors vendors = null!;

        public SalesApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            vendors = await FakeVendors.Start();
            App = await SalesApp.Start(new(), settings: vendors.Settings().ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        }

        public async Task<TestOrganization> Sandbox()
        {
            var sandbox = await App.Found(sandbox: new(Tuesday, 1));
            using var admin = await sandbox.As(Roles.Admin);
            foreach (var rep in Enumerable.Range(1, 5))
            {
                (await admin.Post("/api/v1/reps", new { id = $"rep-{rep}", name = $"演示{rep}", unitId = "east-1" })).Expect(201);
            }

            (await admin.Post(
                "/api/v1/organization/people",
                new { name = "华西经理", signInName = sandbox.NameOf("west"), password = SalesApp.Password, role = Roles.Manager, unitId = "west" })).Expect(201);
            return sandbox;
        }

        public async Task DisposeAsync()
        {
            await App.DisposeAsync();
            await vendors.DisposeAsync();
        }
    }
}
