using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Money;
using SalesGrains.Portfolios.Duties;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Boards;

/// <summary>The boards of the field: what went wrong (Z05), first contacts (C01), and what is to be done today. Pure.</summary>
public sealed class DutyRows(BoardTopic topic, PortfolioMoment moment) : IBoardRows<DutyRow>
{
    private readonly DutyFilter filter = new(
        new(topic.Scope) { Filter = BoardFilter.Parse(topic.Filter) ?? throw new ArgumentException("No filter.", nameof(topic)), Board = topic.Board },
        moment);

    /// <inheritdoc/>
    public IComparer<DutyRow> Urgency => RowOrders.Duties;

    /// <inheritdoc/>
    public ImmutableArray<string> Buckets { get; } = DutyFilter.BucketsOf(topic.Board);

    /// <inheritdoc/>
    public ImmutableArray<DutyRow> RowsOf(EntityRow entity) => Of(entity);

    /// <summary>What an entity asks of its rep.</summary>
    public static ImmutableArray<DutyRow> Of(EntityRow entity) => entity switch
    {
        ContractRow contract => ImmutableArray<DutyRow>.CastUp(contract.Nodes),
        CustomerRow { Contact: { } contact, FollowUp: { } followUp } => [contact, followUp],
        CustomerRow { Contact: { } contact } => [contact],
        CustomerRow { FollowUp: { } followUp } => [followUp],
        _ => [],
    };

    /// <inheritdoc/>
    public bool Matches(DutyRow row) => filter.Matches(row);

    /// <inheritdoc/>
    public int BucketOf(DutyRow row) => filter.BucketOf(row);

    /// <inheritdoc/>
    public long AmountOf(DutyRow row) => DutyLists.AmountOf(row);

    /// <inheritdoc/>
    public IEnumerable<DutyRow> Walk(PortfolioIndex index) => filter.Candidates(index);

    /// <inheritdoc/>
    public BoardRow Render(DutyRow row)
    {
        var item = DutyLists.Item(row, filter);
        var place = item.Place;
        return new(
            KeyOf(item),
            $"{place.First}\u001f{place.Second}\u001f{place.Third:00}",
            [
                item.State, item.CustomerId, item.CustomerName, item.Tier, item.RepId, item.RepName, item.UnitName, item.RegionName,
                WireTime.Day(item.DueOn), WireTime.Instant(item.DeadlineAt), WireTime.Instant(item.StartedAt), item.Source, item.Device,
                Yuan.Format(item.OpenFen), item.ContractNumber, item.NodeName, WireTime.Instant(item.LastTouchAt), item.Stage, item.Version,
            ]);
    }

    /// <summary>The row's key: payment nodes have the one that they have on the payment board.</summary>
    private static string KeyOf(DutyItem item) => item.Kind switch
    {
        DutyKinds.Payment => $"n/{item.EntityId}/{item.NodeNo}",
        DutyKinds.Contact => $"c/{item.EntityId}",
        _ => $"f/{item.EntityId}",
    };
}
