namespace SalesGrains.Quarter;

/// <summary>
/// What reps do (C07): they open the app 1.2 times a workday, and whenever a telephone shows them a message; mail they read at the desk. What
/// they see they mostly act on. The same seed, the same question, the same answer. Pure.
/// </summary>
internal static class FieldBehaviour
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>A number of [0, 1) for a question.</summary>
    public static double Chance(ulong seed, string question)
    {
        var hash = seed ^ 14695981039346656037UL;
        foreach (var c in question)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return new SplitMix64(hash).Next() / 18446744073709551616.0;
    }

    /// <summary>When a rep opens the app unasked: once each workday, twice on one of five.</summary>
    public static IEnumerable<DateTimeOffset> Opens(ulong seed, int rep, DateOnly day)
    {
        if (!IsWorkday(day))
        {
            yield break;
        }

        for (var i = 0; i < (Chance(seed, $"opens/{rep}/{day:O}") < .2 ? 2 : 1); i++)
        {
            yield return Local(day, 9 + (9 * Chance(seed, $"open/{rep}/{day:O}/{i}")));
        }
    }

    /// <summary>When a rep looks because of a message that arrived; null: nobody noticed it.</summary>
    public static DateTimeOffset? Looks(ulong seed, int rep, string channel, DateTimeOffset arrivedAt, string fault)
    {
        var question = $"{rep}/{channel}/{arrivedAt.ToUnixTimeSeconds()}";
        var local = arrivedAt.ToOffset(Shanghai);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (channel == "mail")
        {
            return IsWorkday(day) && local.Hour < 17 && Chance(seed, $"mail/{rep}/{day:O}") < .25 ? Local(day, 17.5) : null;
        }

        if (fault == FieldFaults.Notifications || Chance(seed, $"notices/{question}") >= .85)
        {
            return null;
        }

        return local.Hour is >= 8 and < 21 ? arrivedAt.AddMinutes(5 + (115 * Chance(seed, $"lag/{question}")))
            : Local(local.Hour < 8 ? day : day.AddDays(1), 8.5 + Chance(seed, $"morning/{question}"));
    }

    /// <summary>Whether a rep who sees a nudge does what it asks for.</summary>
    public static bool Acts(ulong seed, string nudge, DateTimeOffset at) => Chance(seed, $"acts/{nudge}/{at.ToUnixTimeSeconds()}") < .75;

    /// <summary>When a rep creates the opportunity unasked; null: not unasked.</summary>
    public static DateTimeOffset? Unasked(ulong seed, FieldContact contact) =>
        Chance(seed, $"unasked/{contact.Id}") < .3 ? contact.At.AddMinutes(20 + (200 * Chance(seed, $"soon/{contact.Id}"))) : null;

    /// <summary>Monday to Friday.</summary>
    public static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>A local hour of a day, in UTC.</summary>
    public static DateTimeOffset Local(DateOnly day, double hour) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Shanghai).AddSeconds(Math.Floor(hour * 3600)).ToUniversalTime();
}
