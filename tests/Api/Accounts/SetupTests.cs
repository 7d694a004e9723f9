using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Hosting;

namespace SalesGrains.Accounts;

/// <summary>The first start: an administrator with the printed code, once.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private SalesApp app = null!;

    public async Task InitializeAsync() => app = await SalesApp.Start(new SalesOptions());

    [Fact]
    public async Task The_printed_code_makes_one_organization_and_its_administrator()
    {
        using var client = app.Client();
        Assert.True((await client.Get("/api/v1/setup")).Expect(200)["needed"]!.GetValue<bool>());
        var code = await app.Services.GetRequiredService<SetupCode>().Offer();

        (await Setup(client, "aaaa-bbbb-cccc")).Refused(403, "setup.wrong-code", "/code");
        (await Setup(client, code, password: "too short")).Refused(422, "password.too-short", "/password");
        (await Setup(client, code, name: "no spaces allowed")).Refused(422, "person.sign-in-name-malformed", "/signInName");
        (await Setup(client, code)).Expect(201);

        Assert.False((await client.Get("/api/v1/setup")).Expect(200)["needed"]!.GetValue<bool>());
        (await Setup(client, code)).Refused(403, "setup.wrong-code", "/code");
        using var admin = app.Client();
        await admin.SignIn("Boss@Company", "a long enough password");
        var organization = (await admin.Get("/api/v1/organization")).Expect(200);
        Assert.Equal("示例公司", organization["name"]!.GetValue<string>());
        Assert.Equal("admin", organization["people"]![0]!["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_code_that_another_silo_printed_is_accepted_too()
    {
        var other = await new SetupCode(app.Grains).Offer();
        await app.Services.GetRequiredService<SetupCode>().Offer();

        using var client = app.Client();
        (await Setup(client, other)).Expect(201);
        (await Setup(client, other)).Refused(403, "setup.wrong-code", "/code");
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static Task<ApiAnswer> Setup(ApiClient client, string code, string name = "boss@company", string password = "a long enough password") =>
        client.Send(HttpMethod.Post, "/api/v1/setup", new { code, organizationName = "示例公司", name = "张三", signInName = name, password }, null);
}
