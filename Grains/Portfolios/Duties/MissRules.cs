using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Calendars;
using SalesGrains.Customers;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Duties;

/// <summary>
/// How many first contacts of a period were missed, split by source and device (C08), and how many of those that somebody was to be reminded
/// of were covered (覆盖率, R14): a nudge reached the rep before the deadline. Pure.
/// </summary>
public static class MissRules
{
    /// <summary>Most contacts of the list behind the coverage.</summary>
    public const int MostListed = 200;

    /// <summary>The counts of a shard, of the query's scope, rep and tier.</summary>
    /// <param name="index">The shard's rows.</param>
    /// <param name="query">Scope and filter.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">Its last day.</param>
    /// <param name="moment">The moment.</param>
    public static ImmutableArray<MissCount> Count(PortfolioIndex index, ListQuery query, DateOnly from, DateOnly to, PortfolioMoment moment) =>
        Sorted(Contacts(index, query, from, to, moment).GroupBy(contact => (contact.Facts.Source, contact.Facts.Device)).Select(group => new MissCount(
            group.Key.Source, group.Key.Device, group.LongCount(), group.LongCount(contact => IsMissed(contact.Facts, moment.Now)),
            group.LongCount(contact => IsDue(contact.Facts, moment.Now)), group.LongCount(contact => IsDue(contact.Facts, moment.Now) && IsReached(contact.Facts)))));

    /// <summary>Those of a shard that the coverage lacks: somebody was to be reminded, and no nudge reached anybody in time. The earliest first.</summary>
    /// <inheritdoc cref="Count"/>
    public static ImmutableArray<DutyItem> Unreached(PortfolioIndex index, ListQuery query, DateOnly from, DateOnly to, PortfolioMoment moment)
    {
        var filter = new DutyFilter(query with { Board = BoardTopic.FirstContacts }, moment);
        return First(Contacts(index, query, from, to, moment).Where(contact => IsDue(contact.Facts, moment.Now) && !IsReached(contact.Facts))
            .Select(contact => DutyLists.Item(contact, filter)));
    }

    /// <summary>A page of the contacts that a number counts, by deadline. What was missed says so for good; the rest says how it ended.</summary>
    public static ShardPage<DutyItem> List(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var asked = query.Contacts ?? throw new ArgumentException("No period.", nameof(query));
        var filter = new DutyFilter(query with { Board = BoardTopic.FirstContacts }, moment);
        var found = Contacts(index, query, asked.From, asked.To, moment)
            .Where(contact => (asked.Source is null || contact.Facts.Source == asked.Source)
                && (asked.Device is null || (contact.Facts.Device ?? ContactQuery.UnknownDevice) == asked.Device)
                && (!asked.Missed || IsMissed(contact.Facts, moment.Now)))
            .Select(contact => DutyLists.Item(contact, filter) with
            {
                State = IsMissed(contact.Facts, moment.Now) ? DutyFilter.Missed : contact.Facts.Outcome ?? DutyFilter.Running,
            })
            .OrderBy(item => item.Place).ToList();
        var rest = page.After is { } after ? found.SkipWhile(item => item.Place.CompareTo(after) <= 0).ToList() : found;
        return new([.. rest.Take(page.Limit)], rest.Count > page.Limit, found.Count);
    }

    /// <summary>One count of the counts of all shards.</summary>
    public static ImmutableArray<MissCount> Merge(IEnumerable<ImmutableArray<MissCount>> shards) =>
        Sorted(shards.SelectMany(shard => shard).GroupBy(count => (count.Source, count.Device)).Select(group => new MissCount(
            group.Key.Source, group.Key.Device, group.Sum(one => one.Contacts), group.Sum(one => one.Missed), group.Sum(one => one.Due),
            group.Sum(one => one.Reached))));

    /// <summary>One list of the lists of all shards.</summary>
    public static ImmutableArray<DutyItem> First(IEnumerable<DutyItem> items) =>
        [.. items.OrderBy(item => item.StartedAt).ThenBy(item => item.EntityId, StringComparer.Ordinal).Take(MostListed)];

    private static IEnumerable<ContactRow> Contacts(PortfolioIndex index, ListQuery query, DateOnly from, DateOnly to, PortfolioMoment moment)
    {
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var (rep, tier) = (query.Filter.Rep, query.Filter.Tier);
        return index.Customers.Select(customer => customer.Contact).OfType<ContactRow>().Where(contact =>
            scope.Contains(contact.RepId) && (rep is null || contact.RepId == rep) && (tier is null || contact.Tier == tier)
            && LocalTime.DayOf(contact.Facts.StartedAt, moment.Zone) is var day && day >= from && day <= to);
    }

    /// <summary>Missed, though an opportunity may have come later; or open and over, though nobody has written it down yet.</summary>
    private static bool IsMissed(FirstContactFacts first, DateTimeOffset now) =>
        first.MissedAt is not null || (first.Outcome is null && now >= first.DeadlineAt);

    /// <summary>It ran until a nudge was due.</summary>
    private static bool IsDue(FirstContactFacts first, DateTimeOffset now) => first.Nudged || IsMissed(first, now);

    private static bool IsReached(FirstContactFacts first) => first.ReachedAt < first.DeadlineAt;

    private static ImmutableArray<MissCount> Sorted(IEnumerable<MissCount> counts) =>
        [.. counts.OrderBy(count => count.Source, StringComparer.Ordinal).ThenBy(count => count.Device, StringComparer.Ordinal)];
}
