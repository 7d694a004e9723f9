using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Channels.WebPush;

/// <summary>Encrypts a push message for one browser (RFC 8291, content coding aes128gcm of RFC 8188), in one record.</summary>
public static class PushEncryption
{
    private const int Salt = 16;
    private const int PublicKey = 65;
    private const int RecordSize = 4096;
    private const int Tag = 16;

    /// <summary>The longest message: one record without its header, its tag and the delimiter.</summary>
    public const int LongestMessage = RecordSize - (Salt + sizeof(int) + 1 + PublicKey) - Tag - 1;

    /// <summary>Encrypts with a fresh key and salt.</summary>
    /// <param name="message">At most <see cref="LongestMessage"/> bytes.</param>
    /// <param name="browser">The subscription's key p256dh: 65 bytes.</param>
    /// <param name="secret">The subscription's auth: 16 bytes.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> message, ReadOnlySpan<byte> browser, ReadOnlySpan<byte> secret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(message, browser, secret, own, RandomNumberGenerator.GetBytes(Salt));
    }

    /// <summary>Encrypts with a given key and salt; each pair for one message only.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> message, ReadOnlySpan<byte> browser, ReadOnlySpan<byte> secret, ECDiffieHellman own, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, LongestMessage);
        var ownPublic = Raw(own.ExportParameters(includePrivateParameters: false));
        using var other = Public(browser);
        var (key, nonce) = Keys(own.DeriveRawSecretAgreement(other.PublicKey), secret, browser, ownPublic, salt);

        var body = new byte[Salt + sizeof(int) + 1 + PublicKey + message.Length + 1 + Tag];
        salt.CopyTo(body);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(Salt), RecordSize);
        body[Salt + sizeof(int)] = PublicKey;
        ownPublic.CopyTo(body, Salt + sizeof(int) + 1);
        var plain = new byte[message.Length + 1];
        message.CopyTo(plain);
        plain[^1] = 2; // the last record
        var cipher = body.AsSpan(Salt + sizeof(int) + 1 + PublicKey);
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(nonce, plain, cipher[..^Tag], cipher[^Tag..]);
        return body;
    }

    /// <summary>What a browser does with it: its private key and secret give the message; null when it was changed.</summary>
    public static byte[]? Decrypt(ReadOnlySpan<byte> body, ECDiffieHellman browser, ReadOnlySpan<byte> secret)
    {
        const int Header = Salt + sizeof(int) + 1 + PublicKey;
        if (body.Length < Header + Tag + 1 || body[Salt + sizeof(int)] != PublicKey)
        {
            return null;
        }

        try
        {
            var sender = body.Slice(Salt + sizeof(int) + 1, PublicKey);
            using var other = Public(sender);
            var (key, nonce) = Keys(
                browser.DeriveRawSecretAgreement(other.PublicKey), secret, Raw(browser.ExportParameters(includePrivateParameters: false)), sender, body[..Salt]);
            var cipher = body[Header..];
            var plain = new byte[cipher.Length - Tag];
            using var aes = new AesGcm(key, Tag);
            aes.Decrypt(nonce, cipher[..^Tag], cipher[^Tag..], plain);
            var end = plain.AsSpan().LastIndexOfAnyExcept((byte)0);
            return end >= 0 && plain[end] == 2 ? plain[..end] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A public key of 65 bytes.</summary>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static ECDiffieHellman Public(ReadOnlySpan<byte> raw) => ECDiffieHellman.Create(Parameters(raw, null));

    /// <summary>A key with its private part, both in base64url.</summary>
    public static ECParameters Pair(string publicKey, string privateKey) =>
        Parameters(Base64Url.DecodeFromChars(publicKey), Base64Url.DecodeFromChars(privateKey));

    /// <summary>The public part as 65 bytes.</summary>
    public static byte[] Raw(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    private static ECParameters Parameters(ReadOnlySpan<byte> raw, byte[]? secret) => raw.Length == PublicKey && raw[0] == 4
        ? new()
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = raw.Slice(1, 32).ToArray(), Y = raw.Slice(33, 32).ToArray() },
            D = secret,
        }
        : throw new CryptographicException("Not an uncompressed point of P-256.");

    private static (byte[] Key, byte[] Nonce) Keys(
        byte[] shared, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> browser, ReadOnlySpan<byte> sender, ReadOnlySpan<byte> salt)
    {
        byte[] info = [.. Encoding.ASCII.GetBytes("WebPush: info\0"), .. browser, .. sender];
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, secret.ToArray(), info);
        var ownSalt = salt.ToArray();
        byte[] Derive(int length, string name) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, input, length, ownSalt, Encoding.ASCII.GetBytes($"Content-Encoding: {name}\0"));
        return (Derive(16, "aes128gcm"), Derive(12, "nonce"));
    }
}
