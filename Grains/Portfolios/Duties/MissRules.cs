using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Portfolios.Lists;

namespace SalesGrains.Portfolios.Duties;

/// <summary>How many first contacts of a period were missed, split by source and device (C08). Pure.</summary>
public static class MissRules
{
    /// <summary>The counts of a shard, of the query's scope, rep and tier.</summary>
    /// <param name="index">The shard's rows.</param>
    /// <param name="query">Scope and filter.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">Its last day.</param>
    /// <param name="moment">The moment.</param>
    public static ImmutableArray<MissCount> Count(PortfolioIndex index, ListQuery query, DateOnly from, DateOnly to, PortfolioMoment moment)
    {
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var (rep, tier) = (query.Filter.Rep, query.Filter.Tier);
        var counts = new Dictionary<(string Source, string? Device), (long Contacts, long Missed)>();
        foreach (var contact in index.Customers.Select(customer => customer.Contact))
        {
            if (contact is null || !scope.Contains(contact.RepId) || (rep is not null && contact.RepId != rep) || (tier is not null && contact.Tier != tier)
                || LocalTime.DayOf(contact.Facts.StartedAt, moment.Zone) is var day && (day < from || day > to))
            {
                continue;
            }

            var key = (contact.Facts.Source, contact.Facts.Device);
            var (contacts, missed) = counts.GetValueOrDefault(key);
            counts[key] = (contacts + 1, missed + (IsMissed(contact.Facts, moment.Now) ? 1 : 0));
        }

        return Sorted(counts.Select(count => new MissCount(count.Key.Source, count.Key.Device, count.Value.Contacts, count.Value.Missed)));
    }

    /// <summary>One count of the counts of all shards.</summary>
    public static ImmutableArray<MissCount> Merge(IEnumerable<ImmutableArray<MissCount>> shards) =>
        Sorted(shards.SelectMany(shard => shard).GroupBy(count => (count.Source, count.Device))
            .Select(group => new MissCount(group.Key.Source, group.Key.Device, group.Sum(one => one.Contacts), group.Sum(one => one.Missed))));

    /// <summary>Missed, though an opportunity may have come later; or open and over, though nobody has written it down yet.</summary>
    private static bool IsMissed(Customers.FirstContactFacts first, DateTimeOffset now) =>
        first.MissedAt is not null || (first.Outcome is null && now >= first.DeadlineAt);

    private static ImmutableArray<MissCount> Sorted(IEnumerable<MissCount> counts) =>
        [.. counts.OrderBy(count => count.Source, StringComparer.Ordinal).ThenBy(count => count.Device, StringComparer.Ordinal)];
}
