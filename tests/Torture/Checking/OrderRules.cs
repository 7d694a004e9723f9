using SalesGrains.Commands;

namespace SalesGrains.Checking;

/// <summary>
/// Whether the versions that clients saw can be explained by one order of events that agrees with real time (K18): what was answered
/// before another call began is not newer than what that call saw, and older than what it wrote. Pure.
/// </summary>
internal static class OrderRules
{
    /// <summary>Every version that was told, by entity.</summary>
    public static IEnumerable<Seen> Of(CommandLog log) => log.Reads.Concat(log.Entries
        .Where(entry => entry is { Repeats: null, Answer.IsAccepted: true })
        .Select(entry => new Seen(entry.Operation.Entity, entry.Answer!.Version, entry.InvokedAt, entry.AnsweredAt, IsWrite: true)));

    /// <summary>What no such order explains; nothing, if all is well.</summary>
    public static IEnumerable<string> Faults(IEnumerable<Seen> seen)
    {
        foreach (var entity in seen.GroupBy(one => one.Entity))
        {
            var begun = entity.OrderBy(one => one.InvokedAt).ToList();
            var ended = entity.OrderBy(one => one.AnsweredAt).ToList();
            var (known, next) = (0L, 0);
            foreach (var one in begun)
            {
                for (; next < ended.Count && ended[next].AnsweredAt < one.InvokedAt; next++)
                {
                    known = Math.Max(known, ended[next].Version);
                }

                if (one.IsWrite ? one.Version <= known : one.Version < known)
                {
                    yield return $"{one} although version {known} was known before it began";
                }
            }
        }
    }
}
