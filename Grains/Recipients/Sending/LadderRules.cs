using System.Globalization;
using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Recipients.Sending;

/// <summary>
/// The ladder of a nudge (升级阶梯, C02, X17): the inbox has it at once; then one channel after another, each as long as it has not proved
/// that it delivered; then the next person. A strong nudge takes all channels at once. Pure.
/// </summary>
public static class LadderRules
{
    /// <summary>The next rung, all of them for a strong nudge; after the last one the next person, if any channel was tried at all.</summary>
    public static IEnumerable<RecipientEvent> Climb(RecipientState recipient, Delivery nudge, DecisionContext context)
    {
        var (steps, events, attempts) = (context.Rules.Delivery.Ladder, new List<RecipientEvent>(), recipient.LastAttempt);
        if (!context.Jumping && nudge.ProvenAt is null)
        {
            for (var rung = nudge.Rung; rung < steps.Length && (nudge.Strong || events.Count == 0); rung++)
            {
                if (steps[rung].Channels.FirstOrDefault(channel => IsUsable(recipient, channel, context)) is { } channel)
                {
                    events.Add(Begin(recipient, nudge, rung + 1, channel, steps[rung].WaitSeconds, ref attempts, context));
                }
            }
        }

        if (events.Count > 0)
        {
            return events;
        }

        events.Add(new LadderEnded(nudge.Key));
        if (nudge.Rung > 0 && nudge.ProvenAt is null && !context.Jumping)
        {
            events.AddRange(Escalate(recipient, nudge, context));
        }

        return events;
    }

    /// <summary>The deadline has passed and nobody has seen it: the next person (X17).</summary>
    public static IEnumerable<RecipientEvent> Miss(RecipientState recipient, Delivery nudge, DecisionContext context) =>
        [new NudgeMissed(nudge.Key), .. Escalate(recipient, nudge, context)];

    /// <summary>True when the channel has an address that works, and money left for it.</summary>
    public static bool IsUsable(RecipientState recipient, string kind, DecisionContext context) =>
        recipient.Channel(kind) is { RefusedAt: null }
        && (!ChannelRules.IsSms(kind) || SmsOfDay(recipient, context.Now) < context.Rules.Delivery.SmsPerDay);

    private static int SmsOfDay(RecipientState recipient, DateTimeOffset now) =>
        recipient.Sms.Count(at => at > now.AddDays(-1))
        + recipient.Attempts.Count(attempt => ChannelRules.IsSms(attempt.Channel) && attempt is { State: AttemptStates.Queued, Tries: 0 });

    private static IEnumerable<RecipientEvent> Escalate(RecipientState recipient, Delivery nudge, DecisionContext context)
    {
        if (nudge.PassedTo is null && RecipientRules.NextPerson(recipient, context.Self, context.UnitAbove) is { } next)
        {
            yield return new NudgePassed(nudge.Key, next, context.Now.AddHours(context.Rules.Delivery.EscalateHours), Escalated: true);
        }
    }

    private static RungBegun Begin(
        RecipientState recipient, Delivery nudge, int rung, string channel, int waitSeconds, ref long attempts, DecisionContext context)
    {
        var urgent = QuietRules.IsUrgent(nudge);
        var rules = context.Rules.Delivery;
        if (recipient.Attempts.FirstOrDefault(one => one is { State: AttemptStates.Queued, StartedAt: null, TestId: null }
                && one.Channel == channel && one.Strong == urgent) is { } waiting)
        {
            var goes = waiting.NotBefore > context.Now ? waiting.NotBefore : context.Now;
            return new(nudge.Key, rung, waiting.Id, channel, waiting.NotBefore, waiting.LookAt ?? goes, goes.AddSeconds(waitSeconds));
        }

        var notBefore = QuietRules.NotBefore(recipient, urgent, context);
        return new(
            nudge.Key, rung, IdOf(context, ++attempts), channel, notBefore, LookAt(notBefore, context), notBefore.AddSeconds(waitSeconds));

        DateTimeOffset LookAt(DateTimeOffset from, DecisionContext at) => from > at.Now ? from : from.AddSeconds(rules.LookSeconds);
    }

    /// <summary>The id of a message: never used again, not even after a restore.</summary>
    internal static string IdOf(DecisionContext context, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{context.Self.Id}-{number}-{context.Now.ToUnixTimeSeconds():x}");
}
