using System.Text.RegularExpressions;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Recipients;

/// <summary>What people and devices may say of how they are reached. Pure.</summary>
public static partial class ReachRules
{
    /// <summary>
    /// Whether what a channel delivers is noticed on the road (R14): it goes to telephones, and none of them says that it may not show it. The
    /// page that says why nobody was reminded names the same two faults.
    /// </summary>
    public static bool IsNoticed(RecipientState recipient, string channel) =>
        ChannelRules.ReachesPhones(channel, recipient.Channel(channel)?.Device)
        && !recipient.Devices.Any(device => device.Report is { Kind: "ios" or "android", Permission: "denied" });

    private const int LongestAddress = 2000;

    private static readonly string[] Devices = ["ios", "android", "desktop"];

    /// <summary>What is wrong, or null.</summary>
    public static Rejection? Problem(SetReach set, DecisionContext context)
    {
        if (set.Addresses.Length > ChannelRules.Outside.Count)
        {
            return new("recipient.addresses-too-many", "/addresses");
        }

        for (var i = 0; i < set.Addresses.Length; i++)
        {
            var address = set.Addresses[i];
            if (!ChannelRules.Outside.Contains(address.Channel))
            {
                return new("recipient.channel-unknown", $"/addresses/{i}/channel");
            }

            if (set.Addresses.Take(i).Any(other => other.Channel == address.Channel))
            {
                return new("recipient.channel-twice", $"/addresses/{i}/channel");
            }

            if (Problem(address, $"/addresses/{i}") is { } wrong)
            {
                return wrong;
            }
        }

        var most = context.Rules.Delivery.MaxSnoozeHours;
        return set.SnoozedUntil > context.Now.AddHours(most) ? new Rejection("recipient.snooze-too-long", "/snoozedUntil").With("max", $"{most}") : null;
    }

    /// <summary>What is wrong, or null.</summary>
    public static Rejection? Problem(DeviceReport device) =>
        DraftRules.Text(device.Id, 64, "device.id", "/id", required: true)
        ?? DraftRules.Text(device.Vendor, 100, "device.vendor", "/vendor", required: false)
        ?? (Devices.Contains(device.Kind) ? null : new Rejection("device.kind-unknown", "/kind"))
        ?? (device.Permission is "granted" or "denied" or "default" ? null : new Rejection("device.permission-unknown", "/permission"))
        ?? (device.Contacts is null or "granted" or "denied" ? null : new Rejection("device.permission-unknown", "/contacts"));

    /// <summary>True when a device says what it said before.</summary>
    public static bool Same(DeviceReport one, DeviceReport other) =>
        (one.Id, one.Kind, one.Permission, one.Vendor, one.Contacts) == (other.Id, other.Kind, other.Permission, other.Vendor, other.Contacts);

    private static Rejection? Problem(ChannelAddress address, string field) =>
        DraftRules.Text(address.Address, LongestAddress, "recipient.address", $"{field}/address", required: true)
        ?? (ChannelRules.IsSms(address.Channel) && !Phone().IsMatch(address.Address) ? new Rejection("recipient.phone-malformed", $"{field}/address") : null)
        ?? (address.Channel == ChannelKinds.Mail && !Mail().IsMatch(address.Address) ? new Rejection("recipient.mail-malformed", $"{field}/address") : null)
        ?? (address.Device is null || Devices.Contains(address.Device) ? null : new Rejection("device.kind-unknown", $"{field}/device"));

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\A[^@\s]{1,64}@[^@\s]{1,190}\z")]
    private static partial Regex Mail();
}
