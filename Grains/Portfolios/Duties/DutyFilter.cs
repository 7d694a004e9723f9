using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Duties;

/// <summary>
/// Which duties a number of a board of the field counts. Board and list both ask <see cref="Matches"/>: that is why a number and the list it
/// opens cannot differ (M1). A first contact turns at its moment, what is due on a day at the midnight after it. Pure.
/// </summary>
public sealed class DutyFilter
{
    /// <summary>A first contact that is to become an opportunity in time.</summary>
    public const string Running = "running";

    /// <summary>A first contact without an opportunity in time (漏录).</summary>
    public const string Missed = "missed";

    private static readonly ImmutableArray<string> ByState = [Running, Missed];

    private readonly PortfolioMoment moment;
    private readonly ScopeRules scope;
    private readonly BoardFilter filter;
    private readonly string board;
    private readonly ImmutableArray<string> buckets;
    private readonly int? status;
    private readonly int? bucket;
    private readonly SearchText? text;
    private readonly bool isNothing;

    /// <summary>The filter of a query, which names its board, at a moment.</summary>
    public DutyFilter(ListQuery query, PortfolioMoment moment)
    {
        this.moment = moment;
        board = query.Board ?? throw new ArgumentException("No board.", nameof(query));
        buckets = BucketsOf(board);
        scope = new(query.Scope, moment.Tree);
        filter = query.Filter;
        text = SearchText.Of(filter.Text);
        status = BucketAt(filter.Status);
        bucket = query.Bucket == NodeNumbers.Total ? null : BucketAt(query.Bucket);
        isNothing = !IsKnown(board, filter.Status) || !IsKnown(board, query.Bucket);
    }

    /// <summary>The moment it was made for.</summary>
    public PortfolioMoment Moment => moment;

    /// <summary>The keys of a board's numbers besides the total.</summary>
    public static ImmutableArray<string> BucketsOf(string board) => board == BoardTopic.FirstContacts ? ByState : DutyKinds.All;

    /// <summary>True when a status or bucket that is asked for exists.</summary>
    public static bool IsKnown(string board, string? key) =>
        string.IsNullOrEmpty(key) || key == NodeNumbers.Total || BucketsOf(board).Contains(key);

    /// <summary>The expression.</summary>
    public bool Matches(DutyRow duty) =>
        !isNothing
        && IsShown(duty)
        && (status is null || BucketOf(duty) == status)
        && (bucket is null || BucketOf(duty) == bucket)
        && scope.Contains(duty.RepId)
        && (filter.Rep is null || duty.RepId == filter.Rep)
        && (filter.Tier is null || duty.Tier == filter.Tier)
        && (text is null || duty.Has(text));

    /// <summary>The place of the bucket that counts it; −1: none.</summary>
    public int BucketOf(DutyRow duty) => buckets.IndexOf(board == BoardTopic.FirstContacts ? StateOf(duty) : duty.Kind);

    /// <summary>What it is at the moment: running or missed; of payments and follow-ups the name of a <see cref="NodeStatus"/>.</summary>
    public string StateOf(DutyRow duty) => duty switch
    {
        ContactRow contact => moment.Now >= contact.TurnsAt ? Missed : Running,
        NodeRow node => StatusOf(node).Name(),
        FollowUpRow followUp => (moment.Today > followUp.DueOn ? NodeStatus.Overdue : moment.Today == followUp.DueOn ? NodeStatus.DueToday : NodeStatus.Upcoming).Name(),
        _ => throw new ArgumentException($"Not a duty that boards know: {duty.Kind}.", nameof(duty)),
    };

    /// <summary>The rows that can match, in their order: from each kind only the beginning that the board can show.</summary>
    public IEnumerable<DutyRow> Candidates(PortfolioIndex index)
    {
        var onlyMissed = board == BoardTopic.Exceptions;
        var contacts = index.OpenContacts.TakeWhile(row => !onlyMissed || row.TurnsAt <= moment.Now);
        if (board == BoardTopic.FirstContacts)
        {
            return contacts;
        }

        var last = moment.Today.DayNumber + (board == BoardTopic.Today ? moment.Rules.Payments.WarnDays : -1);
        var nodes = (scope.Rep ?? filter.Rep) is { } rep ? index.OpenNodesOf(rep) : index.OpenNodes;
        return DutyOrder.Merge(contacts, nodes.TakeWhile(row => row.DueNumber <= last), index.FollowUps.TakeWhile(row => row.DueOn.DayNumber <= last));
    }

    private bool IsShown(DutyRow duty) => (board, duty) switch
    {
        (BoardTopic.FirstContacts or BoardTopic.Today, ContactRow contact) => contact.IsOpen,
        (BoardTopic.Exceptions, ContactRow contact) => contact.IsOpen && StateOf(contact) == Missed,
        (BoardTopic.Exceptions, NodeRow node) => StatusOf(node) == NodeStatus.Overdue,
        (BoardTopic.Exceptions, FollowUpRow followUp) => moment.Today > followUp.DueOn,
        (BoardTopic.Today, NodeRow node) => StatusOf(node) is NodeStatus.Overdue or NodeStatus.DueToday or NodeStatus.DueSoon,
        (BoardTopic.Today, FollowUpRow followUp) => moment.Today >= followUp.DueOn,
        _ => false,
    };

    private NodeStatus StatusOf(NodeRow node) =>
        NodeStatusRules.StatusOf(node.DueOn, node.Cancelled, node.Settled, node.Held, moment.Today, moment.Rules.Payments);

    private int? BucketAt(string? key) => string.IsNullOrEmpty(key) || buckets.IndexOf(key) is not (>= 0 and var at) ? null : at;
}
