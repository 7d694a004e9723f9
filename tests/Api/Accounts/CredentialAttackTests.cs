using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using SalesGrains.Organizations;
using Xunit.Abstractions;

namespace SalesGrains.Accounts;

/// <summary>V04: the table of attacks on tokens, API keys and cookies. Each is refused, and none makes a fault.</summary>
public sealed class CredentialAttackTests(ITestOutputHelper output) : IAsyncLifetime
{
    private TestIssuer issuer = null!;
    private SalesApp app = null!;
    private TestOrganization organization = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.Start();
        app = await SalesApp.Start(new() { OidcIssuer = issuer.Issuer });
        organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        (await admin.Post($"/api/v1/organization/people/{organization.IdOf(Roles.Manager)}/logins", new { issuer = issuer.Issuer, subject = "subject-1" })).Expect(200);
    }

    [Fact]
    public async Task Every_attack_on_a_credential_is_refused()
    {
        (await Try("Authorization", $"Bearer {TestIssuer.Sign(issuer.Honest("subject-1"))}")).Expect(200);
        var table = new TokenAttacks(issuer).All().Select(one => ($"token: {one.Attack}", "Authorization", $"Bearer {one.Token}"))
            .Concat(await Keys()).Concat(await Cookies()).Concat(Places()).ToArray();
        var wrong = new List<string>();
        foreach (var (attack, header, value) in table)
        {
            var answer = await Try(header, value);
            if ((answer.Status, answer.Code) != (401, "session.required"))
            {
                wrong.Add($"{attack}: {answer.Status} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(table.Length >= 60, $"only {table.Length} attacks");
        Assert.Equal(table.Length, table.DistinctBy(one => one.Item1).Count());
        output.WriteLine($"[measured] {table.Length} of {table.Length} attacks on tokens, keys and cookies refused");
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private async Task<IEnumerable<(string, string, string)>> Keys()
    {
        using var admin = await organization.As(Roles.Admin);
        var theirs = await app.Found();
        async Task<string> Issue() => (await admin.Post("/api/v1/api-keys", new { name = "ERP", role = "admin", unitId = OrganizationKeys.Root })).Expect(201)["key"]!.GetValue<string>();
        var key = await Issue();
        var another = (await Issue()).Split('_');
        var revoked = await Issue();
        var parts = key.Split('_');
        (await Try("Authorization", $"Bearer {key}")).Expect(200);
        (await admin.Send(HttpMethod.Delete, $"/api/v1/api-keys/{revoked.Split('_')[3]}", null, ApiClient.NewKey())).Expect(200);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(parts[4])));
        return new (string Attack, string Value)[]
        {
            ("revoked", revoked), ("the prefix only", "sg_live_"), ("made up", "sg_live_a_b_c"), ("one character more", $"{key}x"), ("one character less", key[..^1]),
            ("one character changed", key[..^1] + (key[^1] == '0' ? '1' : '0')), ("in capitals", key.ToUpperInvariant()), ("the secret in capitals", $"{key[..^64]}{parts[4].ToUpperInvariant()}"),
            ("of another organisation", key.Replace(organization.Org, theirs.Org, StringComparison.Ordinal)), ("of no organisation", $"sg_live_nowhere1_{parts[3]}_{parts[4]}"),
            ("another key's secret", $"sg_live_{parts[2]}_{parts[3]}_{another[4]}"), ("another id", $"sg_live_{parts[2]}_org_{parts[4]}"), ("no id", $"sg_live_{parts[2]}__{parts[4]}"),
            ("no secret", $"sg_live_{parts[2]}_{parts[3]}_"), ("the stored hash for the secret", $"sg_live_{parts[2]}_{parts[3]}_{hash}"), ("a bar in the organisation", $"sg_live_{parts[2]}|org_{parts[3]}_{parts[4]}"),
            ("a path for the id", $"sg_live_{parts[2]}_../{parts[3]}_{parts[4]}"), ("one part more", $"{key}_x"), ("a test key", key.Replace("live", "test", StringComparison.Ordinal)),
            ("a person's id", $"sg_live_{parts[2]}_{organization.IdOf(Roles.Admin)}_{parts[4]}"), ("long beyond reason", $"sg_live_{parts[2]}_{parts[3]}_{new string('a', 6000)}"), ("sixty-four zeros", $"{key[..^64]}{new string('0', 64)}"),
        }.Select(one => ($"key: {one.Attack}", "Authorization", $"Bearer {one.Value}"))
        .Concat([("key: as a password", "Authorization", $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"x:{key}"))}"), ("key: without a scheme", "Authorization", key), ("key: as a cookie", "Cookie", $"sg={key}"),
            ("key: in a header of its own", "X-Api-Key", key), ("key: with a token behind it", "Authorization", $"Bearer {key},{TestIssuer.Sign(issuer.Honest("subject-1"))}"), ("key: in the address", "?", $"access_token={key}"), ("key: in the address, otherwise", "?", $"api_key={key}")]);
    }

    private async Task<IEnumerable<(string, string, string)>> Cookies()
    {
        using var rep = await organization.As(Roles.Rep);
        using var finance = await organization.As(Roles.Finance);
        using var delivery = await organization.As(Roles.Delivery);
        var (stamped, gone) = (finance.CookieHeader, delivery.CookieHeader);
        using var admin = await organization.As(Roles.Admin);
        (await admin.Post($"/api/v1/organization/people/{organization.IdOf(Roles.Finance)}/password", new { password = "another long password" })).Expect(200);
        await organization.Do(new ChangePerson(organization.IdOf(Roles.Delivery), "x", "delivery", OrganizationKeys.Root, null, false));
        var good = rep.CookieHeader;
        (await Try("Cookie", good)).Expect(200);
        return
        [
            ("cookie: empty", "Cookie", "sg="), ("cookie: made up", "Cookie", "sg=CfDJ8abcdef"), ("cookie: cut short", "Cookie", good[..^20]), ("cookie: with more to it", "Cookie", $"{good}AAAA"),
            ("cookie: one character changed", "Cookie", good[..60] + (good[60] == 'A' ? 'B' : 'A') + good[61..]), ("cookie: under the name of encrypted connections", "Cookie", $"__Host-{good}"),
            ("cookie: from before the password changed", "Cookie", stamped), ("cookie: of somebody who was shut out", "Cookie", gone), ("cookie: pieces that are not there", "Cookie", "sg=chunks-3; sgC1=x"),
            ("cookie: sealed with other keys", "Cookie", $"sg={Sealed()}"), ("cookie: as a token", "Authorization", $"Bearer {good[3..]}"), ("cookie: claims in the open", "Cookie", "sg=sg-role%3Dadmin"),
        ];
    }

    private IEnumerable<(string, string, string)> Places() =>
    [
        ("headers: what a proxy would say", "X-Forwarded-User", organization.NameOf(Roles.Admin)), ("headers: a remote user", "REMOTE_USER", organization.NameOf(Roles.Admin)),
        ("headers: our own claims", SalesClaims.User, organization.IdOf(Roles.Admin)), ("token: in the address", "?", $"access_token={TestIssuer.Sign(issuer.Honest("subject-1"))}"),
        ("token: as a cookie", "Cookie", $"sg={TestIssuer.Sign(issuer.Honest("subject-1"))}"), ("token: under another scheme", "Authorization", $"Token {TestIssuer.Sign(issuer.Honest("subject-1"))}"),
    ];

    /// <summary>A session of the administrator as another installation would seal it.</summary>
    private string Sealed()
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new(SalesClaims.Org, organization.Org), new(SalesClaims.User, organization.IdOf(Roles.Admin)), new(SalesClaims.Stamp, "0"), new(SalesClaims.Kind, "person")], SessionCookie.Scheme));
        var protector = new EphemeralDataProtectionProvider().CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", SessionCookie.Scheme, "v2");
        return new TicketDataFormat(protector).Protect(new(principal, SessionCookie.Scheme));
    }

    private async Task<ApiAnswer> Try(string header, string value)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, header == "?" ? $"/api/v1/session?{value}" : "/api/v1/session");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (header != "?")
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await http.SendAsync(request);
        return new((int)response.StatusCode, response.Content.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value)), await response.Content.ReadAsStringAsync());
    }
}
