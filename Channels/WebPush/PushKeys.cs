using System.Buffers.Text;
using System.Security.Cryptography;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.WebPush;

/// <summary>
/// The keys of Web Push (C02): an organisation's own ones from its settings, else those of the installation, which it makes itself. So
/// browsers can subscribe without anybody setting anything.
/// </summary>
public sealed class PushKeys(ChannelOptions options, IPushKeyStore? store = null)
{
    // Push services want to know how the operator is reached; what they cannot use they do not look at.
    private const string NobodySaid = "mailto:postmaster@localhost.localdomain";

    private readonly Func<Uri, bool> isAllowed = AllowedHosts.Of([.. HostsOf(options, store is not null)]);

    /// <summary>The hosts of push services that subscriptions may name.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="makesKeys">The installation has a key of its own, for organisations without settings.</param>
    internal static IEnumerable<string> HostsOf(ChannelOptions options, bool makesKeys) =>
        !makesKeys || options.WebPush is not null ? options.PushHosts : options.PushHosts.Concat(WebPushSettings.UsualHosts).Distinct();

    /// <summary>What an organisation signs with; null: it has no Web Push.</summary>
    /// <param name="org">The organisation.</param>
    public async Task<WebPushSettings?> Of(string org)
    {
        if (options.Of(org, all => all.WebPush) is { } own)
        {
            return own;
        }

        if (store is null)
        {
            return null;
        }

        var key = await store.Keep(Make);
        return new() { PublicKey = key.PublicKey, PrivateKey = key.PrivateKey, Subject = options.PublicAddress is { Scheme: "https" } address ? address.AbsoluteUri : NobodySaid };
    }

    /// <summary>
    /// What is wrong with a subscription, or null: its address must be one of a push service, its key a point of P-256. A subscription comes from
    /// a browser and would lead this program anywhere otherwise.
    /// </summary>
    /// <param name="json">The subscription as browsers write it.</param>
    public PushFault? Fault(string json) =>
        PushSubscription.Read(json) is not { } subscription ? PushFault.Malformed
        : !isAllowed(subscription.Endpoint) ? PushFault.HostNotAllowed
        : IsPoint(subscription.Key) ? null
        : PushFault.Malformed;

    /// <summary>A fresh key.</summary>
    public static PushKeyRecord Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = key.ExportParameters(includePrivateParameters: true);
        return new() { PublicKey = Base64Url.EncodeToString(PushEncryption.Raw(parts)), PrivateKey = Base64Url.EncodeToString(parts.D) };
    }

    private static bool IsPoint(byte[] key)
    {
        try
        {
            PushEncryption.Public(key).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>What is wrong with a subscription.</summary>
public enum PushFault
{
    /// <summary>It is none: an address or a key is missing, or the key is no point of its curve.</summary>
    Malformed,

    /// <summary>Its address is not one of a known push service.</summary>
    HostNotAllowed,
}
