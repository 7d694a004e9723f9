using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace SalesGrains.Accounts;

/// <summary>Tokens that nobody honest would send.</summary>
internal sealed class TokenAttacks(TestIssuer issuer)
{
    private readonly string honest = TestIssuer.Sign(issuer.Honest("subject-1"));

    private string Header => Decode(honest.Split('.')[0]);

    private string Payload => Decode(honest.Split('.')[1]);

    private string Signature => honest.Split('.')[2];

    /// <summary>All of them.</summary>
    public IEnumerable<(string Attack, string Token)> All() => [.. Algorithms(), .. Keys(), .. Claims(), .. Shapes()];

    private IEnumerable<(string, string)> Algorithms()
    {
        foreach (var none in new[] { "none", "None", "NONE", "nOnE", "" })
        {
            yield return ($"algorithm '{none}', no signature", $"{Encode($$"""{"alg":"{{none}}","typ":"JWT"}""")}.{Encode(Payload)}.");
            yield return ($"algorithm '{none}', signature kept", $"{Encode($$"""{"alg":"{{none}}","typ":"JWT"}""")}.{Encode(Payload)}.{Signature}");
        }

        yield return ("no algorithm", $"{Encode("""{"typ":"JWT"}""")}.{Encode(Payload)}.{Signature}");
        var secrets = new (string Name, byte[] Bytes)[]
        {
            ("the public key", issuer.Key.Rsa.ExportSubjectPublicKeyInfo()), ("the public key as PEM", Encoding.ASCII.GetBytes(issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
            ("the modulus", issuer.Key.Rsa.ExportParameters(false).Modulus!), ("nothing", new byte[64]),
        };
        foreach (var (name, secret) in secrets)
        {
            foreach (var algorithm in new[] { SecurityAlgorithms.HmacSha256, SecurityAlgorithms.HmacSha512 })
            {
                yield return ($"{algorithm} with {name} as the secret", Change(token => token.SigningCredentials = new(new SymmetricSecurityKey(secret) { KeyId = "key-1" }, algorithm)));
            }
        }

        foreach (var algorithm in new[] { SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha512 })
        {
            yield return ($"{algorithm}, which is not pinned", Change(token => token.SigningCredentials = new(issuer.Key, algorithm)));
        }
    }

    private IEnumerable<(string, string)> Keys()
    {
        using var stranger = RSA.Create(2048);
        var strange = stranger.ExportParameters(true);
        string By(string? kid) => Change(token => token.SigningCredentials = new(new RsaSecurityKey(strange) { KeyId = kid }, SecurityAlgorithms.RsaSha256));
        string With(string name, object value) => Change(token =>
        {
            token.SigningCredentials = new(new RsaSecurityKey(strange), SecurityAlgorithms.RsaSha256);
            token.AdditionalHeaderClaims = new Dictionary<string, object> { [name] = value };
        });
        foreach (var kid in new[] { "key-1", null, "", "../../../../dev/null", "x' OR '1'='1", "http://evil.example/key", "key-1\0", "*" })
        {
            yield return ($"a stranger's signature under the key id '{kid ?? "(none)"}'", By(kid));
        }

        using var certificate = new CertificateRequest("CN=evil", stranger, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        yield return ("its own key in the header", With("jwk", new Dictionary<string, object>
        {
            ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(strange.Modulus), ["e"] = Base64UrlEncoder.Encode(strange.Exponent),
        }));
        yield return ("its own certificate in the header", With("x5c", new[] { Convert.ToBase64String(certificate.RawData) }));
        yield return ("a key set of its own", With("jku", "http://127.0.0.1:1/jwks"));
        yield return ("a certificate of its own elsewhere", With("x5u", "http://127.0.0.1:1/cert"));
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        yield return ("a stranger's curve under the known key id", Change(token => token.SigningCredentials = new(new ECDsaSecurityKey(curve) { KeyId = "key-1" }, SecurityAlgorithms.EcdsaSha256)));
        yield return ("sealed for us instead of signed", Change(token =>
        {
            token.SigningCredentials = null;
            token.EncryptingCredentials = new(issuer.Key, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256);
        }));
    }

    private IEnumerable<(string, string)> Claims()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        yield return ("another audience", Change(token => token.Audience = "somebody-else"));
        yield return ("an audience that begins like ours", Change(token => token.Audience = "salesgrains-test"));
        yield return ("our audience in capitals", Change(token => token.Audience = "SALESGRAINS"));
        yield return ("no audience", Change(token => token.Audience = null));
        yield return ("another issuer", Change(token => token.Issuer = "https://evil.example"));
        yield return ("an issuer that begins like ours", Change(token => token.Issuer += ".evil.example"));
        yield return ("no issuer", Change(token => token.Issuer = null));
        yield return ("expired", Change(token => (token.NotBefore, token.Expires) = (now.AddMinutes(-30), now.AddMinutes(-5))));
        yield return ("expired in 1970", Raw(Header, Payload.Replace("\"exp\":", "\"exp\":0,\"old\":", StringComparison.Ordinal)));
        yield return ("expired before 1970", Raw(Header, Payload.Replace("\"exp\":", "\"exp\":-1,\"old\":", StringComparison.Ordinal)));
        yield return ("not yet valid", Change(token => token.NotBefore = now.AddMinutes(10)));
        yield return ("without an end", Change(token => token.Expires = null));
        yield return ("of nobody", Change(token => token.Claims.Remove("sub")));
        yield return ("of an empty name", Change(token => token.Claims["sub"] = ""));
        yield return ("of somebody unknown", Change(token => token.Claims["sub"] = "subject-2"));
        yield return ("of a name that begins like ours", Change(token => token.Claims["sub"] = "subject-1 "));
        yield return ("claims changed after signing", $"{honest.Split('.')[0]}.{Encode(Payload.Replace("subject-1", "subject-1\",\"sg-role\":\"admin", StringComparison.Ordinal))}.{Signature}");
        yield return ("the signature of another token", $"{honest.Split('.')[0]}.{honest.Split('.')[1]}.{TestIssuer.Sign(issuer.Honest("subject-9")).Split('.')[2]}");
        yield return ("a header that must be understood and is not", Raw(Header.Replace("{", """{"crit":["exp"],""", StringComparison.Ordinal)[..^1].Replace("RS256", "RS384", StringComparison.Ordinal) + "}", Payload));
    }

    private IEnumerable<(string, string)> Shapes()
    {
        yield return ("signature cut off", $"{honest[..honest.LastIndexOf('.')]}.");
        yield return ("signature cut short", honest[..^8]);
        yield return ("signature with more to it", $"{honest}AAAA");
        yield return ("four parts", $"{honest}.{Signature}");
        yield return ("two parts", honest[..honest.LastIndexOf('.')]);
        yield return ("no token", "x.y.z");
        yield return ("dots", "..");
        yield return ("a list for claims", Raw(Header, "[]"));
        yield return ("claims that are no JSON", Raw(Header, "{"));
        yield return ("a header that is no JSON", $"{Encode("{")}.{Encode(Payload)}.{Signature}");
        yield return ("long beyond reason", $"{honest}{new string('A', 6000)}");
        yield return ("nothing", "");
    }

    private string Change(Action<SecurityTokenDescriptor> change)
    {
        var token = issuer.Honest("subject-1");
        change(token);
        return TestIssuer.Sign(token);
    }

    /// <summary>What the honest key signs without looking.</summary>
    private string Raw(string header, string payload)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64UrlEncoder.Encode(issuer.Key.Rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(part));
}
