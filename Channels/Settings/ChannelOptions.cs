using System.Net;
using Microsoft.Extensions.Configuration;
using SalesGrains.Channels.WeCom;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels;

/// <summary>
/// The settings of the outside channels (C02, C10), from the configuration's section <c>Channels</c>. They hold secrets: they come from the
/// environment or user secrets, stand in no store and in no log. What stands directly in the section is for every organisation; a section
/// <c>Organizations:{org}</c> takes its place, vendor by vendor.
/// </summary>
public sealed class ChannelOptions : ChannelSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Channels";

    /// <summary>How long a vendor may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The address at which people open this installation, such as <c>https://crm.example.com</c>: messages lead there. Left out: messages
    /// lead nowhere.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>What single organisations have instead, by their id.</summary>
    public Dictionary<string, ChannelSettings> Organizations { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="FormatException">An address is neither https nor on this machine, or the public one holds more than an address.</exception>
    public static ChannelOptions Read(IConfigurationSection section)
    {
        var options = section.Get<ChannelOptions>() ?? new();
        _ = MessageLinks.At(options.PublicAddress);
        foreach (var settings in options.All)
        {
            if (settings.WeCom is { CallbackAesKey.Length: > 0 } callback)
            {
                // Says what is wrong with it; its value stands in no message.
                _ = new WeComCrypt(callback.CallbackToken, callback.CallbackAesKey, callback.CorpId);
            }

            if (settings.Mail is { Tls: false } mail && !IsThisMachine(mail.Host))
            {
                throw new FormatException($"{Section}: mail without TLS goes to this machine only.");
            }

            foreach (var (name, address) in settings.Addresses)
            {
                if (!IsAllowed(address))
                {
                    throw new FormatException($"{Section}: the base URL of {name} must be https, or http on this machine.");
                }
            }
        }

        return options;
    }

    /// <summary>What an organisation has of one vendor; null: nothing.</summary>
    public T? Of<T>(string org, Func<ChannelSettings, T?> vendor) where T : class =>
        (Organizations.GetValueOrDefault(org) is { } own ? vendor(own) : null) ?? vendor(this);

    /// <summary>True when some organisation has that vendor.</summary>
    public bool Has(Func<ChannelSettings, object?> vendor) => All.Any(settings => vendor(settings) is not null);

    /// <summary>Every base URL of a vendor.</summary>
    internal IReadOnlyCollection<Uri> AddressesOf(string vendor) =>
        [.. All.SelectMany(settings => settings.Addresses).Where(one => one.Name == vendor).Select(one => one.Address).Distinct()];

    /// <summary>Every push service that some organisation allows; the usual ones when it names none.</summary>
    internal IEnumerable<string> PushHosts =>
        All.Where(settings => settings.WebPush is not null)
            .SelectMany(settings => settings.WebPush!.Hosts is { Length: > 0 } named ? named : WebPushSettings.UsualHosts).Distinct();

    private IEnumerable<ChannelSettings> All => Organizations.Values.Prepend(this);

    internal static bool IsAllowed(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsThisMachine(address.Host)));

    private static bool IsThisMachine(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
}
