using System.Globalization;
using SalesGrains.Problems;

namespace SalesGrains.Recipients;

/// <summary>How a person is to be reached.</summary>
/// <param name="Addresses">At most one for each kind of channel; those that are left out are taken away.</param>
/// <param name="Quiet">Own quiet hours; without them the company's hold.</param>
/// <param name="SnoozedUntil">Until when only strong nudges come through.</param>
internal sealed record ReachBody(IReadOnlyList<AddressBody> Addresses, QuietBody? Quiet = null, DateTimeOffset? SnoozedUntil = null)
{
    /// <summary>As a command.</summary>
    public SetReach ToCommand() => new(
        [.. Addresses.Select(one => new ChannelAddress { Channel = one.Channel ?? "", Address = (one.Address ?? "").Trim(), Device = one.Device })],
        Quiet?.ToHours(), SnoozedUntil);
}

/// <summary>Where a channel reaches a person.</summary>
/// <param name="Channel">wecom-app, wecom-robot, dingtalk-work, dingtalk-robot, feishu-robot, sms-aliyun, sms-tencent, web-push or mail.</param>
/// <param name="Address">User id, robot name, telephone number (+86…), mail address or push subscription.</param>
/// <param name="Device">The device of a push subscription: ios, android or desktop.</param>
internal sealed record AddressBody(string? Channel, string? Address, string? Device = null);

/// <summary>Hours in which a person is left alone, local time.</summary>
/// <param name="From">HH:mm.</param>
/// <param name="To">HH:mm; the same as from: never.</param>
internal sealed record QuietBody(string From, string To)
{
    /// <summary>As stored.</summary>
    public QuietHours ToHours() => new() { From = Time(From, "/quiet/from"), To = Time(To, "/quiet/to") };

    /// <summary>As shown.</summary>
    public static QuietBody? Of(QuietHours? hours) => hours is null ? null : new(Text(hours.From), Text(hours.To));

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text, string field) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw new Problem(StatusCodes.Status422UnprocessableEntity, "rules.time-malformed", field).ToException();
}

/// <summary>What a device says of itself.</summary>
/// <param name="Id">Device id.</param>
/// <param name="Kind">ios, android or desktop.</param>
/// <param name="Permission">granted, denied or default: may notifications be shown?</param>
/// <param name="Vendor">The maker.</param>
/// <param name="Contacts">granted or denied: may calls be read?</param>
internal sealed record DeviceBody(string? Id, string? Kind, string? Permission, string? Vendor = null, string? Contacts = null);

/// <summary>A person or a unit's leaders, with channels, lights and what was tried.</summary>
/// <param name="Id">Rep id or unit id.</param>
/// <param name="Ready">Every source of first contacts has produced an event (C09).</param>
/// <param name="Channels">Channels with an address, with their lights.</param>
/// <param name="Quiet">Own quiet hours.</param>
/// <param name="SnoozedUntil">Until when only strong nudges come through.</param>
/// <param name="Devices">Devices as they last reported.</param>
/// <param name="Sources">Sources of first contacts, with their first event.</param>
/// <param name="Nudges">Nudges, open ones and the last closed ones.</param>
/// <param name="Attempts">Messages, the latest last; those of a test carry its id.</param>
/// <param name="Version">The entity's version; 0 when nothing is known yet.</param>
internal sealed record RecipientBody(
    string Id, bool Ready, IReadOnlyList<ChannelView> Channels, QuietBody? Quiet, DateTimeOffset? SnoozedUntil, IReadOnlyList<DeviceSeenBody> Devices,
    IReadOnlyList<SourceView> Sources, IReadOnlyList<DeliveryView> Nudges, IReadOnlyList<AttemptView> Attempts, long Version)
{
    /// <summary>The recipient as last committed.</summary>
    public static RecipientBody Of(RecipientView view) => new(
        view.Id, view.Ready, view.Channels, QuietBody.Of(view.Quiet), view.SnoozedUntil,
        [.. view.Devices.Select(one => new DeviceSeenBody(one.Report.Id, one.Report.Kind, one.Report.Permission, one.Report.Vendor, one.Report.Contacts, one.At))],
        view.Sources, view.Nudges, view.Attempts, view.Version);
}

/// <summary>A device as it last reported.</summary>
internal sealed record DeviceSeenBody(string Id, string Kind, string Permission, string? Vendor, string? Contacts, DateTimeOffset At);
