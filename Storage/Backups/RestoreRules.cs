using SalesGrains.Organizations;

namespace SalesGrains.Backups;

/// <summary>
/// What a restore changes: every organisation gets a new generation, so that event ids, board epochs and portfolio shards of what came
/// after the backup never meet those of what comes after the restore; and the moment up to which nudges are held. Pure.
/// </summary>
internal static class RestoreRules
{
    /// <summary>A board's epoch is a generation times 2^32 and has to stay below 2^53.</summary>
    public const int MostGenerations = (1 << 21) - 1;

    // A store that is restored from one backup twice must not get the same generation twice. So it is counted by the clock: in steps of
    // ten minutes it lasts until 2065, and then goes on one by one.
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    /// <summary>The generation after a restore.</summary>
    /// <param name="before">The one in the backup.</param>
    /// <param name="now">Real time of the restore.</param>
    public static int Generation(int before, DateTimeOffset now) =>
        (int)Math.Max(before + 1L, Math.Clamp((now - First).Ticks / Step.Ticks, 0, MostGenerations - 1));

    /// <summary>A row of <see cref="BackupTables.Organizations"/> as it is restored.</summary>
    public static object?[] Restored(object?[] row, DateTimeOffset now)
    {
        var table = BackupTables.Organizations;
        object? Value(string column) => row[table.IndexOf(column)];
        var clock = new OrganizationClock(
            new((long)Value("clock_real")!, TimeSpan.Zero), new((long)Value("clock_virtual")!, TimeSpan.Zero), (decimal)Value("clock_rate")!, 0);
        var restored = row.ToArray();
        restored[table.IndexOf("generation")] = Generation((int)Value("generation")!, now);
        restored[table.IndexOf("restored_at")] = clock.At(now).UtcTicks;
        return restored;
    }
}
