using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Nudges.Channels;
using SalesGrains.Organizations;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>
/// What a recipient decides (C02, C05, X16, X17): who a nudge is for, which rung comes next, when a message goes out and when it is
/// repeated. That a nudge exists and what became of it is decided by whoever raised it. Pure.
/// </summary>
public static class RecipientRules
{
    /// <summary>Most nudges that are carried for one person at once; what comes above is in the inbox only.</summary>
    private const int MostCarried = 200;

    private const int MostDevices = 10;

    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromHours(12);

    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<RecipientState, RecipientCommand, RecipientEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Receive = Receive,
        Due = Due,
        Evolve = RecipientFoldRules.Evolve,
        Effects = RecipientEffectRules.Of,
        ChangeEffects = RecipientEffectRules.Changed,
        Facts = Facts,
        FollowsRules = false,
        StateJson = RecipientJson.Stored.RecipientState,
        EventJson = RecipientJson.Stored.RecipientEvent,
    };

    /// <summary>Sources of first contacts (C03), each of which a new rep must have produced an event of (C09).</summary>
    public static ImmutableArray<string> Sources { get; } = ["wecom-contact", "call", "wechat-message"];

    /// <summary>
    /// The recipient whose turn it is after this one, or null at the top: after a rep the leaders of their unit, after these the leaders of
    /// the unit above it, and the directors at last.
    /// </summary>
    public static string? NextPerson(RecipientState recipient, EntityKey self, string? unitAbove) =>
        self.Id == OrganizationKeys.Root ? null : recipient.UnitId ?? unitAbove ?? OrganizationKeys.Root;

    /// <summary>Decides what people and the pump ask.</summary>
    public static Decision<RecipientEvent> Decide(RecipientState recipient, RecipientCommand command, DecisionContext context) => command switch
    {
        SetReach set => ReachRules.Problem(set, context) is { } wrong ? wrong : new ReachSet(set.Addresses, set.Quiet, set.SnoozedUntil),
        ReportDevice report => ReachRules.Problem(report.Device) is { } wrong ? wrong : Report(recipient, report.Device, context),
        SubscribePush subscribe => PushRules.Subscribe(recipient, subscribe, context),
        UnsubscribePush unsubscribe => PushRules.Unsubscribe(recipient, unsubscribe),
        TestChannels test => AttemptRules.Test(recipient, test.TestId, context),
        StartAttempt start => AttemptRules.Start(recipient, start.AttemptId, context),
        FinishAttempt finish => FinishRules.Finish(recipient, finish, context),
        _ => new Rejection("command.unknown"),
    };

    /// <summary>Decides what others tell it.</summary>
    public static Decision<RecipientEvent> Receive(RecipientState recipient, IncomingEffect effect, DecisionContext context) => effect.Body switch
    {
        SendNudge send => Take(recipient, send, effect.Source, context),
        WithdrawNudge gone => recipient.Nudge(gone.NudgeKey) is { ClosedAt: null } open && IsFrom(open, effect.Source) ? new NudgeWithdrawn(gone.NudgeKey, gone.Why) : Decision<RecipientEvent>.Accept(),
        NudgeOpened seen => recipient.Nudge(seen.NudgeKey) is { SeenAt: null, ClosedAt: null } open && IsFrom(open, effect.Source) ? new NudgeWasSeen(seen.NudgeKey, seen.At) : Decision<RecipientEvent>.Accept(),
        PlaceRecipient place => place.UnitId == recipient.UnitId ? Decision<RecipientEvent>.Accept() : new RecipientPlaced(place.UnitId),
        SourceProven proven => Prove(recipient, proven.Source, proven.At),
        _ => new Rejection("effect.unknown").With("effect", effect.Body.GetType().Name),
    };

    /// <summary>Everything that time does: rungs, deadlines, messages that nobody heard of.</summary>
    public static IEnumerable<DueItem<RecipientEvent>> Due(RecipientState recipient, DecisionContext context)
    {
        foreach (var nudge in recipient.Nudges)
        {
            if (nudge is { IsCarried: true, ClimbAt: { } climbAt })
            {
                yield return new($"climb/{nudge.Key}/{nudge.Rung}", climbAt, () => [.. LadderRules.Climb(recipient, nudge, context)]);
            }

            if (nudge is { IsCarried: true, MissedAt: null })
            {
                yield return new($"miss/{nudge.Key}", nudge.DeadlineAt, () => [.. LadderRules.Miss(recipient, nudge, context)]);
            }
        }

        foreach (var attempt in recipient.Attempts)
        {
            if (attempt is { IsUnderWay: true, LookAt: { } lookAt })
            {
                yield return new($"look/{attempt.Id}/{lookAt.UtcTicks}", lookAt, () => [AttemptRules.Look(attempt, context)]);
            }
        }
    }

    private static Decision<RecipientEvent> Take(RecipientState recipient, SendNudge send, EntityKey source, DecisionContext context)
    {
        // Lanes bring each effect once: what comes again while it is open was passed on twice; what is closed has been raised anew.
        if (recipient.Nudge(send.NudgeKey) is { IsOpen: true } known && known.RaisedAt == send.RaisedAt && IsFrom(known, source)
            && !(known.NotCarried == NotCarried.Held && known.ReleasedAt != send.ReleasedAt))
        {
            return Decision<RecipientEvent>.Accept();
        }

        // What comes after its deadline gives its reader the time that the next person would have.
        var deadline = send.DeadlineAt > context.Now ? send.DeadlineAt : context.Now.AddHours(context.Rules.Delivery.EscalateHours);
        var received = new NudgeReceived(send, deadline, WhyNotCarried(recipient, send, context), source.ToString());
        var after = RecipientFoldRules.Evolve(recipient, received, new("", context.Now, context.Now, context.Actor));
        var nudge = after.Nudge(send.NudgeKey)!;
        if (PassesTo(recipient, send, source, context) is { } to)
        {
            return Decision<RecipientEvent>.Accept(received, new NudgePassed(send.NudgeKey, to, nudge.DeadlineAt, Escalated: false));
        }

        return nudge.IsCarried ? Decision<RecipientEvent>.Accept([received, .. LadderRules.Climb(after, nudge, context)]) : received;
    }

    /// <summary>
    /// True for who sent it last. A nudge whose rep changes can come to a unit from the one rep's recipient after it came from the other's,
    /// and before that one's withdrawal.
    /// </summary>
    private static bool IsFrom(Delivery nudge, EntityKey source) => nudge.From is null || nudge.From == source.ToString();

    /// <summary>The recipient that a nudge of this level is for, or null: for this one.</summary>
    private static string? PassesTo(RecipientState recipient, SendNudge send, EntityKey source, DecisionContext context) =>
        source.Kind == EntityKinds.Recipient || context.Self.Id == OrganizationKeys.Root ? null : send.Level switch
        {
            "manager" => NextPerson(recipient, context.Self, context.UnitAbove),
            "director" => OrganizationKeys.Root,
            _ => null,
        };

    private static string? WhyNotCarried(RecipientState recipient, SendNudge send, DecisionContext context) =>
        HoldRules.IsHeld(send.DueMoment, send.ReleasedAt, context.RestoredAt) ? NotCarried.Held
        : context.Jumping ? NotCarried.Jump
        : recipient.Nudges.Count(nudge => nudge.IsCarried) >= MostCarried ? NotCarried.TooMany
        : null;

    private static Decision<RecipientEvent> Report(RecipientState recipient, DeviceReport report, DecisionContext context)
    {
        var known = recipient.Devices.FirstOrDefault(device => device.Report.Id == report.Id);
        return known is not null && ReachRules.Same(known.Report, report) && context.Now - known.At < HeartbeatEvery
            ? Decision<RecipientEvent>.Accept()
            : known is null && recipient.Devices.Length >= MostDevices ? new Rejection("device.too-many", "/id").With("max", $"{MostDevices}")
            : new DeviceReported(report);
    }

    private static Decision<RecipientEvent> Prove(RecipientState recipient, string source, DateTimeOffset at) =>
        !Sources.Contains(source) || recipient.Sources.Any(known => known.Source == source)
            ? Decision<RecipientEvent>.Accept()
            : new SourceKnown(source, at);

    private static RecipientFacts Facts(RecipientState recipient, DecisionContext context) => new()
    {
        Open = recipient.Nudges.Count(nudge => nudge.IsMine),
        Sources = [.. recipient.Sources.Select(source => source.Source)],
        Channels = [.. recipient.Channels.Select(channel => channel.Kind)],
        NextDue = Due(recipient, context).Where(item => !context.IsGivenUp(item.Id)).Select(item => (DateTimeOffset?)item.At).Min(),
    };
}

/// <summary>Why no channel carries a nudge. Stored.</summary>
public static class NotCarried
{
    /// <summary>A restore holds it.</summary>
    public const string Held = "held";

    /// <summary>A sandbox's clock was being moved.</summary>
    public const string Jump = "jump";

    /// <summary>So many wait for this person that one more would not be read.</summary>
    public const string TooMany = "too-many";
}
