using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Boards;

/// <summary>An inbox (提醒): the nudges of a scope that nobody has acted on. Pure.</summary>
public sealed class InboxRows(BoardTopic topic, PortfolioMoment moment) : IBoardRows<NudgeRow>
{
    private readonly NudgeFilter filter =
        new(new ListQuery(topic.Scope) { Filter = BoardFilter.Parse(topic.Filter) ?? throw new ArgumentException("No filter.", nameof(topic)) }, moment);

    /// <inheritdoc/>
    public IComparer<NudgeRow> Urgency => RowOrders.Nudges;

    /// <inheritdoc/>
    public ImmutableArray<string> Buckets => [];

    /// <inheritdoc/>
    public ImmutableArray<NudgeRow> RowsOf(EntityRow entity) => entity.Nudges;

    /// <inheritdoc/>
    public bool Matches(NudgeRow row) => filter.Matches(row);

    /// <inheritdoc/>
    public int BucketOf(NudgeRow row) => -1;

    /// <inheritdoc/>
    public long AmountOf(NudgeRow row) => row.Node?.OpenFen ?? 0;

    /// <inheritdoc/>
    public IEnumerable<NudgeRow> Walk(PortfolioIndex index) => index.Nudges;

    /// <inheritdoc/>
    public BoardRow Render(NudgeRow row)
    {
        var item = NudgeFilter.Item(row);
        return new(
            item.Kind == EntityKinds.Contract ? $"g/{item.ContractId}/{item.NudgeId}" : $"e/{item.Kind}/{item.ContractId}/{item.NudgeId}",
            $"{item.Place.First}\u001f{item.Place.Second}",
            [
                item.Rule, item.Number, item.CustomerName, item.NodeNo, item.NodeName, item.Level, WireTime.Instant(item.RaisedAt),
                WireTime.Day(item.Deadline), item.Command, WireTime.Instant(item.SeenAt), Yuan.Format(item.OpenFen), WireTime.Day(item.DueOn),
                WireTime.Instant(item.DeadlineAt), item.Detail,
            ]);
    }
}
