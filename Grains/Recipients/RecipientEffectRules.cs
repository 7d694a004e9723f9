using SalesGrains.Customers.FirstContacts;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Organizations;

namespace SalesGrains.Recipients;

/// <summary>What a recipient tells the next one. Pure.</summary>
internal static class RecipientEffectRules
{
    public static IEnumerable<Effect> Of(RecipientState recipient, RecipientEvent happened, EntityKey self)
    {
        switch (happened)
        {
            case NudgePassed passed when recipient.Nudge(passed.NudgeKey) is { } nudge:
                yield return new(RecipientKeys.Of(self.Org, passed.To), "send-nudge", Of(nudge, passed));
                break;
            case NudgeWasSeen seen when recipient.Nudge(seen.NudgeKey) is { PassedTo: { } to }:
                yield return new(RecipientKeys.Of(self.Org, to), "nudge-opened", new NudgeOpened(seen.NudgeKey, seen.At));
                break;
            case NudgeWithdrawn gone when recipient.Nudge(gone.NudgeKey) is { PassedTo: { } to }:
                yield return new(RecipientKeys.Of(self.Org, to), "withdraw-nudge", new WithdrawNudge(gone.NudgeKey, gone.Why));
                break;
        }
    }

    /// <summary>A customer is told when its nudge has reached somebody (R14): it counts which first contacts were covered.</summary>
    public static IEnumerable<Effect> Changed(RecipientState before, RecipientState after, EntityKey self)
    {
        foreach (var nudge in before.Nudges == after.Nudges ? [] : after.Nudges)
        {
            if (nudge is { ReachedAt: { } at, ForOthers: false, Escalated: false } && before.Nudge(nudge.Key)?.ReachedAt is null && CustomerOf(nudge.Key) is { } id)
            {
                yield return new(new(EntityKinds.Customer, self.Org, id), $"nudge-reached.{nudge.Key}", new NudgeReached(nudge.Key, at));
            }
        }
    }

    private static string? CustomerOf(string nudgeKey) =>
        nudgeKey.Split('/') is [EntityKinds.Customer, var id, var nudge] && nudge.StartsWith($"{FirstContactRules.Rule}-rep-", StringComparison.Ordinal) ? id : null;

    private static SendNudge Of(Delivery nudge, NudgePassed passed) => new()
    {
        NudgeKey = nudge.Key,
        Rule = nudge.Rule,
        Level = !passed.Escalated ? nudge.Level : passed.To == OrganizationKeys.Root ? "director" : "manager",
        Strong = nudge.Strong,
        Subject = nudge.Subject,
        CustomerName = nudge.CustomerName,
        Detail = nudge.Detail,
        AmountFen = nudge.AmountFen,
        Command = nudge.Command,
        DueMoment = nudge.DueMoment,
        DeadlineAt = passed.DeadlineAt,
        RaisedAt = nudge.RaisedAt,
        ReleasedAt = nudge.ReleasedAt,
        Escalated = passed.Escalated || nudge.Escalated ? true : null,
    };
}
