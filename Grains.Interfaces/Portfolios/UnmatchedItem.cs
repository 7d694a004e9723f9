using System.Globalization;

namespace SalesGrains.Portfolios;

/// <summary>An external identity in the tray of what is not matched (未匹配, C04): the one that has waited longest first.</summary>
[GenerateSerializer, Immutable, Alias("unmatched-item")]
public sealed record UnmatchedItem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Masked,
    [property: Id(3)] string RepId,
    [property: Id(4)] string RepName,
    [property: Id(5)] string Source,
    [property: Id(6)] DateTimeOffset? FirstAt,
    [property: Id(7)] DateTimeOffset? LastAt,
    [property: Id(8)] int Count,
    [property: Id(9)] DateTimeOffset? DeadlineAt,
    [property: Id(10)] DateTimeOffset? MissedAt,
    [property: Id(11)] long Version) : IPageItem
{
    /// <inheritdoc/>
    public PageKey Place => PlaceOf(FirstAt, Id);

    /// <summary>The place of an identity that has waited since a moment.</summary>
    public static PageKey PlaceOf(DateTimeOffset? firstAt, string id) =>
        new(firstAt is { } at ? at.UtcDateTime.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture) : "", id);
}
