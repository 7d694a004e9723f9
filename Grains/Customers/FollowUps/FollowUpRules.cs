using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Contracts.Terms;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Quality;
using SalesGrains.RuleSets;

namespace SalesGrains.Customers.FollowUps;

/// <summary>Follow-ups (跟单, P02, P13) and quotations: recorded once, judged by signals (P04), scored (P09), read by a manager (P12). Pure.</summary>
public static class FollowUpRules
{
    /// <summary>Follow-ups that are kept; older ones stand in the history.</summary>
    public const int MostKept = 30;

    /// <summary>How far before the latest follow-up boards look: this week, and the four before it.</summary>
    private static readonly TimeSpan KeptForBoards = TimeSpan.FromDays(35);

    /// <summary>The source of a first contact that a follow-up was.</summary>
    public const string Source = "follow-up";

    /// <summary>Records one; the same id twice is one.</summary>
    public static Decision<CustomerEvent> Record(CustomerState customer, RecordFollowUp command, DecisionContext context)
    {
        if (Wrong(command, context) is { } wrong)
        {
            return wrong;
        }

        var care = customer.Cared;
        if (care.FollowUps.FirstOrDefault(one => one.Id == command.FollowUpId) is { } known)
        {
            return known.Done == command.Done && known.Said == command.Said && known.Next == command.Next && known.Note == command.Note
                ? Decision<CustomerEvent>.Accept()
                : new Rejection("follow-up.exists");
        }

        if (care.RecentIds.Contains(command.FollowUpId))
        {
            return Decision<CustomerEvent>.Accept();
        }

        var rules = context.Rules.FollowUps;
        var at = SignalRules.NotAhead(command.OccurredAt, context);
        var signals = TruthRules.Count(at, care.Signals, rules);
        var recorded = new FollowUpRecorded(new()
        {
            Id = command.FollowUpId,
            OccurredAt = at,
            RepId = customer.Profile.RepId,
            Done = command.Done,
            Said = command.Said,
            Next = command.Next,
            Note = command.Note,
            NextOn = command.NextOn,
            Signals = signals,
            Verdict = TruthRules.Verdict(signals, rules),
            Quality = Score(care, command, context),
        })
        {
            Objection = Tick(command.Said, rules)?.Objection,
            Quoted = Tick(command.Done, rules)?.Quotes == true,
            Solution = Tick(command.Done, rules) is { Quotes: true } ? ChainSolutions.Quotation : rules.Talks.Contains(command.Done) ? null : command.Done,
        };
        return Decision<CustomerEvent>.Accept([recorded, .. FirstContactRules.Touched(customer, at, Source, null)]);
    }

    /// <summary>A manager has read one; who reads it first is kept.</summary>
    public static Decision<CustomerEvent> View(CustomerState customer, MarkFollowUpViewed command) =>
        customer.Cared.FollowUps.FirstOrDefault(one => one.Id == command.FollowUpId) switch
        {
            null => new Rejection("follow-up.not-found"),
            { ViewedAt: not null } => Decision<CustomerEvent>.Accept(),
            _ => new FollowUpViewed(command.FollowUpId),
        };

    /// <summary>A quotation went out; the same id twice is one.</summary>
    public static Decision<CustomerEvent> Quote(CustomerState customer, RecordQuotation command, DecisionContext context)
    {
        var wrong = DraftRules.Text(command.QuotationId, 64, "quotation.id", "/id", required: true)
            ?? (command.AmountFen is < 0 or > Yuan.MostFen ? new Rejection("money.out-of-range", "/amount") : null)
            ?? DraftRules.Text(command.Note, 500, "quotation.note", "/note", required: false)
            ?? SignalRules.Moment(command.At, "/at", context)
            ?? (command.OpportunityId is { } id && customer.Cared.Opportunity(id) is null ? new Rejection("opportunity.not-found", "/opportunityId") : null);
        return wrong is not null ? wrong
            : customer.Cared.RecentIds.Contains(command.QuotationId) ? Decision<CustomerEvent>.Accept()
            : new QuotationRecorded(
                command.QuotationId, SignalRules.NotAhead(command.At, context), command.AmountFen, command.OpportunityId, command.Note);
    }

    /// <summary>The follow-ups that boards count: those within five weeks of the latest.</summary>
    public static ImmutableArray<FollowUpFacts>? Recent(CareState care, QualityRuleSet rules) => care.FollowUps.IsEmpty ? null :
    [
        .. care.FollowUps.Where(one => one.OccurredAt > care.FollowUps[^1].OccurredAt - KeptForBoards)
            .Select(one => CheckRules.Facts(one, care.FollowUps, rules)),
    ];

    /// <summary>What the kept follow-ups come to; null when there is none.</summary>
    public static FollowUpNumbers? Numbers(CareState care)
    {
        var all = care.FollowUps;
        return all.IsEmpty ? null : new(
            all.Length,
            all.Count(one => one.Verdict == Verdicts.Verified),
            all.Count(one => one.Verdict == Verdicts.Plausible),
            all.Sum(one => one.FilledSlots),
            all.Length * FollowUp.ExpectedSlots,
            all.Count(one => one.Score is not null),
            all.Sum(one => one.Score ?? 0),
            all.Count(one => one.ViewedAt is null));
    }

    /// <summary>The tick with this code, or null.</summary>
    internal static TickRule? Tick(string? code, FollowUpRuleSet rules) => code is null ? null : rules.Ticks.FirstOrDefault(tick => tick.Code == code);

    private static QualityScore Score(CareState care, RecordFollowUp command, DecisionContext context) => QualityRules.Score(
        command.Note,
        new(command.Done is not null, command.Said is not null, command.Next is not null),
        new(context.Rules.Quality, context.Rules.Version, command.NextOn is not null, [.. care.FollowUps.Select(one => one.Quality?.Fingerprint).OfType<string>()]));

    private static Rejection? Wrong(RecordFollowUp command, DecisionContext context) =>
        DraftRules.Text(command.FollowUpId, 64, "follow-up.id", "/id", required: true)
        ?? (command is { Done: null, Said: null, Next: null } ? new Rejection("follow-up.empty", "/done") : null)
        ?? Unknown(command.Done, TickGroups.Done, context)
        ?? Unknown(command.Said, TickGroups.Said, context)
        ?? Unknown(command.Next, TickGroups.Next, context)
        ?? DraftRules.Text(command.Note, 500, "follow-up.note", "/note", required: false)
        ?? SignalRules.Moment(command.OccurredAt, "/occurredAt", context)
        ?? Agreed(command, context);

    /// <summary>Any industry's tick is taken: a phone without a connection has the ticks of before.</summary>
    private static Rejection? Unknown(string? code, string group, DecisionContext context) =>
        code is null || Tick(code, context.Rules.FollowUps)?.Group == group ? null : new Rejection("follow-up.tick-unknown", $"/{group}").With("code", code);

    private static Rejection? Agreed(RecordFollowUp command, DecisionContext context)
    {
        var day = LocalTime.DayOf(command.OccurredAt, context.Zone);
        return command.NextOn is { } agreed && (agreed < day || agreed > day.AddDays(context.Rules.FollowUps.AgreedDays))
            ? new Rejection("follow-up.next-on-out-of-range", "/nextOn").With("days", $"{context.Rules.FollowUps.AgreedDays}")
            : null;
    }
}
