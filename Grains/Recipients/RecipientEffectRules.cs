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
