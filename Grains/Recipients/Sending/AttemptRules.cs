using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Recipients.Sending;

/// <summary>
/// The life of a message: queued, started with a commit before anything goes out, then what its channel says. A silo that ends in between
/// leaves it started; then it counts as unknown, and is asked about or sent again with the same id. Pure.
/// </summary>
public static class AttemptRules
{
    /// <summary>
    /// So long after its start a try may still reach its vendor: the pump calls no later than half of it after the start, and waits no longer
    /// than the other half.
    /// </summary>
    internal static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    /// <summary>Queues a test on each channel that has an address (C07). People test when they are awake: quiet hours do not matter.</summary>
    public static Decision<RecipientEvent> Test(RecipientState recipient, string testId, DecisionContext context)
    {
        if (recipient.Channels.IsEmpty)
        {
            return new Rejection("recipient.no-channel");
        }

        if (recipient.Attempts.Any(attempt => attempt.TestId == testId))
        {
            return Decision<RecipientEvent>.Accept();
        }

        var lookAt = context.Now.AddSeconds(context.Rules.Delivery.LookSeconds);
        return new(
            [.. recipient.Channels.Select((channel, i) => new TestQueued(LadderRules.IdOf(context, recipient.LastAttempt + i + 1), channel.Kind, testId, lookAt))], null);
    }

    /// <summary>Begins a try, unless there is nothing to send any more.</summary>
    public static Decision<RecipientEvent> Start(RecipientState recipient, string id, DecisionContext context)
    {
        if (recipient.Attempt(id) is not { State: AttemptStates.Queued } attempt || attempt.NotBefore > context.Now || context.Jumping)
        {
            return new Rejection("attempt.not-now");
        }

        if (attempt.TestId is null && IsHeld(recipient, attempt, context.RestoredAt))
        {
            return new AttemptEnded(id, AttemptStates.Dropped, NotCarried.Held);
        }

        return IsExpired(attempt, context) ? new AttemptEnded(id, AttemptStates.Dropped, "expired")
            : recipient.Channel(attempt.Channel) is not { } channel ? new AttemptEnded(id, AttemptStates.Failed, "no-address")
            : new AttemptStarted(id, channel.Address, context.Now.AddSeconds(context.Rules.Delivery.UnknownAfterSeconds));
    }

    /// <summary>Nothing has been heard for a while: what is queued is taken up, what was started is unknown.</summary>
    public static RecipientEvent Look(Attempt attempt, DecisionContext context)
    {
        var waited = context.Now - attempt.NotBefore;
        var pause = TimeSpan.FromSeconds(context.Rules.Delivery.LookSeconds);
        var next = context.Now + (waited < pause ? pause : waited > LongestLook ? LongestLook : waited);
        return context.Jumping ? new AttemptEnded(attempt.Id, AttemptStates.Dropped, NotCarried.Jump)
            : attempt.State == AttemptStates.Started ? Unknown(attempt, "no-answer", context)
            : IsExpired(attempt, context) ? new AttemptEnded(attempt.Id, attempt.State == AttemptStates.Queued ? AttemptStates.Dropped : AttemptStates.Failed, "expired")
            : new AttemptLooked(attempt.Id, next, attempt.AskAt);
    }

    /// <summary>
    /// It may have been sent. A short message is asked about, and sent again only after the time that people need to be sure; everything
    /// else is repeated at once: the vendor suppresses the second one, or a second one does no harm.
    /// </summary>
    public static RecipientEvent Unknown(Attempt attempt, string code, DecisionContext context)
    {
        var rules = context.Rules.Delivery;
        if (!ChannelRules.IsSms(attempt.Channel))
        {
            return attempt.Tries >= rules.MaxTries
                ? new AttemptEnded(attempt.Id, AttemptStates.Failed, code)
                : Again(attempt.Tries == 1 ? context.Now : context.Now + FinishRules.Pause(attempt, rules));
        }

        // The distance is one between two messages that reach the vendor, not between two starts.
        var again = (attempt.StartedAt ?? context.Now).AddMinutes(rules.SmsRepeatMinutes) + LongestTry;
        return new AttemptRepeats(attempt.Id, again > context.Now ? again : context.Now, context.Now, WasUnknown: true, context.Now, code);

        AttemptRepeats Again(DateTimeOffset at) =>
            new(attempt.Id, at, at > context.Now ? at : at.AddSeconds(rules.LookSeconds), WasUnknown: true, null, code);
    }

    private static bool IsExpired(Attempt attempt, DecisionContext context) =>
        context.Now - attempt.NotBefore > TimeSpan.FromHours(context.Rules.Delivery.ExpireHours);

    private static bool IsHeld(RecipientState recipient, Attempt attempt, DateTimeOffset? restoredAt) => attempt.Nudges
        .Select(recipient.Nudge).OfType<Delivery>().All(nudge => HoldRules.IsHeld(nudge.DueMoment, nudge.ReleasedAt, restoredAt));
}
