using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>Tokens of an identity provider: an honest one is let in as our record says, every forged one is refused.</summary>
public sealed class BearerTests : IAsyncLifetime
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
    public async Task An_honest_token_comes_in_as_our_record_says_whatever_else_it_claims()
    {
        var token = issuer.Honest("subject-1");
        token.Claims["sg-org"] = "o9999999";
        token.Claims["sg-role"] = "admin";
        token.Claims["role"] = "admin";

        var session = (await With(TestIssuer.Sign(token))).Expect(200);

        Assert.Equal(organization.Org, session["organization"]!["id"]!.GetValue<string>());
        Assert.Equal("manager", session["user"]!["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task Somebody_unknown_here_and_somebody_shut_out_are_refused()
    {
        (await With(TestIssuer.Sign(issuer.Honest("subject-2")))).Refused(401, "session.required");

        await organization.Do(new ChangePerson(organization.IdOf(Roles.Manager), "x", "manager", "east", null, false));

        (await With(TestIssuer.Sign(issuer.Honest("subject-1")))).Refused(401, "session.required");
    }

    [Fact]
    public async Task An_identity_belongs_to_one_person()
    {
        using var admin = await organization.As(Roles.Admin);

        var answer = await admin.Post(
            $"/api/v1/organization/people/{organization.IdOf(Roles.Finance)}/logins", new { issuer = issuer.Issuer, subject = "subject-1" });

        answer.Refused(422, "login.taken", "/subject");
    }

    [Fact]
    public async Task Every_forged_token_is_refused()
    {
        (await With(TestIssuer.Sign(issuer.Honest("subject-1")))).Expect(200);
        foreach (var (attack, token) in Forged())
        {
            var answer = await With(token);
            Assert.True((answer.Status, answer.Code) == (401, "session.required"), $"{attack}: {answer.Status} {answer.Text}");
        }
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private IEnumerable<(string Attack, string Token)> Forged()
    {
        var honest = TestIssuer.Sign(issuer.Honest("subject-1"));
        var parts = honest.Split('.');
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        yield return ("no signature at all", $"{Json("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.");
        yield return ("alg none, signature kept", $"{Json("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.{parts[2]}");
        yield return ("signature cut", $"{parts[0]}.{parts[1]}.");
        yield return ("signed with the public key as a secret", Sign(token => token.SigningCredentials =
            new(new SymmetricSecurityKey(issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256)));
        yield return ("signed by a stranger under the known key id", Sign(token => token.SigningCredentials =
            new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256)));
        yield return ("an algorithm that is not pinned", Sign(token => token.SigningCredentials = new(issuer.Key, SecurityAlgorithms.RsaSha512)));
        yield return ("another audience", Sign(token => token.Audience = "somebody-else"));
        yield return ("another issuer", Sign(token => token.Issuer = "https://evil.example"));
        yield return ("expired", Sign(token => (token.NotBefore, token.Expires) = (now.AddMinutes(-30), now.AddMinutes(-5))));
        yield return ("not yet valid", Sign(token => token.NotBefore = now.AddMinutes(10)));
        yield return ("without an end", Sign(token => token.Expires = null));
        yield return ("a key id that is a path", Sign(token => token.SigningCredentials =
            new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "../../../../dev/null" }, SecurityAlgorithms.RsaSha256)));
        yield return ("a key id that is a query", Sign(token => token.SigningCredentials =
            new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "x' OR '1'='1" }, SecurityAlgorithms.RsaSha256)));
        yield return ("claims edited after signing", $"{parts[0]}.{Json(Decode(parts[1]).Replace("subject-1", "subject-1\",\"sg-org\":\"o0000001", StringComparison.Ordinal))}.{parts[2]}");
        yield return ("its own key in the header", WithOwnKey());
        yield return ("no token", "x.y.z");
    }

    private string Sign(Action<SecurityTokenDescriptor> change)
    {
        var token = issuer.Honest("subject-1");
        change(token);
        return TestIssuer.Sign(token);
    }

    private string WithOwnKey()
    {
        using var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(false);
        var token = issuer.Honest("subject-1");
        token.SigningCredentials = new(new RsaSecurityKey(rsa.ExportParameters(true)), SecurityAlgorithms.RsaSha256);
        token.AdditionalHeaderClaims = new Dictionary<string, object>
        {
            ["jwk"] = new Dictionary<string, object> { ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent) },
        };
        return TestIssuer.Sign(token);
    }

    private async Task<ApiAnswer> With(string token)
    {
        using var client = app.Client();
        return await client.Get("/api/v1/session", ("Authorization", $"Bearer {token}"));
    }

    private static string Json(string text) => Base64UrlEncoder.Encode(text);

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(part));
}
