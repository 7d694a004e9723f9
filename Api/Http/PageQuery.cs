using System.ComponentModel;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>Which page of a list: bound with <c>[AsParameters]</c>.</summary>
/// <param name="Limit">1–200 items, 50 when left out.</param>
/// <param name="After">The cursor of the page before.</param>
/// <param name="MinVersion">Wait until the list knows this version: <c>kind/id:version</c>.</param>
public readonly record struct PageQuery(
    [property: Description("1–200 items, 50 when left out.")] int? Limit,
    [property: Description("`next` of the page before.")] string? After,
    [property: Description("Answer only from this version on: kind/id:version.")] string? MinVersion)
{
    /// <summary>How many items.</summary>
    /// <exception cref="ProblemException">Out of range.</exception>
    public int Take() => Limit switch
    {
        null => 50,
        >= 1 and <= 200 => Limit.Value,
        _ => throw new Problem(StatusCodes.Status400BadRequest, "page.limit-out-of-range", "limit").ToException(),
    };

    /// <summary>The version to wait for: kind, id, version; null when none is asked for.</summary>
    /// <exception cref="ProblemException">Malformed.</exception>
    public (string Kind, string Id, long Version)? Seen()
    {
        if (MinVersion is null)
        {
            return null;
        }

        var slash = MinVersion.IndexOf('/');
        var colon = MinVersion.LastIndexOf(':');
        return slash > 0 && colon > slash && TenantGrains.IsId(MinVersion[(slash + 1)..colon])
            && long.TryParse(MinVersion[(colon + 1)..], out var version)
            ? (MinVersion[..slash], MinVersion[(slash + 1)..colon], version)
            : throw new Problem(StatusCodes.Status400BadRequest, "page.version-malformed", "minVersion").ToException();
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
public sealed record ItemPage<T>(IReadOnlyList<T> Items, string? Next);
