using System.Text;
using SalesGrains.Channels.WeCom;
using SalesGrains.Identities;
using SalesGrains.Organizations;

namespace SalesGrains.Integrations;

/// <summary>Callbacks of 企业微信: signed and encrypted as it does, up to three times, or by somebody else.</summary>
public sealed class WeComCallbackTests : IAsyncLifetime
{
    private const string Token = "callback-token";
    private const string AesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private const string Corporation = "ww-imitated";
    private const string Contact = "woAJ2GCAAAXtWyujaWJHDDGi0mAAAA";
    private static readonly WeComCrypt Crypt = new(Token, AesKey, Corporation);

    private SalesApp app = null!;
    private TestOrganization organization = null!;

    public async Task InitializeAsync()
    {
        app = await SalesApp.Start(new(), settings: new Dictionary<string, string?>
        {
            ["Channels:WeCom:CorpId"] = Corporation,
            ["Channels:WeCom:CallbackToken"] = Token,
            ["Channels:WeCom:CallbackAesKey"] = AesKey,
        });
        organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        (await admin.Post("/api/v1/reps", new { id = "rep-east", name = "张伟", unitId = "east-1", externalNo = "ZhangWei" })).Expect(201);
        await Wait.Until(async () => (await organization.Grain.Tree()).Reps.ContainsKey("rep-east"), TimeSpan.FromSeconds(20), "the rep to be placed");
    }

    [Fact]
    public async Task The_secrets_are_proved_by_the_echo_and_nothing_else()
    {
        using var client = app.Client();
        var echo = Crypt.Encrypt("1616140317555161061", new byte[16]);

        var answer = await client.Get(Path(echo) + $"&echostr={Uri.EscapeDataString(echo)}");

        Assert.Equal((200, "1616140317555161061"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_contact_that_was_added_waits_once_however_often_it_is_told_and_names_the_member()
    {
        var at = app.Time.GetUtcNow().ToUnixTimeSeconds();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((200, "success"), await Tell(Event(at)));
        }

        var identity = await Identity();
        Assert.Equal((1, "rep-east", "woa****aaaa"), (identity!.Count, identity.RepId, identity.Masked));
        Assert.Equal(at, identity.FirstAt!.Value.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("edit_external_contact")]
    [InlineData("del_follow_user")]
    public async Task Other_changes_are_answered_and_leave_nothing(string change)
    {
        Assert.Equal((200, "success"), await Tell(Event(app.Time.GetUtcNow().ToUnixTimeSeconds(), change)));
        Assert.Null(await Identity());
    }

    [Fact]
    public async Task No_byte_of_it_can_be_changed_and_what_was_changed_leaves_nothing()
    {
        var encrypted = Crypt.Encrypt(Event(app.Time.GetUtcNow().ToUnixTimeSeconds()), new byte[16]);
        var bytes = Convert.FromBase64String(encrypted);
        var path = Path(encrypted);
        using var client = app.Client();
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            Assert.Equal(401, (await Post(client, path, Convert.ToBase64String(changed))).Status);
        }

        foreach (var part in new[] { "timestamp=1409659813", "nonce=1372623149", "msg_signature=" })
        {
            Assert.Equal(401, (await Post(client, path.Replace(part, part + "0", StringComparison.Ordinal), encrypted)).Status);
        }

        Assert.Null(await Identity());
    }

    [Fact]
    public async Task A_message_for_another_corporation_or_with_a_document_type_is_refused()
    {
        var other = new WeComCrypt(Token, AesKey, "ww-other").Encrypt(Event(1), new byte[16]);
        using var client = app.Client();

        Assert.Equal(401, (await Post(client, Path(other), other)).Status);
        var mine = Crypt.Encrypt(Event(1), new byte[16]);
        var answer = await client.Send(
            HttpMethod.Post, Path(mine),
            new StringContent($"<!DOCTYPE xml [<!ENTITY e \"{mine}\">]><xml><Encrypt>&e;</Encrypt></xml>", Encoding.UTF8, "text/xml"), null);
        answer.Refused(401, "callback.signature-wrong");
    }

    [Fact]
    public async Task Where_there_are_two_organizations_common_secrets_are_nobodys()
    {
        var second = await app.Found();
        await Wait.Until(
            async () => (await Tell(Event(1), second.Org)).Status == 404 && (await Tell(Event(1))).Status == 404, TimeSpan.FromSeconds(20), "both to be refused");
    }

    [Fact]
    public async Task An_organization_that_is_not_there_is_not_found() => Assert.Equal(404, (await Tell(Event(1), "nowhere1")).Status);

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static string Event(long at, string change = "add_external_contact") =>
        $"<xml><ToUserName><![CDATA[{Corporation}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>{at}</CreateTime>"
        + "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event>"
        + $"<ChangeType><![CDATA[{change}]]></ChangeType><UserID><![CDATA[ZhangWei]]></UserID><ExternalUserID><![CDATA[{Contact}]]></ExternalUserID></xml>";

    private async Task<(int Status, string Text)> Tell(string xml, string? org = null)
    {
        using var client = app.Client();
        var encrypted = Crypt.Encrypt(xml, Guid.NewGuid().ToByteArray());
        var answer = await Post(client, Path(encrypted, org), encrypted);
        return (answer.Status, answer.Text);
    }

    private static Task<ApiAnswer> Post(ApiClient client, string path, string encrypted) => client.Send(
        HttpMethod.Post, path,
        new StringContent($"<xml><ToUserName><![CDATA[{Corporation}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt><AgentID>1</AgentID></xml>", Encoding.UTF8, "text/xml"),
        null);

    private string Path(string encrypted, string? org = null) =>
        $"/api/v1/integrations/wecom/{org ?? organization.Org}/callback?msg_signature={Crypt.Sign("1409659813", "1372623149", encrypted)}&timestamp=1409659813&nonce=1372623149";

    private Task<IdentityView?> Identity() =>
        app.Grains.GetGrain<IIdentityGrain>(IdentityKeys.Of(organization.Org, IdentityKeys.WeCom, Contact)!.Value.GrainKey).Get();
}
