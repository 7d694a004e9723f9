using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>With a certificate the cookie can come back over this host's encrypted connections only.</summary>
public sealed class EncryptedConnectionTests
{
    [Fact]
    public async Task Over_https_the_cookie_is_bound_to_the_host()
    {
        using var folder = new TemporaryFolder();
        var app = await SalesApp.Start(new SalesOptions { Certificate = Certificate(folder.Path) });
        try
        {
            Assert.Equal("https", app.Address.Scheme);
            var organization = await app.Found();
            using var client = app.Client();

            var answer = await client.Send(HttpMethod.Post, "/api/v1/session", new { name = organization.NameOf(Roles.Rep), password = SalesApp.Password }, null);

            answer.Expect(200);
            var cookie = answer.Headers["Set-Cookie"];
            Assert.StartsWith("__Host-sg=", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("max-age=31536000", answer.Headers["Strict-Transport-Security"]);
            (await client.Get("/api/v1/session")).Expect(200);
            (await client.Send(HttpMethod.Delete, "/api/v1/session", null, null)).Expect(204);
            (await client.Get("/api/v1/session")).Refused(401, "session.required");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static string Certificate(string folder)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(folder, "test.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx));
        return file;
    }
}
