using System.Collections.Immutable;
using System.Globalization;

namespace SalesGrains.Portfolios;

/// <summary>A follow-up that a manager has checked (P10), the latest check first.</summary>
[GenerateSerializer, Immutable, Alias("check-item")]
public sealed record CheckItem(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string CustomerName,
    [property: Id(2)] string FollowUpId,
    [property: Id(3)] string RepId,
    [property: Id(4)] string CheckerId,
    [property: Id(5)] string Checker,
    [property: Id(6)] string Outcome,
    [property: Id(7)] DateTimeOffset CheckedAt,
    [property: Id(8)] int? Seconds,
    [property: Id(9)] long Version) : IPageItem
{
    /// <inheritdoc/>
    public PageKey Place => new(
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - CheckedAt.UtcTicks:D19}"), $"{CustomerId}/{FollowUpId}");
}

/// <summary>What there is to check, and how long checks of a week took (P10).</summary>
/// <param name="Open">Follow-ups that are to be checked.</param>
/// <param name="Reasons">For each reason how many of them have it, in the order of <see cref="SpotCheckReasons.All"/>.</param>
/// <param name="Checkers">Who checked in the week, by id.</param>
[GenerateSerializer, Immutable, Alias("spot-check-numbers")]
public sealed record SpotCheckNumbers(
    [property: Id(0)] long Open, [property: Id(1)] ImmutableArray<long> Reasons, [property: Id(2)] ImmutableArray<CheckerTimes> Checkers);

/// <summary>The checks of one manager in a week.</summary>
/// <param name="CheckerId">Who checked.</param>
/// <param name="Checker">Their name.</param>
/// <param name="Checks">How many.</param>
/// <param name="Seconds">How long each took whose time is known, in seconds, rising.</param>
[GenerateSerializer, Immutable, Alias("checker-times")]
public sealed record CheckerTimes(
    [property: Id(0)] string CheckerId, [property: Id(1)] string Checker, [property: Id(2)] long Checks, [property: Id(3)] ImmutableArray<int> Seconds);
