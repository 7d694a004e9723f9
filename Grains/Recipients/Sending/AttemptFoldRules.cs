using System.Collections.Immutable;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Recipients.Sending;

/// <summary>Folds what happens to messages. Reads the event only. Pure.</summary>
internal static class AttemptFoldRules
{
    private const int MostEnded = 60;

    public static RecipientState Evolve(RecipientState recipient, RecipientEvent happened, DateTimeOffset at) => happened switch
    {
        TestQueued e => Add(recipient, new()
        {
            Id = e.AttemptId, Channel = e.Channel, State = AttemptStates.Queued, Strong = true, QueuedAt = at, NotBefore = at, LookAt = e.LookAt, TestId = e.TestId,
        }),
        AttemptStarted e => Start(recipient, e, at),
        AttemptSent e => Sent(recipient, e, at),
        AttemptRepeats e => Needed(Change(recipient, e.AttemptId, attempt => attempt with
        {
            State = e.AskAt is null ? AttemptStates.Queued : AttemptStates.Unknown,
            NotBefore = e.NotBefore,
            LookAt = e.LookAt,
            AskAt = e.AskAt,
            Code = e.Code,
            Tries = e.Uncounted ? attempt.Tries - 1 : attempt.Tries,
        }), e.AttemptId, at),
        AttemptEnded e => End(recipient, e, at),
        AttemptLooked e => Change(recipient, e.AttemptId, attempt => attempt with
        {
            LookAt = e.LookAt,
            Asks = attempt.State == AttemptStates.Sent && e.AskAt != attempt.AskAt ? attempt.Asks + 1 : attempt.Asks,
            AskAt = e.AskAt,
            EndedAt = e.LookAt is null ? at : attempt.EndedAt,
        }),
        _ => recipient,
    };

    /// <summary>A nudge goes with a message that waits, or with a new one.</summary>
    public static RecipientState Queue(RecipientState recipient, RungBegun e, DateTimeOffset at) =>
        recipient.Attempt(e.AttemptId) is not null
            ? Change(recipient, e.AttemptId, attempt => attempt with { Nudges = [.. attempt.Nudges, e.NudgeKey] })
            : Add(recipient, new()
            {
                Id = e.AttemptId,
                Channel = e.Channel,
                State = AttemptStates.Queued,
                Nudges = [e.NudgeKey],
                Strong = recipient.Nudge(e.NudgeKey) is { } nudge && QuietRules.IsUrgent(nudge),
                QueuedAt = at,
                NotBefore = e.NotBefore,
                LookAt = e.LookAt,
            });

    /// <summary>Nudges need these messages no more; what is not on its way yet goes without them.</summary>
    public static RecipientState Leave(RecipientState recipient, ImmutableArray<string> keys, DateTimeOffset at, string? except = null) => recipient with
    {
        Attempts = [.. recipient.Attempts.Select(attempt => attempt.Id == except || attempt.TestId is not null
            || attempt.State is not (AttemptStates.Queued or AttemptStates.Unknown) || !attempt.Nudges.Any(keys.Contains)
                ? attempt
                : Without(attempt, keys, at))],
    };

    /// <summary>While it was on its way its nudges may have found their readers: the next try goes without them, or not at all.</summary>
    private static RecipientState Needed(RecipientState recipient, string id, DateTimeOffset at) =>
        Leave(recipient, [.. recipient.Attempt(id)!.Nudges.Where(key => recipient.Nudge(key) is not { IsOpen: true } nudge || nudge is { Strong: false, ProvenAt: not null })], at);

    private static Attempt Without(Attempt attempt, ImmutableArray<string> keys, DateTimeOffset at)
    {
        var left = attempt.Nudges.RemoveAll(keys.Contains);
        return left.IsEmpty
            ? attempt with { State = AttemptStates.Dropped, Code = "not-needed", EndedAt = at, LookAt = null, AskAt = null }
            : attempt with { Nudges = left };
    }

    private static RecipientState Add(RecipientState recipient, Attempt attempt)
    {
        var over = recipient.Attempts.Count(one => !one.IsUnderWay) - MostEnded;
        return recipient with
        {
            LastAttempt = recipient.LastAttempt + 1,
            Attempts = [.. recipient.Attempts.Where(one => one.IsUnderWay || over-- <= 0), attempt],
        };
    }

    private static RecipientState Change(RecipientState recipient, string id, Func<Attempt, Attempt> change) =>
        recipient with { Attempts = [.. recipient.Attempts.Select(attempt => attempt.Id == id ? change(attempt) : attempt)] };

    private static RecipientState Start(RecipientState recipient, AttemptStarted e, DateTimeOffset at)
    {
        var sms = ChannelRules.IsSms(recipient.Attempt(e.AttemptId)?.Channel ?? "");
        return Change(recipient, e.AttemptId, attempt => attempt with
        {
            State = AttemptStates.Started, StartedAt = at, LookAt = e.UnknownAt, Tries = attempt.Tries + 1, Address = e.Address,
        }) with
        {
            Sms = sms ? [.. recipient.Sms.Where(one => one > at.AddDays(-1)), at] : recipient.Sms,
        };
    }

    private static RecipientState Sent(RecipientState recipient, AttemptSent e, DateTimeOffset at)
    {
        var attempt = recipient.Attempt(e.AttemptId)!;
        var first = attempt.State != AttemptStates.Sent;
        recipient = Change(recipient, e.AttemptId, one => one with
        {
            State = e.Delivered ? AttemptStates.Delivered : AttemptStates.Sent,
            VendorId = e.VendorId ?? one.VendorId,
            Code = e.Code,
            AskAt = e.AskAt,
            LookAt = e.AskAt,
            EndedAt = e.AskAt is null ? at : null,
        }) with
        {
            Channels = [.. recipient.Channels.Select(channel => channel.Kind != attempt.Channel ? channel : channel with
            {
                Sent = channel.Sent + (first ? attempt.Nudges.Length : 0),
                ConfirmedAt = e.Proof ? at : channel.ConfirmedAt,
            })],
        };
        return e.Proof ? Proven(recipient, attempt, at) : recipient;
    }

    /// <summary>The rung counts: the ladder stands, and what waits on other channels is needed no more, unless it was to go to all.</summary>
    private static RecipientState Proven(RecipientState recipient, Attempt attempt, DateTimeOffset at)
    {
        var reached = ReachRules.IsNoticed(recipient, attempt.Channel) ? at : default(DateTimeOffset?);
        recipient = recipient with
        {
            Nudges = [.. recipient.Nudges.Select(nudge => !attempt.Nudges.Contains(nudge.Key) ? nudge
                : nudge.ProvenAt is not null ? nudge with { ReachedAt = nudge.ReachedAt ?? reached }
                : nudge with { ProvenAt = at, ProvenBy = attempt.Channel, ClimbAt = null, ReachedAt = nudge.ReachedAt ?? reached })],
        };
        return Leave(recipient, [.. attempt.Nudges.Where(key => recipient.Nudge(key) is { Strong: false })], at, attempt.Id);
    }

    private static RecipientState End(RecipientState recipient, AttemptEnded e, DateTimeOffset at)
    {
        var ended = recipient.Attempt(e.AttemptId)!;
        recipient = Change(recipient, e.AttemptId, attempt => attempt with { State = e.State, Code = e.Code, EndedAt = at, LookAt = null, AskAt = null });
        if (e.State == AttemptStates.Refused)
        {
            recipient = recipient with
            {
                Channels = [.. recipient.Channels.Select(channel => channel.Kind == ended.Channel && channel.Address == ended.Address
                    ? channel with { RefusedAt = at, Code = e.Code }
                    : channel)],
            };
        }

        return recipient with { Nudges = [.. recipient.Nudges.Select(nudge => ClimbsNow(recipient, nudge, ended) ? nudge with { ClimbAt = at } : nudge)] };
    }

    /// <summary>A rung that is known to have failed is not waited for: of an ordinary nudge the last one, of a strong one all of them.</summary>
    private static bool ClimbsNow(RecipientState recipient, Delivery nudge, Attempt ended)
    {
        if (nudge is not { IsOpen: true, ProvenAt: null, ClimbAt: not null } || !ended.Nudges.Contains(nudge.Key))
        {
            return false;
        }

        return nudge.Strong
            ? !recipient.Attempts.Any(attempt => attempt.IsUnderWay && attempt.Nudges.Contains(nudge.Key))
            : recipient.Attempts.Last(attempt => attempt.Nudges.Contains(nudge.Key)).Id == ended.Id;
    }
}
