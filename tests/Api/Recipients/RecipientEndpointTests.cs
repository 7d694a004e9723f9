using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Recipients;

/// <summary>C05, C07, C09, X16 over HTTP: how people are reached.</summary>
[Collection(SharedApp.Name)]
public sealed class RecipientEndpointTests(SalesApp app)
{
    private static readonly object Reach = new
    {
        addresses = new[] { new { channel = "wecom-app", address = "lijing" }, new { channel = "sms-aliyun", address = "+8613800001111" } },
        quiet = new { from = "22:00", to = "07:30" },
    };

    [Fact]
    public async Task A_rep_says_how_they_are_reached_and_sees_a_light_for_each_channel()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Put("/api/v1/recipients/rep-east", Reach)).Expect(200);

        var own = (await rep.Get("/api/v1/recipients/rep-east")).Expect(200);
        Assert.Equal(["wecom-app amber never-confirmed", "sms-aliyun amber never-confirmed"], own["channels"]!.AsArray().Select(one => $"{one!.Text("channel")} {one!.Text("light")} {one!.Text("why")}"));
        Assert.Equal("22:00", own["quiet"]!.Text("from"));
        Assert.False(own["ready"]!.GetValue<bool>());
        Assert.Equal(["wecom-contact", "call", "wechat-message"], own["sources"]!.AsArray().Select(one => one!.Text("source")));
    }

    [Theory]
    [InlineData(Roles.Rep, "rep-east", 200)]
    [InlineData(Roles.Rep, "rep-west", 404)]
    [InlineData(Roles.Rep, "east", 404)]
    [InlineData(Roles.Manager, "east", 200)]
    [InlineData(Roles.Manager, "rep-east", 404)]
    [InlineData(Roles.Manager, "company", 404)]
    [InlineData(Roles.Director, "company", 200)]
    [InlineData(Roles.Admin, "rep-east", 200)]
    [InlineData(Roles.Admin, "east", 200)]
    [InlineData(Roles.Admin, "nobody", 404)]
    [InlineData(Roles.Finance, "company", 404)]
    public async Task Only_themselves_and_administrators_see_and_set_it(string role, string id, int status)
    {
        var organization = await app.Company();
        using var client = await organization.As(role);

        (await client.Get($"/api/v1/recipients/{id}")).Expect(status);
        (await client.Put($"/api/v1/recipients/{id}", Reach)).Expect(status);
        (await client.Post($"/api/v1/recipients/{id}/devices", new { id = "d-1", kind = "ios", permission = "denied" })).Expect(status);
    }

    [Theory]
    [InlineData("""{"addresses":[{"channel":"pager","address":"1"}]}""", "recipient.channel-unknown", "/addresses/0/channel")]
    [InlineData("""{"addresses":[{"channel":"mail","address":"a@b.cn"},{"channel":"mail","address":"c@b.cn"}]}""", "recipient.channel-twice", "/addresses/1/channel")]
    [InlineData("""{"addresses":[{"channel":"mail","address":"nobody"}]}""", "recipient.mail-malformed", "/addresses/0/address")]
    [InlineData("""{"addresses":[{"channel":"sms-tencent","address":"13800001111"}]}""", "recipient.phone-malformed", "/addresses/0/address")]
    [InlineData("""{"addresses":[{"channel":"wecom-app","address":""}]}""", "recipient.address-missing", "/addresses/0/address")]
    [InlineData("""{"addresses":[{"channel":"web-push","address":"{}","device":"fridge"}]}""", "device.kind-unknown", "/addresses/0/device")]
    [InlineData("""{"addresses":[],"quiet":{"from":"9 Uhr","to":"10:00"}}""", "rules.time-malformed", "/quiet/from")]
    [InlineData("""{"addresses":[],"snoozedUntil":"2100-01-01T00:00:00Z"}""", "recipient.snooze-too-long", "/snoozedUntil")]
    public async Task What_cannot_reach_anybody_is_refused(string body, string code, string field)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Put("/api/v1/recipients/rep-east", JsonNode.Parse(body)!)).Refused(422, code, field);

        Assert.Empty((await rep.Get("/api/v1/recipients/rep-east")).Expect(200)["channels"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"id":"d-1","kind":"fridge","permission":"granted"}""", "device.kind-unknown", "/kind")]
    [InlineData("""{"id":"d-1","kind":"ios","permission":"maybe"}""", "device.permission-unknown", "/permission")]
    [InlineData("""{"id":"d-1","kind":"ios","permission":"granted","contacts":"maybe"}""", "device.permission-unknown", "/contacts")]
    [InlineData("""{"id":"","kind":"ios","permission":"granted"}""", "device.id-missing", "/id")]
    public async Task A_device_that_says_nonsense_is_refused(string body, string code, string field)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Post("/api/v1/recipients/rep-east/devices", JsonNode.Parse(body)!)).Refused(422, code, field);
    }

    [Fact]
    public async Task A_test_tells_what_became_of_it_on_each_channel()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        (await rep.Post("/api/v1/recipients/rep-east/test", null)).Refused(422, "recipient.no-channel");
        (await rep.Put("/api/v1/recipients/rep-east", Reach)).Expect(200);

        var test = (await rep.Post("/api/v1/recipients/rep-east/test", null)).Expect(200).Text("id");

        // This installation has settings for no channel, and says so of each.
        await Selling.Eventually(
            async () => (await rep.Get("/api/v1/recipients/rep-east")).Expect(200)["attempts"]!.AsArray()
                .Where(one => one!.Text("testId") == test).Select(one => $"{one!.Text("channel")} {one!.Text("state")} {one!.Text("code")}")
                .SequenceEqual(["wecom-app failed not-configured", "sms-aliyun failed not-configured"]),
            "both channels to have answered");
    }
}
