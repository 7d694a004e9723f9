using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SalesGrains.Accounts;

/// <summary>An identity provider on this machine: it publishes its key and signs whatever a test wants signed.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestIssuer(WebApplication app) => this.app = app;

    /// <summary>Its issuer address.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>The key it publishes.</summary>
    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "key-1" };

    /// <summary>Starts one.</summary>
    public static async Task<TestIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new TestIssuer(builder.Build());
        issuer.app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Issuer, jwks_uri = $"{issuer.Issuer}/jwks" }));
        issuer.app.MapGet("/jwks", () => Results.Json(new { keys = new[] { issuer.PublicKey() } }));
        await issuer.app.StartAsync();
        issuer.Issuer = issuer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return issuer;
    }

    /// <summary>A token as an honest provider makes it; tests change one thing.</summary>
    public SecurityTokenDescriptor Honest(string subject) => new()
    {
        Issuer = Issuer,
        Audience = "salesgrains",
        NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1),
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(14),
        Claims = new Dictionary<string, object> { ["sub"] = subject },
        SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
    };

    /// <summary>Signs.</summary>
    public static string Sign(SecurityTokenDescriptor token) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private object PublicKey()
    {
        var parameters = Key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = Key.KeyId, alg = "RS256", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
    }
}
