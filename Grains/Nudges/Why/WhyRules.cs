using System.Collections.Immutable;
using SalesGrains.Recipients;

namespace SalesGrains.Nudges.Why;

/// <summary>
/// Why was nobody reminded (为什么没提醒, C06, M5): walks from the signal to what was done, and names the first link that is broken and what
/// broke it. Everything it says is read from what was recorded; it guesses nothing. Pure.
/// </summary>
public static class WhyRules
{
    /// <summary>
    /// The chain that answers the question: that of the latest nudge; where it holds and a later moment has passed without a nudge, the chain
    /// of what did not fire; without any nudge, why there is none.
    /// </summary>
    public static WhyChain Of(WhyCase one)
    {
        var nudge = one.Recipient.Nudges.Where(known => IsOf(one, known) && WhyMissRules.IsAbout(one, known.Rule)).MaxBy(known => known.RaisedAt);
        var chain = Chain(one, nudge, one.Open.Where(known => WhyMissRules.IsAbout(one, known.Rule)).MaxBy(known => known.RaisedAt));
        return chain.Broken is null && HasNotFired(one) ? Chain(one, null, null) : chain;
    }

    /// <summary>
    /// The chains of all nudges that are known, each whole. Of a contract or customer the newest first, what did not fire before them; of a
    /// rep what is broken first, then the newest.
    /// </summary>
    public static ImmutableArray<WhyChain> All(WhyCase one)
    {
        var known = one.Recipient.Nudges.Where(nudge => IsOf(one, nudge)).ToList();
        var keys = known.Select(nudge => nudge.Key).ToHashSet(StringComparer.Ordinal);
        var chains = known.Select(nudge => Chain(one, nudge, null))
            .Concat(one.Open.Where(open => open.Level == "rep" && !keys.Contains($"{one.Kind}/{one.Id}/{open.Id}")).Select(open => Chain(one, null, open)))
            .OrderByDescending(chain => one.Kind == "recipient" && chain.Broken is not null)
            .ThenByDescending(chain => chain.Nudge!.RaisedAt)
            .ThenBy(chain => chain.Nudge!.Key, StringComparer.Ordinal);
        return HasNotFired(one) || (one.Kind != "recipient" && known.Count == 0 && one.Open.IsEmpty) ? [Chain(one, null, null), .. chains] : [.. chains];
    }

    /// <summary>A moment at which the entity must act has passed, and it has not acted.</summary>
    public static bool HasNotFired(WhyCase one) => one.NextDue <= one.Now;

    /// <summary>Everything that is wrong with how a person is reached and heard.</summary>
    public static ImmutableArray<string> Faults(WhyCase one) =>
    [
        .. HasContactsDenied(one) ? ["contacts-permission-missing"] : Array.Empty<string>(),
        .. one.Kind == "customer" && !one.HasWeComIdentity ? ["wecom-unmapped"] : Array.Empty<string>(),
        .. one.Recipient.Channels.IsEmpty ? ["inbox-only"] : Array.Empty<string>(),
        .. one.Recipient.Channels.Where(channel => channel.Why == "refused").Select(_ => "address-refused").Take(1),
        .. HasNotificationsDenied(one) ? ["notifications-off"] : Array.Empty<string>(),
        .. IsForComputersOnly(one) ? ["computers-only"] : Array.Empty<string>(),
    ];

    private static WhyChain Chain(WhyCase one, DeliveryView? nudge, NudgeFacts? open)
    {
        one = WhyMissRules.For(one, nudge?.Rule ?? open?.Rule);
        var links = ImmutableArray.CreateBuilder<WhyLink>();
        if (one.Kind == "customer")
        {
            links.Add(WhyMissRules.Signal(one, HasContactsDenied(one)) ?? Signal(one));
            links.Add(WhyMissRules.Identity(one, HasContactsDenied(one)) ?? Identity(one));
        }

        links.Add(Raised(one, nudge, open));
        links.Add(Queued(nudge, open));
        links.Add(Sent(one, nudge));
        links.Add(WhyMissRules.Unproven(one, nudge, Delivered(one, nudge)));
        links.Add(WhyMissRules.Unseen(one, nudge, Seen(one, nudge)));
        links.Add(WhyMissRules.Undone(one, nudge, Done(nudge)));
        return new(NudgeOf(one, nudge, open), links.ToImmutable(), Faults(one));
    }

    private static WhyNudge? NudgeOf(WhyCase one, DeliveryView? nudge, NudgeFacts? open) =>
        nudge?.Key.Split('/', 3) is [var kind, var id, var nudgeId] ? new(kind, id, nudgeId, nudge.Rule, nudge.Level, nudge.Subject, nudge.DueMoment, nudge.RaisedAt)
        : open is not null ? new(one.Kind, one.Id, open.Id, open.Rule, open.Level, null, open.DueMoment, open.RaisedAt)
        : null;

    /// <summary>A rep is asked about as the one whom nudges are for, anything else as what raised them.</summary>
    private static bool IsOf(WhyCase one, DeliveryView nudge) =>
        one.Kind == "recipient" || nudge.Key.StartsWith($"{one.Kind}/{one.Id}/", StringComparison.Ordinal);

    private static WhyLink Signal(WhyCase one) =>
        one.FirstContactAt is { } at ? new("signal", "ok", at)
        : HasContactsDenied(one) ? new("signal", "broken", Fault: "contacts-permission-missing")
        : new("signal", one.HasWeComIdentity ? "broken" : "skipped", Fault: one.HasWeComIdentity ? "no-signal" : null);

    private static WhyLink Identity(WhyCase one) =>
        one.HasWeComIdentity ? new("identity", "ok")
        : one.FirstContactAt is null ? new("identity", "broken", Fault: "wecom-unmapped")
        : new("identity", "ok", Fault: "wecom-unmapped");

    private static WhyLink Raised(WhyCase one, DeliveryView? nudge, NudgeFacts? open) =>
        nudge is not null ? new("raised", "ok", nudge.RaisedAt)
        : open is not null ? new("raised", "ok", open.RaisedAt)
        : HasNotFired(one) ? new("raised", "broken", one.NextDue, "not-fired")
        : one.FirstContactEnded is { } ended ? new("raised", "skipped", Fault: ended)
        : one.NextDue is { } due ? new("raised", "waiting", due)
        : new("raised", "skipped", Fault: "nothing-due");

    private static WhyLink Queued(DeliveryView? nudge, NudgeFacts? open) =>
        nudge is null ? (open is null ? new("queued", "skipped") : new("queued", "waiting"))
        : nudge.NotCarried is { } why ? new("queued", "broken", nudge.ReceivedAt, why)
        : new("queued", "ok", nudge.ReceivedAt);

    private static WhyLink Sent(WhyCase one, DeliveryView? nudge)
    {
        if (nudge is null)
        {
            return new("sent", "skipped");
        }

        var attempts = one.Recipient.Attempts.Where(attempt => attempt.Nudges.Contains(nudge.Key)).ToList();
        ImmutableArray<WhyChannel> channels = [.. attempts.Select(attempt => new WhyChannel(attempt.Channel, attempt.State, attempt.StartedAt ?? attempt.NotBefore, attempt.Code))];
        var first = attempts.Where(attempt => attempt.State is AttemptStates.Sent or AttemptStates.Delivered).Select(attempt => attempt.StartedAt).Min();
        var under = attempts.Where(attempt => attempt.EndedAt is null).ToList();
        return first is not null ? new("sent", "ok", first, Channels: channels)
            : nudge.NotCarried is not null ? new("sent", "skipped", Channels: channels)
            : attempts.Count == 0 && one.Recipient.Channels.IsEmpty ? new("sent", "broken", Fault: "inbox-only", Channels: channels)
            : under.Count > 0 ? new("sent", "waiting", under.Min(attempt => attempt.NotBefore), under.All(attempt => attempt.NotBefore > one.Now) ? "quiet-hours" : null, channels)
            : nudge.SeenAt is not null || nudge.ClosedAt is not null ? new("sent", "skipped", Channels: channels)
            : new("sent", "broken", Fault: attempts.Any(attempt => attempt.State == AttemptStates.Refused)
                || one.Recipient.Channels.Any(channel => channel.Why == "refused") ? "address-refused" : "channel-failed", Channels: channels);
    }

    private static WhyLink Delivered(WhyCase one, DeliveryView? nudge) =>
        nudge is null || nudge.NotCarried is not null ? new("delivered", "skipped")
        : nudge.SeenAt is { } seen ? new("delivered", "ok", nudge.ProvenAt ?? seen)
        : HasNotificationsDenied(one) ? new("delivered", "broken", nudge.ProvenAt, "notifications-off")
        : IsForComputersOnly(one) ? new("delivered", "broken", nudge.ProvenAt, "computers-only")
        : nudge.ProvenAt is { } at ? new("delivered", "ok", at)
        : one.Recipient.Channels.IsEmpty ? new("delivered", "skipped")
        : nudge.ClosedAt is not null ? new("delivered", "skipped")
        : new("delivered", "waiting", Fault: "no-proof");

    private static WhyLink Seen(WhyCase one, DeliveryView? nudge) =>
        nudge is null ? new("seen", "skipped")
        : nudge.SeenAt is { } at ? new("seen", "ok", at)
        : nudge.ClosedAt is not null ? new("seen", "skipped")
        : nudge.MissedAt is not null || one.Now >= nudge.DeadlineAt ? new("seen", "broken", nudge.MissedAt ?? nudge.DeadlineAt, "not-seen")
        : new("seen", "waiting", nudge.DeadlineAt);

    private static WhyLink Done(DeliveryView? nudge) =>
        nudge is null ? new("done", "skipped")
        : nudge.ClosedAt is { } at ? new("done", "ok", at, nudge.Closed)
        : nudge.PassedTo is not null ? new("done", "waiting", nudge.MissedAt, "escalated")
        : new("done", "waiting");

    private static bool HasNotificationsDenied(WhyCase one) =>
        one.Recipient.Devices.Any(device => device.Report is { Kind: "ios" or "android", Permission: "denied" });

    private static bool HasContactsDenied(WhyCase one) =>
        one.Recipient.Devices.Any(device => device.Report is { Kind: "ios" or "android", Contacts: "denied" });

    private static bool IsForComputersOnly(WhyCase one) =>
        !one.Recipient.Channels.IsEmpty && !one.Recipient.Channels.Any(channel => Channels.ChannelRules.ReachesPhones(channel.Channel, channel.Device));
}
