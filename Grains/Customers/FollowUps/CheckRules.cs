using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Quality;
using SalesGrains.RuleSets;

namespace SalesGrains.Customers.FollowUps;

/// <summary>
/// A manager's check of a follow-up (P10): approved, or returned with a reason. What is returned is not changed: its rep is nudged to record a
/// new one, which ends the nudge, as approving after all does. Pure.
/// </summary>
public static class CheckRules
{
    /// <summary>A follow-up was returned.</summary>
    public const string Rule = "follow-up-returned";

    private const string Command = "record-follow-up";

    /// <summary>Approves or returns; the same word again changes nothing.</summary>
    public static Decision<CustomerEvent> Check(CustomerState customer, CheckFollowUp command, DecisionContext context)
    {
        if (Wrong(command, context) is { } wrong)
        {
            return wrong;
        }

        var returns = command.Outcome == CheckOutcomes.Returned;
        var one = customer.Cared.FollowUps.FirstOrDefault(followUp => followUp.Id == command.FollowUpId);
        return one is null ? new Rejection("follow-up.not-found")
            : one.Check is { } done && done.Outcome == command.Outcome && done.Reason == command.Reason ? Decision<CustomerEvent>.Accept()
            : returns && customer.IsPooled ? new Rejection("customer.in-pool")
            : Decision<CustomerEvent>.Accept(
            [
                new FollowUpChecked(command.FollowUpId, command.Outcome, command.Reason) { NudgeId = returns ? IdOf(customer, context) : null, Seconds = command.Seconds },
                .. returns ? [new CustomerNudgeRaised(Nudge(customer, context), [])] : ImmutableArray<CustomerEvent>.Empty,
            ]);
    }

    /// <summary>The state after a check. Who checks a follow-up has read it; who read it first is kept.</summary>
    internal static CareState Checked(CareState care, FollowUpChecked happened, EventMeta meta)
    {
        var before = care.FollowUps.FirstOrDefault(one => one.Id == happened.FollowUpId)?.Check?.NudgeId;
        return care with
        {
            FollowUps = [.. care.FollowUps.Select(one => one.Id == happened.FollowUpId ? Checked(one, happened, meta) : one)],
            Nudges = NudgeListRules.Resolve(care.Nudges, nudge => nudge.Id == before, meta.RecordedAt),
        };
    }

    /// <summary>The state after a new follow-up: what was returned is answered.</summary>
    internal static CareState Answered(CareState care, DateTimeOffset at) =>
        care with { Nudges = NudgeListRules.Resolve(care.Nudges, nudge => nudge.Rule == Rule, at) };

    /// <summary>A follow-up as boards count it. What makes it suspect is told until somebody has checked it.</summary>
    internal static FollowUpFacts Facts(FollowUp one, ImmutableArray<FollowUp> all, QualityRuleSet rules)
    {
        var facts = new FollowUpFacts(one.Id, one.OccurredAt, one.RepId, one.FilledSlots, one.Verdict, one.Score);
        return one.Check is { } check
            ? facts with { Check = new(check.Outcome, check.At, check.ById ?? check.By, check.By, check.Seconds) }
            : facts with { Copied = IsCopy(one, all, rules) ? true : null, HoursLate = (int)(one.RecordedAt - one.OccurredAt).TotalHours is > 0 and var hours ? hours : null };
    }

    private static bool IsCopy(FollowUp one, ImmutableArray<FollowUp> all, QualityRuleSet rules) => NearDuplicateRules.IsCopy(
        one.Quality?.Fingerprint,
        [.. all.TakeWhile(earlier => earlier.Id != one.Id).Select(earlier => earlier.Quality?.Fingerprint).OfType<string>()],
        rules.Doubts.CopyBits);

    private static FollowUp Checked(FollowUp one, FollowUpChecked happened, EventMeta meta) => one with
    {
        Check = new()
        {
            Outcome = happened.Outcome,
            Reason = happened.Reason,
            By = meta.Actor.Name,
            ById = meta.Actor.Id,
            At = meta.RecordedAt,
            NudgeId = happened.NudgeId,
            Seconds = happened.Seconds,
        },
        ViewedAt = one.ViewedAt ?? meta.RecordedAt,
        ViewedBy = one.ViewedBy ?? meta.Actor.Name,
    };

    private static Rejection? Wrong(CheckFollowUp command, DecisionContext context) =>
        command.Outcome is not (CheckOutcomes.Approved or CheckOutcomes.Returned) ? new Rejection("check.outcome-unknown", "/outcome")
        : command.Seconds < 0 || command.Seconds > context.Rules.FollowUps.SpotChecks.MostSeconds
            ? new Rejection("check.seconds-out-of-range", "/seconds").With("max", $"{context.Rules.FollowUps.SpotChecks.MostSeconds}")
        : DraftRules.Text(command.Reason, 500, "check.reason", "/reason", required: command.Outcome == CheckOutcomes.Returned);

    /// <summary>Its reason stands on the follow-up and is not sent over any channel.</summary>
    private static Nudge Nudge(CustomerState customer, DecisionContext context)
    {
        var deadline = context.Calendar.AddWorkdays(context.Today, context.Rules.FollowUps.ReturnWorkdays).Date;
        return new()
        {
            Id = IdOf(customer, context),
            Rule = Rule,
            Level = "rep",
            Deadline = deadline,
            DeadlineAt = LocalTime.StartOf(deadline.AddDays(1), context.Zone),
            Command = Command,
            DueMoment = context.Now,
        };
    }

    private static string IdOf(CustomerState customer, DecisionContext context) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rule}-{context.Now.UtcDateTime:yyyyMMdd't'HHmmss}-{customer.Cared.Nudges.Count(nudge => nudge.Rule == Rule)}");
}
