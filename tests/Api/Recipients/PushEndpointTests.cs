using System.Buffers.Text;
using SalesGrains.Channels.WebPush;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Recipients.Push;

/// <summary>C02 over HTTP: browsers that take push messages.</summary>
[Collection(SharedApp.Name)]
public sealed class PushEndpointTests(SalesApp app)
{
    private const string Endpoint = "https://fcm.googleapis.com/fcm/send/a-browser";
    private const string Key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";

    [Fact]
    public async Task A_key_is_made_once_and_is_a_point_of_its_curve()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var director = await organization.As(Roles.Director);

        var key = (await rep.Get("/api/v1/push")).Expect(200).Text("publicKey")!;

        PushEncryption.Public(Base64Url.DecodeFromChars(key)).Dispose();
        Assert.Equal(key, (await director.Get("/api/v1/push")).Expect(200).Text("publicKey"));
    }

    [Fact]
    public async Task A_browser_subscribes_beside_the_other_channels_gives_way_to_the_next_and_is_taken_away_by_itself_only()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        (await rep.Put("/api/v1/recipients/rep-east", new { addresses = new[] { new { channel = "mail", address = "li@example.com" } }, quiet = new { from = "22:00", to = "07:00" } })).Expect(200);

        (await rep.Post("/api/v1/push/subscribe", Body())).Expect(200);
        Assert.Equal((Endpoint, "desktop"), await Subscribed(rep));
        var own = (await rep.Get("/api/v1/recipients/rep-east")).Expect(200);
        Assert.Equal(["mail", "web-push"], own["channels"]!.AsArray().Select(one => one!.Text("channel")));
        Assert.Equal("22:00", own["quiet"]!.Text("from"));

        (await rep.Post("/api/v1/push/subscribe", Body(endpoint: $"{Endpoint}-2", device: "android"))).Expect(200);
        Assert.Equal(($"{Endpoint}-2", "android"), await Subscribed(rep));
        (await rep.Post("/api/v1/push/unsubscribe", new { endpoint = Endpoint })).Expect(200);
        Assert.Equal(($"{Endpoint}-2", "android"), await Subscribed(rep));
        (await rep.Post("/api/v1/push/unsubscribe", new { endpoint = $"{Endpoint}-2" })).Expect(200);
        Assert.Equal((null, null), await Subscribed(rep));
        Assert.Equal(["mail"], (await rep.Get("/api/v1/recipients/rep-east")).Expect(200)["channels"]!.AsArray().Select(one => one!.Text("channel")));
    }

    [Theory]
    [InlineData("http://fcm.googleapis.com/fcm/send/x", "push.host-not-allowed")]
    [InlineData("https://fcm.googleapis.com:8443/x", "push.host-not-allowed")]
    [InlineData("https://somebody@fcm.googleapis.com/x", "push.host-not-allowed")]
    [InlineData("https://fcm.googleapis.com.example.com/x", "push.host-not-allowed")]
    [InlineData("https://notify.windows.com.example.com/x", "push.host-not-allowed")]
    [InlineData("https://127.0.0.1/x", "push.host-not-allowed")]
    [InlineData("http://127.0.0.1/x", "push.host-not-allowed")]
    [InlineData("http://169.254.169.254/latest/meta-data", "push.host-not-allowed")]
    [InlineData("https://[::1]/x", "push.host-not-allowed")]
    [InlineData("https://localhost/x", "push.host-not-allowed")]
    [InlineData("file:///etc/passwd", "push.host-not-allowed")]
    [InlineData("javascript:alert(1)", "push.host-not-allowed")]
    [InlineData("fcm.googleapis.com/x", "push.subscription-malformed")]
    [InlineData("", "push.subscription-malformed")]
    public async Task An_address_that_is_no_push_services_leads_nowhere(string endpoint, string code)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Post("/api/v1/push/subscribe", Body(endpoint: endpoint))).Refused(422, code, "/endpoint");

        Assert.Equal((null, null), await Subscribed(rep));
    }

    [Theory]
    [InlineData("", Auth)]
    [InlineData("AAAA", Auth)]
    [InlineData("BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE", Auth)]
    [InlineData(Key, "")]
    [InlineData(Key, "not base64!")]
    public async Task A_key_that_is_none_is_refused(string key, string auth)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Post("/api/v1/push/subscribe", Body(key: key, auth: auth))).Refused(422, "push.subscription-malformed", "/endpoint");
    }

    [Theory]
    [InlineData("fridge", "device.kind-unknown", "/device")]
    [InlineData(null, "device.kind-unknown", "/device")]
    public async Task A_device_is_a_known_one(string? device, string code, string field)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Post("/api/v1/push/subscribe", Body(device: device))).Refused(422, code, field);
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_refused()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Post("/api/v1/push/subscribe", Body(endpoint: $"{Endpoint}{new string('x', 2000)}"))).Refused(422, "recipient.address-too-long", "/endpoint");
    }

    [Theory]
    [InlineData(Roles.Finance)]
    [InlineData(Roles.Delivery)]
    [InlineData(Roles.Admin)]
    public async Task Whom_no_nudges_reach_subscribes_nothing_neither_for_themselves_nor_for_others(string role)
    {
        var organization = await app.Company();
        using var client = await organization.As(role);

        var push = (await client.Get("/api/v1/push")).Expect(200);
        Assert.Equal((null, null), (push["id"]?.GetValue<string>(), push["publicKey"]?.GetValue<string>()));
        (await client.Post("/api/v1/push/subscribe", Body())).Refused(422, "push.nobody");
        (await client.Post("/api/v1/push/unsubscribe", new { endpoint = Endpoint })).Refused(422, "push.nobody");
    }

    private static object Body(string endpoint = Endpoint, string key = Key, string auth = Auth, string? device = "desktop") => new { endpoint, p256dh = key, auth, device };

    private static async Task<(string? Endpoint, string? Device)> Subscribed(ApiClient client)
    {
        var push = (await client.Get("/api/v1/push")).Expect(200);
        return (push["endpoint"]?.GetValue<string>(), push["device"]?.GetValue<string>());
    }
}
