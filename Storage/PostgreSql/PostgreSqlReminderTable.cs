using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Reminders;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql;

/// <summary>
/// Orleans' reminder table in the store's database. A range read returns the rows whose next tick lies within the loading window: the
/// reminder service drops all others anyway, and a million far ones would cost it seconds each five minutes.
/// </summary>
public sealed class PostgreSqlReminderTable(
    PostgreSqlDatabase database,
    IOptions<ReminderOptions> options,
    [FromKeyedServices(ReminderTimeProviderNames.Reminders)] TimeProvider time) : IReminderTable
{
    private const string Select = "SELECT grain, name, start, period, etag FROM reminder";

    // Not started yet, or its next tick after now is near.
    private const string Near = "(start > $4 OR period - (($4 - start) % period) <= $5)";

    private const string Range = $"{Select} WHERE start <= $3 AND hash > $1 AND hash <= $2 AND {Near}";

    private const string WrappedRange = $"{Select} WHERE start <= $3 AND (hash > $1 OR hash <= $2) AND {Near}";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await database.Source.Read(new NpgsqlStatement($"{Select} WHERE grain = $1").With(grainId.ToString()), Entry).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => (await database.Source.Read(
        new NpgsqlStatement($"{Select} WHERE grain = $1 AND name = $2").With(grainId.ToString()).With(reminderName), Entry)
        .ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Rows of the ring range (begin, end], which may wrap around; begin = end is the whole ring.</summary>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var now = time.GetUtcNow().UtcTicks;
        var window = options.Value.ReminderLoadingWindow.Ticks;
        return new(await database.Source.Read(
            new NpgsqlStatement(begin < end ? Range : WrappedRange)
                .With((long)begin).With((long)end).With(now + window).With(now).With(window),
            Entry).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        // Never used before, also not by a removed row of the same name: a late removal must not hit its successor.
        var etag = Guid.NewGuid().ToString("N");
        await database.Write(connection => connection.Run(new NpgsqlStatement("""
            INSERT INTO reminder(grain, name, hash, start, period, etag) VALUES($1, $2, $3, $4, $5, $6)
            ON CONFLICT (grain, name) DO UPDATE SET hash = excluded.hash, start = excluded.start, period = excluded.period, etag = excluded.etag
            """)
            .With(entry.GrainId.ToString()).With(entry.ReminderName).With((long)entry.GrainId.GetUniformHashCode())
            .With(entry.StartAt.Ticks).With(entry.Period.Ticks).With(etag))).ConfigureAwait(false);
        return etag;
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => await database.Write(connection =>
        connection.Run(new NpgsqlStatement("DELETE FROM reminder WHERE grain = $1 AND name = $2 AND etag = $3")
            .With(grainId.ToString()).With(reminderName).With(eTag))).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => database.Write(connection => connection.Run(new NpgsqlStatement("DELETE FROM reminder")));

    private static ReminderEntry Entry(NpgsqlDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.Text(0)),
        ReminderName = row.Text(1),
        StartAt = new DateTime(row.GetInt64(2), DateTimeKind.Utc),
        Period = new TimeSpan(row.GetInt64(3)),
        ETag = row.Text(4),
    };
}
