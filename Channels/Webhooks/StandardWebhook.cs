using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Channels.Webhooks;

/// <summary>Signatures of webhooks by the Standard Webhooks specification: <c>v1,</c> and a code over id, time and body.</summary>
public static class StandardWebhook
{
    /// <summary>How far the sender's clock may be off.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The signature.</summary>
    /// <param name="secret">The shared secret's bytes.</param>
    /// <param name="id">webhook-id.</param>
    /// <param name="timestamp">webhook-timestamp, in seconds since 1970.</param>
    /// <param name="body">The body as it was sent.</param>
    public static string Sign(ReadOnlySpan<byte> secret, string id, string timestamp, ReadOnlySpan<byte> body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]))}";

    /// <summary>True when one of the signatures, separated by spaces, is right and the time is about now.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> secret, string id, string timestamp, ReadOnlySpan<byte> body, string signatures, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - (double)seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var right = Encoding.UTF8.GetBytes(Sign(secret, id, timestamp, body));
        var found = false;
        foreach (var one in signatures.Split(' '))
        {
            found |= CryptographicOperations.FixedTimeEquals(right, Encoding.UTF8.GetBytes(one));
        }

        return found;
    }
}
