using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Reps;

/// <summary>
/// When a rep marks the same objection three times in a row without a quotation after it, the pack of words for it is pushed (P05) and the
/// manager is asked to step in (P06), once in seven days. Pure.
/// </summary>
public static class CoachingRules
{
    /// <summary>The pack, for the rep.</summary>
    public const string Rule = "playbook";

    /// <summary>The request, for the manager.</summary>
    public const string Help = "playbook-help";

    private const int MostMarks = 20;

    /// <summary>A follow-up of a customer; each is noted once.</summary>
    public static Decision<RepEvent> Note(RepState rep, NoteFollowUp came, DecisionContext context)
    {
        var coached = rep.Coached;
        if (coached.Marks.Any(mark => mark.FollowUpId == came.FollowUpId))
        {
            return Decision<RepEvent>.Accept();
        }

        var mark = new FollowUpMark
        {
            FollowUpId = came.FollowUpId, CustomerId = came.CustomerId, Industry = came.Industry, At = came.At, Objection = came.Objection,
        };
        var events = ImmutableArray.CreateBuilder<RepEvent>();
        events.Add(new FollowUpNoted(mark));
        if (came.Quoted)
        {
            events.Add(new QuotationNoted(came.CustomerId, came.At));
        }

        var after = events.Aggregate(coached, (state, one) => Evolve(state, one, context.Now)!);
        events.AddRange(Push(after, mark, context));
        return new(events.ToImmutable(), null);
    }

    /// <summary>Somebody's word on a nudge.</summary>
    public static Decision<RepEvent> Mark(RepState rep, MarkRepNudge command, DecisionContext context) =>
        command.Mark is not (NudgeMarks.Seen or NudgeMarks.Acted or NudgeMarks.Released or NudgeMarks.Discarded) ? new Rejection("nudge.mark-unknown")
        : NudgeListRules.Changes(rep.Coached.Nudges, command.NudgeId, command.Mark, context, out var refused) ? new RepNudgeMarked(command.NudgeId, command.Mark)
        : refused is not null ? refused
        : Decision<RepEvent>.Accept();

    /// <summary>The state after an event; null when the event is about something else.</summary>
    public static CoachingState? Evolve(CoachingState state, RepEvent happened, DateTimeOffset recordedAt) => happened switch
    {
        FollowUpNoted e => state with { Marks = [.. state.Marks.Append(e.Mark).OrderBy(mark => mark.At).TakeLast(MostMarks)] },
        QuotationNoted e => state with
        {
            Quotations = [.. state.Quotations.Append(new() { CustomerId = e.CustomerId, At = e.At }).TakeLast(MostMarks)],
            Nudges = state.Marks.Any(mark => mark.CustomerId == e.CustomerId && mark.Objection is not null && mark.At <= e.At)
                ? NudgeListRules.Resolve(state.Nudges, static _ => true, recordedAt)
                : state.Nudges,
        },
        PlaybookPushed e => state with { Pushes = [.. state.Pushes.Append(new() { Objection = e.Objection, At = recordedAt }).TakeLast(MostMarks)] },
        RepNudgeRaised e => state with
        {
            Nudges = NudgeListRules.Raise(state.Nudges, e.Nudge with { RaisedAt = recordedAt }, nudge => nudge.Rule == e.Nudge.Rule),
        },
        RepNudgeMarked e => state with { Nudges = NudgeListRules.Mark(state.Nudges, e.NudgeId, e.Mark, recordedAt) },
        _ => null,
    };

    private static IEnumerable<RepEvent> Push(CoachingState state, FollowUpMark latest, DecisionContext context)
    {
        var rules = context.Rules.Playbooks;
        var row = state.Marks.Where(mark => rules.Scope == "rep" || mark.CustomerId == latest.CustomerId).TakeLast(rules.Marks).ToImmutableArray();
        if (row.Length < rules.Marks || row[^1].Objection is not { } objection
            || row.Any(mark => mark.Objection != objection || IsAnswered(mark, state))
            || state.Pushes.Any(push => push.Objection == objection && context.Now < push.At.AddDays(rules.QuietDays)))
        {
            return [];
        }

        var pack = rules.PackFor(row[^1].Industry, objection);
        return
        [
            new PlaybookPushed(objection, pack?.Title, [.. row.Select(mark => mark.FollowUpId)]),
            new RepNudgeRaised(NudgeOf(Rule, "rep", "record-quotation")),
            new RepNudgeRaised(NudgeOf(Help, "manager", "review-follow-ups")),
        ];

        Nudge NudgeOf(string rule, string level, string command)
        {
            var deadline = context.Now.AddHours(rules.DeadlineHours);
            return new()
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{rule}-{objection}-{context.Now:yyyyMMdd't'HHmmss}"),
                Rule = rule,
                Level = level,
                Deadline = LocalTime.DayOf(deadline, context.Zone),
                DeadlineAt = deadline,
                Command = command,
                DueMoment = context.Now,
                Detail = pack?.Title,
            };
        }
    }

    /// <summary>A quotation to the customer, with the mark or after it, answers it.</summary>
    private static bool IsAnswered(FollowUpMark mark, CoachingState state) =>
        state.Quotations.Any(quotation => quotation.CustomerId == mark.CustomerId && quotation.At >= mark.At);
}
