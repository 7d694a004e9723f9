using System.Collections.Immutable;

namespace SalesGrains.RuleSets;

/// <summary>
/// Which rule set holds on which day: the latest that was published of those that have begun. So a later publication takes the place of an
/// earlier one that would begin on its day or after it, and the version never falls from one day to the next.
/// </summary>
public sealed class RuleTimeline
{
    private readonly ImmutableArray<(DateOnly From, RuleSet Rules)> begun;

    /// <summary>The timeline of what was published.</summary>
    public RuleTimeline(RuleBook book)
    {
        Book = book;
        var standing = new List<(DateOnly From, RuleSet Rules)>();
        foreach (var version in book.Versions)
        {
            standing.RemoveAll(earlier => earlier.From >= version.EffectiveOn);
            standing.Add((version.EffectiveOn, version.Rules with { Version = version.Version }));
        }

        begun = [.. standing];
    }

    /// <summary>Nothing published: the product's own set, for ever.</summary>
    public static RuleTimeline Shipped { get; } = new(RuleBook.Empty);

    /// <summary>What was published.</summary>
    public RuleBook Book { get; }

    /// <summary>The rule set that holds on a day.</summary>
    public RuleSet On(DateOnly day)
    {
        for (var i = begun.Length - 1; i >= 0; i--)
        {
            if (begun[i].From <= day)
            {
                return begun[i].Rules;
            }
        }

        return RuleSet.Default;
    }

    /// <summary>active, scheduled, past, or superseded before it ever held.</summary>
    public string StatusOf(int version, DateOnly today) =>
        On(today).Version == version ? "active"
        : version == RuleSet.Default.Version ? "past"
        : begun.FirstOrDefault(one => one.Rules.Version == version) is not { Rules: not null } found ? Replaced(version, today)
        : found.From > today ? "scheduled" : "past";

    /// <summary>A version whose day has been taken by a later one may have held until that was published.</summary>
    private string Replaced(int version, DateOnly today) =>
        Book.Versions.FirstOrDefault(one => one.Version == version)?.EffectiveOn <= today ? "past" : "superseded";
}
