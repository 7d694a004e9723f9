using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>Folds a recipient's events. Reads the event only. Pure.</summary>
public static class RecipientFoldRules
{
    // Of what is over, so many stay in the state, for the page that says why nobody was reminded; all of it stands in the history.
    private const int MostClosed = 30;

    private const int MostNotCarried = 60;

    /// <summary>The state after an event.</summary>
    public static RecipientState Evolve(RecipientState recipient, RecipientEvent happened, EventMeta meta)
    {
        var at = meta.RecordedAt;
        return happened switch
        {
            RecipientPlaced e => recipient with { UnitId = e.UnitId },
            ReachSet e => recipient with { Channels = [.. e.Addresses.Select(address => Set(recipient, address, at))], Quiet = e.Quiet, SnoozedUntil = e.SnoozedUntil },
            DeviceReported e => recipient with
            {
                Devices = [.. recipient.Devices.Where(device => device.Report.Id != e.Device.Id), new Device { Report = e.Device, At = at }],
            },
            SourceKnown e => recipient with { Sources = recipient.Sources.Add(new() { Source = e.Source, FirstAt = e.At }) },
            NudgeReceived e => recipient with { Nudges = Trim([.. recipient.Nudges.Where(nudge => nudge.Key != e.Nudge.NudgeKey), Received(recipient, e, at)]) },
            NudgePassed e => Nudge(recipient, e.NudgeKey, nudge => nudge with
            {
                PassedTo = e.To, ForOthers = !e.Escalated, ClimbAt = null,
            }),
            NudgeMissed e => Missed(recipient, e.NudgeKey, at),
            NudgeWasSeen e => AttemptFoldRules.Leave(Nudge(recipient, e.NudgeKey, nudge => nudge with { SeenAt = e.At, ClimbAt = null }), [e.NudgeKey], at),
            NudgeWithdrawn e => AttemptFoldRules.Leave(
                Nudge(recipient, e.NudgeKey, nudge => nudge with { ClosedAt = at, Closed = e.Why, ClimbAt = null }), [e.NudgeKey], at),
            LadderEnded e => Nudge(recipient, e.NudgeKey, nudge => nudge with { ClimbAt = null }),
            RungBegun e => AttemptFoldRules.Queue(
                Nudge(recipient, e.NudgeKey, nudge => nudge with { Rung = e.Rung, ClimbAt = Later(nudge.Strong ? nudge.ClimbAt : null, e.ClimbAt) }), e, at),
            _ => AttemptFoldRules.Evolve(recipient, happened, at),
        };
    }

    /// <summary>Changes one nudge.</summary>
    internal static RecipientState Nudge(RecipientState recipient, string key, Func<Delivery, Delivery> change) =>
        recipient with { Nudges = [.. recipient.Nudges.Select(nudge => nudge.Key == key ? change(nudge) : nudge)] };

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    /// <summary>An address that stays keeps its record; one that was refused gets another chance, because somebody looked at it.</summary>
    private static Channel Set(RecipientState recipient, ChannelAddress address, DateTimeOffset at) =>
        recipient.Channel(address.Channel) is { } known && known.Address == address.Address
            ? known with { Device = address.Device, RefusedAt = null, Code = null }
            : new() { Kind = address.Channel, Address = address.Address, Device = address.Device, SetAt = at };

    /// <summary>What is open and comes from somebody else now has gone on already to whom it has gone on to.</summary>
    private static Delivery Received(RecipientState recipient, NudgeReceived e, DateTimeOffset at) => new()
    {
        Key = e.Nudge.NudgeKey,
        From = e.From,
        Rule = e.Nudge.Rule,
        Level = e.Nudge.Level,
        Strong = e.Nudge.Strong,
        Escalated = e.Nudge.Escalated == true,
        Subject = e.Nudge.Subject,
        CustomerName = e.Nudge.CustomerName,
        Detail = e.Nudge.Detail,
        AmountFen = e.Nudge.AmountFen,
        Command = e.Nudge.Command,
        DueMoment = e.Nudge.DueMoment,
        DeadlineAt = e.DeadlineAt,
        RaisedAt = e.Nudge.RaisedAt,
        ReleasedAt = e.Nudge.ReleasedAt,
        ReceivedAt = at,
        NotCarried = e.NotCarried,
        PassedTo = recipient.Nudge(e.Nudge.NudgeKey) is { IsOpen: true } known && known.RaisedAt == e.Nudge.RaisedAt ? known.PassedTo : null,
    };

    /// <summary>Whatever carried it missed its reader.</summary>
    private static RecipientState Missed(RecipientState recipient, string key, DateTimeOffset at)
    {
        var carried = recipient.Attempts.Where(attempt => attempt.State is AttemptStates.Sent or AttemptStates.Delivered && attempt.Nudges.Contains(key))
            .Select(attempt => attempt.Channel).ToHashSet(StringComparer.Ordinal);
        return Nudge(recipient, key, nudge => nudge with { MissedAt = at }) with
        {
            Channels = [.. recipient.Channels.Select(channel => carried.Contains(channel.Kind) ? channel with { Missed = channel.Missed + 1 } : channel)],
        };
    }

    private static ImmutableArray<Delivery> Trim(ImmutableArray<Delivery> nudges)
    {
        var closed = nudges.Count(nudge => !nudge.IsOpen) - MostClosed;
        var silent = nudges.Count(nudge => nudge is { IsOpen: true, NotCarried: not null }) - MostNotCarried;
        return closed <= 0 && silent <= 0 ? nudges
            : [.. nudges.Where(nudge => nudge.IsOpen ? nudge.NotCarried is null || silent-- <= 0 : closed-- <= 0)];
    }
}
