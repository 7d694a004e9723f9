namespace SalesGrains.Portfolios;

/// <summary>A payment node in the list behind a board's number: the earliest due date first, nodes without one last.</summary>
[GenerateSerializer, Immutable, Alias("node-item")]
public sealed record NodeItem(
    [property: Id(0)] string ContractId,
    [property: Id(1)] string Number,
    [property: Id(2)] string Title,
    [property: Id(3)] string CustomerId,
    [property: Id(4)] string CustomerName,
    [property: Id(5)] string Tier,
    [property: Id(6)] string RepId,
    [property: Id(7)] string RepName,
    [property: Id(8)] string UnitName,
    [property: Id(9)] string RegionName,
    [property: Id(10)] int NodeNo,
    [property: Id(11)] string NodeName,
    [property: Id(12)] DateOnly? DueOn,
    [property: Id(13)] long AmountFen,
    [property: Id(14)] long OpenFen,
    [property: Id(15)] string Owner,
    [property: Id(16)] string Status,
    [property: Id(17)] string? Bucket,
    [property: Id(18)] bool PartlyPaid,
    [property: Id(19)] bool Held,
    [property: Id(20)] string? Blocker,
    [property: Id(21)] bool Provisional,
    [property: Id(22)] DateTimeOffset? ChangesAt,
    [property: Id(23)] long Version) : IPageItem
{
    /// <summary>The first sort key of nodes without a due date.</summary>
    public const string NoDate = "99999999";

    /// <inheritdoc/>
    public PageKey Place => new(DueOn is { } due ? $"{due:yyyyMMdd}" : NoDate, ContractId, NodeNo);
}
