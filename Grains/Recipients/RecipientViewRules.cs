using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>A recipient as pages show it. Pure.</summary>
public static class RecipientViewRules
{
    /// <summary>The view of a state.</summary>
    public static RecipientView Of(RecipientState recipient, long version, DecisionContext context) => new()
    {
        Id = context.Self.Id,
        UnitId = recipient.UnitId,
        Channels = [.. recipient.Channels.Select(channel => Of(channel, recipient, context))],
        Quiet = recipient.Quiet,
        SnoozedUntil = recipient.SnoozedUntil,
        Devices = [.. recipient.Devices.Select(device => new DeviceView(device.Report, device.At))],
        Sources = [.. RecipientRules.Sources.Select(source => new SourceView(source, recipient.Sources.FirstOrDefault(known => known.Source == source)?.FirstAt))],
        Ready = IsReady(recipient.Sources.Select(source => source.Source)),
        Nudges = [.. recipient.Nudges.Select(Of)],
        Attempts = [.. recipient.Attempts.Select(Of)],
        Version = version,
    };

    /// <summary>True once every source of first contacts has produced an event (C09).</summary>
    public static bool IsReady(IEnumerable<string> sources) => RecipientRules.Sources.All(sources.Contains);

    private static ChannelView Of(Channel channel, RecipientState recipient, DecisionContext context)
    {
        var (light, why) = HealthRules.Light(channel, recipient, context.Now, context.Rules.Delivery);
        return new(channel.Kind, channel.Address, channel.Device, light, why, channel.ConfirmedAt, channel.Sent, channel.Missed, channel.Code);
    }

    private static DeliveryView Of(Delivery nudge) => new()
    {
        Key = nudge.Key,
        Rule = nudge.Rule,
        Level = nudge.Level,
        Strong = nudge.Strong,
        Subject = nudge.Subject,
        DueMoment = nudge.DueMoment,
        DeadlineAt = nudge.DeadlineAt,
        RaisedAt = nudge.RaisedAt,
        ReceivedAt = nudge.ReceivedAt,
        ProvenAt = nudge.ProvenAt,
        ProvenBy = nudge.ProvenBy,
        SeenAt = nudge.SeenAt,
        ClosedAt = nudge.ClosedAt,
        Closed = nudge.Closed,
        PassedTo = nudge.PassedTo,
        NotCarried = nudge.NotCarried,
        MissedAt = nudge.MissedAt,
    };

    private static AttemptView Of(Attempt attempt) => new(
        attempt.Id, attempt.Channel, attempt.State, attempt.Nudges, attempt.QueuedAt, attempt.NotBefore, attempt.StartedAt, attempt.EndedAt,
        attempt.Tries, attempt.Code, attempt.TestId);
}
