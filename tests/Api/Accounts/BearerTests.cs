using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>Tokens of an identity provider: an honest one is let in as our record says; <see cref="CredentialAttackTests"/> has the others.</summary>
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

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private async Task<ApiAnswer> With(string token)
    {
        using var client = app.Client();
        return await client.Get("/api/v1/session", ("Authorization", $"Bearer {token}"));
    }
}
