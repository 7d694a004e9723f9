using SalesGrains.Nudges.Why;
using SalesGrains.Problems;

namespace SalesGrains.Recipients;

/// <summary>A page of chains (C06).</summary>
/// <param name="Chains">In order.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
internal sealed record WhyPage(IReadOnlyList<WhyChain> Chains, string? Next)
{
    /// <summary>The chains after a cursor, which is the key of the last nudge of the page before.</summary>
    /// <exception cref="ProblemException">The cursor is of no nudge that is known.</exception>
    public static WhyPage Of(IReadOnlyList<WhyChain> all, int take, string? after)
    {
        var from = 0;
        if (after is not null)
        {
            while (from < all.Count && all[from].Nudge?.Key != after)
            {
                from++;
            }

            if (from++ == all.Count)
            {
                throw new Problem(StatusCodes.Status400BadRequest, "cursor.invalid", "after").ToException();
            }
        }

        var page = all.Skip(from).Take(take).ToList();
        return new(page, from + page.Count < all.Count && page.Count > 0 ? page[^1].Nudge?.Key : null);
    }
}
