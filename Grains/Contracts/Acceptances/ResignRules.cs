using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>
/// When a freeze speaks: to have it signed again at once, then every few workdays, from the third time on to the manager (补签提醒, R07); and
/// to the second person when a director has asked for its end (X19). Of nudges that passed together only the latest speaks. Pure.
/// </summary>
public static class ResignRules
{
    /// <summary>Have it signed again.</summary>
    public const string Resign = "acceptance-resign";

    /// <summary>Agree to the end of a freeze, or not.</summary>
    public const string Approve = "release-approval";

    // A stop of many years is no reason to count for ever.
    private const int MostCounted = 5_000;

    /// <summary>True for the nudges of a freeze: they go when it ends, not when a node's date moves or one is paid.</summary>
    public static bool IsOfHold(string rule) => rule is Resign or Approve;

    /// <summary>What is to be done at a moment and has not been.</summary>
    public static IEnumerable<DueItem<ContractEvent>> Items(ContractState contract, DecisionContext context) =>
        from hold in contract.Holds
        where FreezeRules.IsOpen(contract, hold)
        from item in Items(hold, context)
        where !context.IsGivenUp(item.Id)
        select item;

    /// <summary>What is due by now, to go into a commit that something else calls for.</summary>
    public static IEnumerable<ContractEvent> Due(ContractState contract, DecisionContext context) =>
        Items(contract, context).Where(item => item.At <= context.Now).SelectMany(item => item.Do());

    /// <summary>The earliest moment at which a freeze speaks, or null.</summary>
    public static DateTimeOffset? NextDue(ContractState contract, DecisionContext context) =>
        contract.Holds.IsEmpty ? null : Items(contract, context).Select(item => (DateTimeOffset?)item.At).Min();

    /// <summary>The moment of the nudge after so many.</summary>
    public static DateTimeOffset MomentOf(NodeHold hold, int after, DecisionContext context) => after == 0
        ? hold.Since
        : context.At(context.Calendar.AddWorkdays(hold.SinceOn, after * context.Rules.Acceptance.ResignWorkdays).Date, context.Rules.Payments.NudgeAt);

    private static IEnumerable<DueItem<ContractEvent>> Items(NodeHold hold, DecisionContext context)
    {
        yield return new($"{hold.Id}/resign/{hold.Nudged + 1}", MomentOf(hold, hold.Nudged, context), () => [AskAgain(hold, context)]);
        if (hold is { RequestedAt: { } asked, RequestNudged: false })
        {
            yield return new($"{hold.Id}/release/{hold.Requests}", asked, () => [AskSecond(hold, asked, context)]);
        }
    }

    private static NudgeRaised AskAgain(NodeHold hold, DecisionContext context)
    {
        var rung = hold.Nudged + 1;
        while (rung < MostCounted && MomentOf(hold, rung, context) <= context.Now)
        {
            rung++;
        }

        var next = MomentOf(hold, rung, context);
        return new()
        {
            NudgeId = $"{hold.Id}-{Resign}-{rung}",
            Rule = Resign,
            No = hold.NodeNo,
            Level = rung >= context.Rules.Acceptance.EscalateAt ? "manager" : "rep",
            DueMoment = MomentOf(hold, rung - 1, context),
            DueOn = context.Today,
            Deadline = Calendars.LocalTime.DayOf(next, context.Zone),
            DeadlineAt = next,
            Command = "record-acceptance",
            HoldId = hold.Id,
            Rung = rung,
        };
    }

    private static NudgeRaised AskSecond(NodeHold hold, DateTimeOffset asked, DecisionContext context)
    {
        var until = context.Calendar.AddWorkdays(context.Today, context.Rules.Acceptance.ResignWorkdays).Date;
        return new()
        {
            NudgeId = $"{hold.Id}-{Approve}-{hold.Requests}",
            Rule = Approve,
            No = hold.NodeNo,
            Level = "manager",
            DueMoment = asked,
            DueOn = context.Today,
            Deadline = until,
            DeadlineAt = context.At(until, context.Rules.Payments.DayEndsAt),
            Command = "decide-release",
            HoldId = hold.Id,
            Rung = hold.Requests,
        };
    }
}
