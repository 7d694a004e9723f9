using System.Collections.Immutable;
using SalesGrains.Customers;
using SalesGrains.Identities;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients;

namespace SalesGrains.Sandboxes.Faults;

/// <summary>
/// One of the five ways in which companies lose reminders (C05–C09, M5), as a switch of a sandbox. Each is put into the world of a rep of its
/// own, so that all may be on at once; the page that answers "why was nobody reminded?" must name it. Pure.
/// </summary>
/// <param name="Code">The fault's name there.</param>
/// <param name="Rep">Which of the sandbox's reps it befalls, counted from 0.</param>
/// <param name="CaseName">How the customers that show it are called.</param>
internal sealed record SandboxFault(string Code, int Rep, string CaseName)
{
    /// <summary>Calls are not captured: the rep's phone does not let them be read (新人未授权通讯录).</summary>
    private const string Contacts = "contacts-permission-missing";

    private const string Notifications = "notifications-off";
    private const string InboxOnly = "inbox-only";
    private const string Unmapped = "wecom-unmapped";
    private const string Computers = "computers-only";

    /// <summary>All five.</summary>
    public static ImmutableArray<SandboxFault> All { get; } =
    [
        new(Notifications, 0, "演示·通知权限"), new(Contacts, 1, "演示·通讯录权限"), new(InboxOnly, 2, "演示·仅站内"),
        new(Unmapped, 3, "演示·企业微信"), new(Computers, 4, "演示·仅电脑"),
    ];

    /// <summary>The channels without which the sandbox cannot show that it is gone, or there.</summary>
    public ImmutableArray<string> Needs => Code == Computers ? [ChannelKinds.WeComApp, ChannelKinds.Mail] : [ChannelKinds.WeComApp];

    /// <summary>Whether the rep's world has it; of an identity that is not mapped, the customer that shows it.</summary>
    public bool IsOn(RecipientView rep, CustomerView? shown) => Code switch
    {
        Notifications => rep.Devices.Any(device => device.Report.Permission == "denied"),
        Contacts => rep.Devices.Any(device => device.Report.Contacts == "denied"),
        InboxOnly => rep.Channels.IsEmpty,
        Unmapped => shown?.Profile.Identities?.All(identity => identity.Kind != IdentityKeys.WeCom) == true,
        _ => !rep.Channels.IsEmpty && !rep.Channels.Any(channel => ChannelRules.ReachesPhones(channel.Channel, channel.Device)),
    };

    /// <summary>How the rep is reached with the fault, or without it: then by a WeCom message and a text message, as every rep of the demo.</summary>
    public ImmutableArray<ChannelAddress> Addresses(bool on, string repId, bool texts) => (Code, on) switch
    {
        (InboxOnly, true) => [],
        (Computers, true) => [new() { Channel = ChannelKinds.Mail, Address = $"{repId}@example.com" }],
        (_, _) when texts => [new() { Channel = ChannelKinds.WeComApp, Address = repId }, new() { Channel = ChannelKinds.SmsAliyun, Address = $"+861380000{Rep:0000}" }],
        _ => [new() { Channel = ChannelKinds.WeComApp, Address = repId }],
    };

    /// <summary>What the rep's phone says of itself.</summary>
    public DeviceReport Phone(bool on) => new()
    {
        Id = "sandbox-phone",
        Kind = "android",
        Permission = on && Code == Notifications ? "denied" : "granted",
        Contacts = on && Code == Contacts ? "denied" : "granted",
    };

    /// <summary>The customer that shows it is known in WeCom.</summary>
    public bool IsMapped(bool on) => !(on && Code == Unmapped);

    /// <summary>Some source tells of the first contact: not the phone whose calls may not be read.</summary>
    public bool IsHeard(bool on) => !(on && Code == Contacts);
}
