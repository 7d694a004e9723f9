using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers.Comments;

/// <summary>
/// Comments on a customer and who is mentioned in them (评论、提及, X18). A mention is a nudge for the people of its level along the customer's
/// line; reading it ends it. What was said stands in the history and is sent over no channel. Pure.
/// </summary>
public static class CommentRules
{
    /// <summary>Somebody is mentioned.</summary>
    public const string Rule = "mention";

    /// <summary>Longest comment.</summary>
    public const int LongestText = 2_000;

    /// <summary>So many of the latest can be taken back.</summary>
    private const int MostMarks = 50;

    private const string Command = "read-comment";

    private static readonly ImmutableArray<string> Levels = ["rep", "manager", "director"];

    /// <summary>Adds one; the same id again changes nothing.</summary>
    public static Decision<CustomerEvent> Add(CustomerState customer, AddComment command, DecisionContext context)
    {
        if (customer.Cared.Comments?.Any(one => one.Id == command.CommentId) == true)
        {
            return Decision<CustomerEvent>.Accept();
        }

        // Lines are the only structure that a comment has.
        var text = command.Text.ReplaceLineEndings("\n").Trim();
        return DraftRules.Text(text.Replace('\n', ' '), LongestText, "comment.text", "/text", required: true) is { } wrong ? wrong
            : command.Mentions.Any(level => !Levels.Contains(level)) ? new Rejection("comment.mention-unreachable", "/mentions")
            : customer.IsPooled && command.Mentions.Contains("rep") ? new Rejection("customer.in-pool", "/mentions")
            : Decision<CustomerEvent>.Accept(
            [
                new CommentAdded(command.CommentId, text, command.Mentions, context.Actor.Id),
                .. command.Mentions.Distinct().Select(level => new CustomerNudgeRaised(Nudge(command.CommentId, level, context), [])),
            ]);
    }

    /// <summary>Takes one back: only who wrote it may.</summary>
    public static Decision<CustomerEvent> Remove(CustomerState customer, RemoveComment command, DecisionContext context) =>
        customer.Cared.Comments?.FirstOrDefault(one => one.Id == command.CommentId) is not { } mark ? new Rejection("comment.not-found")
        : mark.AuthorId != context.Actor.Id ? new Rejection("comment.not-yours")
        : new CommentRemoved(command.CommentId);

    /// <summary>The state after it.</summary>
    internal static CareState Added(CareState care, CommentAdded happened) => care with
    {
        Comments = [.. (care.Comments ?? []).Append(new() { Id = happened.CommentId, AuthorId = happened.AuthorId }).TakeLast(MostMarks)],
    };

    /// <summary>The state after it was taken back: nobody needs to read it any more.</summary>
    internal static CareState Removed(CareState care, CommentRemoved happened, EventMeta meta) => care with
    {
        Comments = [.. (care.Comments ?? []).Where(one => one.Id != happened.CommentId)],
        Nudges = NudgeListRules.Resolve(care.Nudges, nudge => nudge.Rule == Rule && Levels.Any(level => nudge.Id == IdOf(happened.CommentId, level)), meta.RecordedAt),
    };

    /// <summary>The state after a nudge was seen: a mention asks for nothing more.</summary>
    internal static CareState Read(CareState care, CustomerNudgeMarked happened, EventMeta meta) => happened.Mark != NudgeMarks.Seen ? care : care with
    {
        Nudges = NudgeListRules.Resolve(care.Nudges, nudge => nudge.Rule == Rule && nudge.Id == happened.NudgeId, meta.RecordedAt),
    };

    private static Nudge Nudge(string commentId, string level, DecisionContext context)
    {
        var deadline = context.Now.AddHours(context.Rules.Delivery.EscalateHours);
        return new()
        {
            Id = IdOf(commentId, level),
            Rule = Rule,
            Level = level,
            Deadline = LocalTime.DayOf(deadline, context.Zone),
            DeadlineAt = deadline,
            Command = Command,
            DueMoment = context.Now,
            Detail = context.Actor.Name,
        };
    }

    private static string IdOf(string commentId, string level) => $"{Rule}-{commentId}-{level}";
}
