using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SalesGrains.Hosting;

/// <summary>Who can reach the program, and whom it believes: real processes, with a certificate and behind a proxy.</summary>
public sealed class ListeningProgramTests
{
    private const string Name = "boss@company";
    private static readonly (string, string)[] Forwarded = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "sales.example")];

    [Fact]
    public async Task With_a_certificate_it_serves_https_on_every_address_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(folder.Path, "cert.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "cert.key"), key.ExportPkcs8PrivateKeyPem());

        await using var program = await SalesProcess.Start("--cert", file);
        await Setup(program);

        Assert.Equal("https", program.Address.Scheme);
        Assert.Contains(Listeners(program), listener => listener.Address.Equals(IPAddress.IPv6Any) || listener.Address.Equals(IPAddress.Any));
        var signedIn = await SignIn(program);
        var cookie = signedIn.Headers["Set-Cookie"];
        Assert.StartsWith("__Host-sg=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("max-age=31536000", signedIn.Headers["Strict-Transport-Security"]);
        using var plain = new HttpClient();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"http://localhost:{program.Address.Port}/health/live")));
    }

    [Fact]
    public async Task Without_one_only_this_machine_can_connect_and_what_a_stranger_forwards_is_not_believed()
    {
        await using var program = await SalesProcess.Start();
        Assert.NotEmpty(Listeners(program));
        Assert.All(Listeners(program), listener => Assert.True(IPAddress.IsLoopback(listener.Address), $"{listener}"));
        (await Try(program, "a wrong code", Forwarded[0])).Refused(403, "setup.wrong-code", "/code");
        await Setup(program);
        IsPlain(await SignIn(program, Forwarded));

        await program.Kill();
        await program.Restart("--proxy", "10.99.98.97");

        IsPlain(await SignIn(program, Forwarded));
    }

    [Fact]
    public async Task The_proxy_that_it_is_told_of_is_believed_about_its_caller()
    {
        await using var program = await SalesProcess.Start("--proxy", "127.0.0.1");
        (await Try(program, "a wrong code", Forwarded[0])).Refused(403, "setup.not-here");
        (await Try(program, "a wrong code", ("X-Forwarded-For", "127.0.0.1, 203.0.113.9"))).Refused(403, "setup.not-here");
        await Setup(program);

        var signedIn = await SignIn(program, [.. Forwarded, ("Origin", "https://sales.example")]);
        var cookie = signedIn.Headers["Set-Cookie"];
        Assert.StartsWith("__Host-sg=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("max-age=31536000", signedIn.Headers["Strict-Transport-Security"]);
        (await Call(program, Body(), "/api/v1/session", [.. Forwarded, ("Origin", $"http://localhost:{program.Address.Port}")])).Refused(403, "origin.forbidden", "Origin");
        (await Call(program, Body(), "/api/v1/session", [.. Forwarded, ("Origin", "https://evil.example")])).Refused(403, "origin.forbidden", "Origin");
    }

    private static void IsPlain(ApiAnswer signedIn)
    {
        Assert.StartsWith("sg=", signedIn.Headers["Set-Cookie"], StringComparison.Ordinal);
        Assert.DoesNotContain("secure", signedIn.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Strict-Transport-Security", signedIn.Headers.Keys);
    }

    private static IPEndPoint[] Listeners(SalesProcess program) =>
        [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == program.Address.Port)];

    private static async Task Setup(SalesProcess program) => (await Try(program, program.Printed("enter the code ([a-z0-9-]+)")!)).Expect(201);

    private static Task<ApiAnswer> Try(SalesProcess program, string code, params (string, string)[] headers) =>
        Call(program, new { code, organizationName = "示例公司", name = "张三", signInName = Name, password = SalesApp.Password }, "/api/v1/setup", headers);

    private static async Task<ApiAnswer> SignIn(SalesProcess program, params (string, string)[] headers)
    {
        var answer = await Call(program, Body(), "/api/v1/session", headers);
        answer.Expect(200);
        return answer;
    }

    private static object Body() => new { name = Name, password = SalesApp.Password };

    private static async Task<ApiAnswer> Call(SalesProcess program, object body, string path, (string, string)[] headers)
    {
        using var client = new ApiClient(program.Address);
        return await client.Send(HttpMethod.Post, path, body, null, headers);
    }
}
