using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Money;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Boards;

/// <summary>The payment countdown board (R04). Pure.</summary>
public sealed class PaymentRows(BoardTopic topic, PortfolioMoment moment) : IBoardRows<NodeRow>
{
    private readonly NodeFilter filter =
        new(new ListQuery(topic.Scope) { Filter = BoardFilter.Parse(topic.Filter) ?? throw new ArgumentException("No filter.", nameof(topic)) }, moment);

    /// <inheritdoc/>
    public IComparer<NodeRow> Urgency => RowOrders.Nodes;

    /// <inheritdoc/>
    public ImmutableArray<string> Buckets { get; } = NodeStatusRules.Buckets(moment.Rules.Payments);

    /// <inheritdoc/>
    public ImmutableArray<NodeRow> RowsOf(EntityRow entity) => entity is ContractRow contract ? contract.Nodes : [];

    /// <inheritdoc/>
    public bool Matches(NodeRow row) => filter.Matches(row);

    /// <inheritdoc/>
    public int BucketOf(NodeRow row) => filter.BucketOf(row);

    /// <inheritdoc/>
    public long AmountOf(NodeRow row) => row.OpenFen;

    /// <inheritdoc/>
    public IEnumerable<NodeRow> Walk(PortfolioIndex index) => PortfolioLists.Candidates(index, filter);

    /// <inheritdoc/>
    public BoardRow Render(NodeRow row)
    {
        var item = NodeItems.Of(row, filter);
        var place = item.Place;
        return new(
            $"n/{item.ContractId}/{item.NodeNo}",
            $"{place.First}\u001f{place.Second}\u001f{place.Third:00}",
            [
                item.Number, item.Title, item.CustomerId, item.CustomerName, item.Tier, item.RepId, item.RepName, item.UnitName, item.RegionName,
                item.NodeName, WireTime.Day(item.DueOn), Yuan.Format(item.AmountFen), Yuan.Format(item.OpenFen), item.Owner, item.Status, item.Bucket,
                item.PartlyPaid, item.Held, item.Blocker, item.Provisional, WireTime.Instant(item.ChangesAt), item.Version,
            ]);
    }
}
