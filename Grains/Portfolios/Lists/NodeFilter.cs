using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Portfolios.Rows;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios.Lists;

/// <summary>
/// Which payment nodes a number counts. Board, list and explanation all ask <see cref="Matches"/>: that is why a number and the list it
/// opens cannot differ (M1). Pure.
/// </summary>
public sealed class NodeFilter
{
    private readonly PortfolioMoment moment;
    private readonly ScopeRules scope;
    private readonly BoardFilter filter;
    private readonly NodeStatus? status;
    private readonly int? statusBucket;
    private readonly int? bucket;
    private readonly SearchText? text;
    private readonly bool isNothing;
    private readonly bool isOfAnyContract;

    /// <summary>The filter of a query at a moment.</summary>
    public NodeFilter(ListQuery query, PortfolioMoment moment)
    {
        this.moment = moment;
        scope = new(query.Scope, moment.Tree);
        filter = query.Filter;
        text = SearchText.Of(filter.Text);
        isOfAnyContract = query.Scope.Kind == "company" && filter is { Rep: null, Tier: null } && text is null;
        status = NodeStatusNames.Parse(filter.Status);
        statusBucket = status is null ? BucketAt(filter.Status) : null;
        bucket = query.Bucket == NodeNumbers.Total ? null : BucketAt(query.Bucket);
        isNothing = IsUnknown(filter.Status, status is not null || statusBucket is not null)
            || IsUnknown(query.Bucket, bucket is not null || query.Bucket == NodeNumbers.Total);
    }

    /// <summary>The moment it was made for.</summary>
    public PortfolioMoment Moment => moment;

    /// <summary>The only rep that it can match, or null when there may be others.</summary>
    public string? OnlyRep => scope.Rep ?? filter.Rep;

    /// <summary>True when it asks for settled or cancelled nodes; otherwise it matches open ones only.</summary>
    public bool WantsClosed => status is { } asked && !NodeStatusRules.IsOpen(asked);

    private PaymentRuleSet Rules => moment.Rules.Payments;

    /// <summary>True when a status or bucket that is asked for exists under these rules.</summary>
    public static bool IsKnownStatus(string? text, PaymentRuleSet rules) =>
        string.IsNullOrEmpty(text) || NodeStatusNames.Parse(text) is not null || NodeStatusRules.Buckets(rules).Contains(text);

    /// <summary>The expression.</summary>
    public bool Matches(NodeRow node)
    {
        if (isNothing || node.IsOpen == WantsClosed)
        {
            return false;
        }

        return (status is null || StatusOf(node) == status)
            && (statusBucket is null || BucketOf(node) == statusBucket)
            && (bucket is null || BucketOf(node) == bucket)
            && (isOfAnyContract || Matches(node.Contract));
    }

    /// <summary>The status of a node at the moment.</summary>
    public NodeStatus StatusOf(NodeRow node) =>
        NodeStatusRules.StatusOf(node.DueOn, node.Cancelled, node.Settled, node.Held, moment.Today, Rules);

    /// <summary>The place of an open node's ageing bucket; −1 when it is not open.</summary>
    public int BucketOf(NodeRow node) => node.IsOpen ? NodeStatusRules.BucketIndex(node.DueOn, moment.Today, Rules) : -1;

    private bool Matches(ContractRow contract) =>
        scope.Contains(contract.RepId)
        && (filter.Rep is null || contract.RepId == filter.Rep)
        && (filter.Tier is null || contract.Tier == filter.Tier)
        && (text is null || text.IsIn(contract));

    private static bool IsUnknown(string? asked, bool found) => !string.IsNullOrEmpty(asked) && !found;

    private int? BucketAt(string? key) =>
        string.IsNullOrEmpty(key) || NodeStatusRules.Buckets(Rules).IndexOf(key) is not (>= 0 and var index) ? null : index;
}
