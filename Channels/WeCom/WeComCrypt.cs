using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Channels.WeCom;

/// <summary>
/// How 企业微信 signs and encrypts callbacks: SHA-1 over the sorted parts, AES-256-CBC with padding to 32 bytes, and within it 16 random
/// bytes, a length, the message and the receiver's id. Nothing in here throws for what comes from outside.
/// </summary>
public sealed class WeComCrypt
{
    private const int Block = 32;
    private const int Random = 16;
    private readonly byte[] key;
    private readonly string token;
    private readonly byte[] receiver;

    /// <summary>The secrets of one callback.</summary>
    /// <param name="token">The token.</param>
    /// <param name="aesKey">EncodingAESKey, 43 characters.</param>
    /// <param name="receiver">The corporation's id.</param>
    /// <exception cref="FormatException">The key is none.</exception>
    public WeComCrypt(string token, string aesKey, string receiver)
    {
        (this.token, this.receiver) = (token, Encoding.UTF8.GetBytes(receiver));
        key = Convert.FromBase64String(aesKey + "=");
        if (key.Length != Block)
        {
            throw new FormatException("The callback's AES key must have 43 characters.");
        }
    }

    /// <summary>The signature of an encrypted message, in lower-case hex.</summary>
    public string Sign(string timestamp, string nonce, string encrypted)
    {
        string[] parts = [token, timestamp, nonce, encrypted];
        Array.Sort(parts, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }

    /// <summary>True when the signature is that of the message.</summary>
    public bool IsSigned(string signature, string timestamp, string nonce, string encrypted) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(timestamp, nonce, encrypted)));

    /// <summary>Encrypts a message for the receiver.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="random">16 random bytes.</param>
    public string Encrypt(string message, ReadOnlySpan<byte> random)
    {
        var text = Encoding.UTF8.GetBytes(message);
        var length = Random + sizeof(int) + text.Length + receiver.Length;
        var padding = Block - (length % Block);
        var plain = new byte[length + padding];
        random[..Random].CopyTo(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(Random), text.Length);
        text.CopyTo(plain, Random + sizeof(int));
        receiver.CopyTo(plain, Random + sizeof(int) + text.Length);
        plain.AsSpan(length).Fill((byte)padding);
        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToBase64String(aes.EncryptCbc(plain, key.AsSpan(0, 16), PaddingMode.None));
    }

    /// <summary>Decrypts a message; null when it was changed or is for somebody else.</summary>
    public string? Decrypt(string encrypted)
    {
        var cipher = new byte[encrypted.Length];
        if (!Convert.TryFromBase64String(encrypted, cipher, out var size) || size == 0 || size % 16 != 0)
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(cipher.AsSpan(0, size), key.AsSpan(0, 16), PaddingMode.None).AsSpan();
        if (plain[^1] is < 1 or > Block || plain[^1] > plain.Length || plain[^plain[^1]..].ContainsAnyExcept(plain[^1]))
        {
            return null;
        }

        plain = plain[..^plain[^1]];
        if (plain.Length < Random + sizeof(int))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(plain[Random..]);
        var rest = plain[(Random + sizeof(int))..];
        return length >= 0 && length <= rest.Length && CryptographicOperations.FixedTimeEquals(rest[length..], receiver)
            ? Encoding.UTF8.GetString(rest[..length])
            : null;
    }
}
