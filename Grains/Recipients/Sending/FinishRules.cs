using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;
using SalesGrains.RuleSets;

namespace SalesGrains.Recipients.Sending;

/// <summary>What follows from a channel's answer, to a message or to the question what became of one. Pure.</summary>
public static class FinishRules
{
    /// <summary>Decides what the pump reports. A report that comes too late, when the fate is known otherwise, changes nothing.</summary>
    public static Decision<RecipientEvent> Finish(RecipientState recipient, FinishAttempt finish, DecisionContext context)
    {
        if (recipient.Attempt(finish.AttemptId) is not { IsUnderWay: true, Tries: > 0 } attempt)
        {
            return Decision<RecipientEvent>.Accept();
        }

        return finish.Outcome switch
        {
            "delivered" => new AttemptSent(attempt.Id, Delivered: true, Proof: true, finish.VendorId, finish.Code),
            "sent" when attempt.State != AttemptStates.Sent => Sent(attempt, finish, context),
            "sent" or "silent" when attempt.State == AttemptStates.Sent => AskAgain(attempt, context),
            "silent" => attempt.State == AttemptStates.Unknown ? WaitOut(attempt, context) : Decision<RecipientEvent>.Accept(),
            "refused" => PushRules.Refused(recipient, attempt, finish.Code),
            "limited" when attempt.State == AttemptStates.Started => Limited(attempt, finish, context),
            "unknown" when attempt.State == AttemptStates.Started => AttemptRules.Unknown(attempt, finish.Code ?? "unknown", context),
            "failed" => Failed(attempt, finish, context),
            _ => Decision<RecipientEvent>.Accept(),
        };
    }

    /// <summary>The pause before the next try, doubled each time, a minute at most.</summary>
    internal static TimeSpan Pause(Attempt attempt, DeliveryRuleSet rules) =>
        TimeSpan.FromSeconds(Math.Min(60, rules.BackoffSeconds * Math.Pow(2, attempt.Tries - 1)));

    private static AttemptSent Sent(Attempt attempt, FinishAttempt finish, DecisionContext context)
    {
        var receipt = ChannelRules.NeedsReceipt(attempt.Channel);
        return new(
            attempt.Id, Delivered: false, Proof: !receipt, finish.VendorId, finish.Code,
            receipt ? context.Now.AddSeconds(context.Rules.Delivery.ReceiptSeconds) : null);
    }

    /// <summary>The receipt is not there yet; after some questions it stays out, and the message stays sent.</summary>
    private static AttemptLooked AskAgain(Attempt attempt, DecisionContext context)
    {
        var rules = context.Rules.Delivery;
        var next = context.Now.AddSeconds(rules.ReceiptSeconds);
        return attempt.Asks + 1 >= rules.MaxAsks ? new(attempt.Id, null) : new(attempt.Id, next, next);
    }

    /// <summary>The vendor cannot say either: the second message waits until the first would have come.</summary>
    private static RecipientEvent WaitOut(Attempt attempt, DecisionContext context) =>
        attempt.Tries >= context.Rules.Delivery.MaxTries
            ? new AttemptEnded(attempt.Id, AttemptStates.Failed, attempt.Code)
            : new AttemptRepeats(attempt.Id, attempt.NotBefore, attempt.NotBefore, WasUnknown: true, null, attempt.Code);

    private static AttemptRepeats Limited(Attempt attempt, FinishAttempt finish, DecisionContext context)
    {
        var rules = context.Rules.Delivery;
        var at = context.Now.AddSeconds(Math.Clamp(finish.RetryAfterSeconds ?? rules.BackoffSeconds * 2, 1, 3600));
        return new(attempt.Id, at, at, WasUnknown: false, null, finish.Code ?? "limited", Uncounted: true);
    }

    private static RecipientEvent Failed(Attempt attempt, FinishAttempt finish, DecisionContext context)
    {
        var rules = context.Rules.Delivery;
        if (finish.Final || attempt.Tries >= rules.MaxTries || attempt.State == AttemptStates.Sent)
        {
            return new AttemptEnded(attempt.Id, AttemptStates.Failed, finish.Code ?? "failed");
        }

        // What was unknown and turns out not to have been sent keeps its distance all the same: receipts err, too.
        var back = context.Now + Pause(attempt, rules);
        var at = attempt.State == AttemptStates.Unknown && attempt.NotBefore > back ? attempt.NotBefore : back;
        return new AttemptRepeats(attempt.Id, at, at, WasUnknown: false, null, finish.Code ?? "failed");
    }
}
