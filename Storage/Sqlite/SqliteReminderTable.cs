using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Reminders;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite;

/// <summary>
/// Orleans' reminder table on the store's file. A range read returns the rows whose next tick lies within the loading window: the
/// reminder service drops all others anyway, and a million far ones would cost it seconds each five minutes.
/// </summary>
public sealed class SqliteReminderTable(
    SqliteDatabase database,
    IOptions<ReminderOptions> options,
    [FromKeyedServices(ReminderTimeProviderNames.Reminders)] TimeProvider time) : IReminderTable
{
    private const string Select = "SELECT grain, name, start, period, etag FROM reminder";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => database.Readers.Read(session =>
        new ReminderTableData(session.Use($"{Select} WHERE grain = ?1").Bind(1, grainId.ToString()).All(Entry)));

    /// <inheritdoc/>
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => database.Readers.Read(session =>
        session.Use($"{Select} WHERE grain = ?1 AND name = ?2").Bind(1, grainId.ToString()).Bind(2, reminderName).First(Entry));

    /// <summary>Rows of the ring range (begin, end], which may wrap around; begin = end is the whole ring.</summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var now = time.GetUtcNow().UtcTicks;
        var window = options.Value.ReminderLoadingWindow.Ticks;
        return database.Readers.Read(session => new ReminderTableData(session.Use(begin < end
            ? $"{Select} WHERE start <= ?3 AND hash > ?1 AND hash <= ?2 AND {Near}"
            : $"{Select} WHERE start <= ?3 AND (hash > ?1 OR hash <= ?2) AND {Near}")
            .Bind(1, begin).Bind(2, end).Bind(3, now + window).Bind(4, now).Bind(5, window).All(Entry)));
    }

    // Not started yet, or its next tick after now is near.
    private const string Near = "(start > ?4 OR period - ((?4 - start) % period) <= ?5)";

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        // Never used before, also not by a removed row of the same name: a late removal must not hit its successor.
        var etag = Guid.NewGuid().ToString("N");
        return database.Writer.Write<string?>(session =>
        {
            session.Use("""
                INSERT INTO reminder(grain, name, hash, start, period, etag) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT DO UPDATE SET hash = excluded.hash, start = excluded.start, period = excluded.period, etag = excluded.etag
                """)
                .Bind(1, entry.GrainId.ToString()).Bind(2, entry.ReminderName).Bind(3, entry.GrainId.GetUniformHashCode())
                .Bind(4, entry.StartAt.Ticks).Bind(5, entry.Period.Ticks).Bind(6, etag).Run();
            return etag;
        });
    }

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => database.Writer.Write(session =>
        session.Use("DELETE FROM reminder WHERE grain = ?1 AND name = ?2 AND etag = ?3")
            .Bind(1, grainId.ToString()).Bind(2, reminderName).Bind(3, eTag).Run() == 1);

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => database.Writer.Write(session => session.Use("DELETE FROM reminder").Run());

    private static ReminderEntry Entry(SqliteStatement row) => new()
    {
        GrainId = GrainId.Parse(row.Text(0)),
        ReminderName = row.Text(1),
        StartAt = new DateTime(row.Int(2), DateTimeKind.Utc),
        Period = new TimeSpan(row.Int(3)),
        ETag = row.Text(4),
    };
}
