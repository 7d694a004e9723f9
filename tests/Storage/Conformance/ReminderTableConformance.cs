using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using SalesGrains.Conformance.Entities;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance;

/// <summary>What every engine's reminder table must do.</summary>
public abstract class ReminderTableConformance(EngineFixture engine) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private IReminderTable Table => engine.Reminders;

    private FakeTimeProvider Time => engine.Time;

    public Task InitializeAsync() => engine.Open();

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_row_is_read_back_as_it_was_written()
    {
        var start = Start.UtcDateTime.AddTicks(12_345_678);
        var etag = await Table.UpsertRow(Row("p1", "wake", start, TimeSpan.FromDays(40)));

        var row = await Table.ReadRow(Grain("p1"), "wake");

        Assert.NotNull(row);
        Assert.Equal((Grain("p1"), "wake", engine.Kept(start), TimeSpan.FromDays(40), etag), (row.GrainId, row.ReminderName, row.StartAt, row.Period, row.ETag));
        Assert.Equal(DateTimeKind.Utc, row.StartAt.Kind);
        Assert.Null(await Table.ReadRow(Grain("p1"), "Wake"));
        Assert.Null(await Table.ReadRow(Grain("p2"), "wake"));
    }

    [Fact]
    public async Task A_second_upsert_replaces_the_row_and_moves_its_etag()
    {
        var first = await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, Minute));
        var second = await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime.AddHours(1), 2 * Minute));

        Assert.NotEqual(first, second);
        var row = Assert.Single((await Table.ReadRows(Grain("p1"))).Reminders);
        Assert.Equal((Start.UtcDateTime.AddHours(1), 2 * Minute, second), (row.StartAt, row.Period, row.ETag));
    }

    [Fact]
    public async Task Rows_are_read_by_grain()
    {
        await Table.UpsertRow(Row("p1", "one", Start.UtcDateTime, Minute));
        await Table.UpsertRow(Row("p1", "两", Start.UtcDateTime.AddYears(1), Minute));
        await Table.UpsertRow(Row("p10", "one", Start.UtcDateTime, Minute));

        Assert.Equal(["one", "两"], (await Table.ReadRows(Grain("p1"))).Reminders.Select(row => row.ReminderName).Order());
        Assert.Empty((await Table.ReadRows(Grain("p2"))).Reminders);
    }

    [Fact]
    public async Task Only_the_etag_that_is_stored_removes_a_row()
    {
        var first = await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, Minute));
        var second = await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, Minute));

        Assert.False(await Table.RemoveRow(Grain("p1"), "wake", first!));
        Assert.False(await Table.RemoveRow(Grain("p2"), "wake", second!));
        Assert.True(await Table.RemoveRow(Grain("p1"), "wake", second!));
        Assert.False(await Table.RemoveRow(Grain("p1"), "wake", second!));

        var successor = await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, Minute));
        Assert.False(await Table.RemoveRow(Grain("p1"), "wake", first!));
        Assert.False(await Table.RemoveRow(Grain("p1"), "wake", second!));
        Assert.Equal(successor, (await Table.ReadRow(Grain("p1"), "wake"))!.ETag);
    }

    [Fact]
    public async Task Ring_ranges_exclude_their_beginning_include_their_end_and_wrap_around()
    {
        var grains = Enumerable.Range(0, 40).Select(n => Grain($"p{n}")).ToArray();
        foreach (var grain in grains)
        {
            await Table.UpsertRow(Row(grain.Key.ToString()!, "wake", Start.UtcDateTime, Minute));
        }

        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToArray();
        Assert.Equal(40, hashes.Distinct().Count());
        uint low = hashes[5], middle = hashes[20], high = hashes[35];
        (uint Begin, uint End)[] ranges =
        [
            (low, high), (high, low), (low, low), (0, 0), (0, uint.MaxValue), (uint.MaxValue, 0), (middle - 1, middle), (middle, middle + 1),
            (hashes[39], hashes[0]),
        ];

        foreach (var (begin, end) in ranges)
        {
            var expected = grains.Where(grain =>
            {
                var hash = grain.GetUniformHashCode();
                return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
            });
            var read = (await Table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId);
            Assert.Equal(expected.Order(), read.Order());
        }
    }

    // Start in minutes after now, period in minutes; near means that a tick lies within the loading window of 10 minutes.
    [Theory]
    [InlineData(-1, 1, true)]
    [InlineData(0, 1, true)]
    [InlineData(9, 60, true)]
    [InlineData(10, 60, true)]
    [InlineData(11, 60, false)]
    [InlineData(60 * 24 * 30, 1, false)]
    [InlineData(-50, 60, true)]
    [InlineData(-49, 60, false)]
    [InlineData(-60 * 24, 60 * 24 * 40, false)]
    public async Task A_range_read_returns_the_rows_that_are_near_in_time(int startMinutes, int periodMinutes, bool near)
    {
        await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime.AddMinutes(startMinutes), periodMinutes * Minute));

        Assert.Equal(near ? 1 : 0, (await Table.ReadRows(0, 0)).Reminders.Count);
        Assert.Single((await Table.ReadRows(Grain("p1"))).Reminders);
    }

    [Fact]
    public async Task A_range_read_follows_the_clock()
    {
        await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime.AddHours(2), TimeSpan.FromDays(1)));
        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);

        Time.Advance(TimeSpan.FromMinutes(110));
        Assert.Single((await Table.ReadRows(0, 0)).Reminders);

        Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task A_range_read_leaves_the_callers_thread()
    {
        await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, Minute));

        // A read that has ended when the call returns has been done on this thread.
        var finished = 0;
        for (var n = 0; n < 100; n++)
        {
            var read = Table.ReadRows(0, 0);
            finished += read.IsCompleted ? 1 : 0;
            await read;
        }

        Assert.True(finished < 50, $"{finished} of 100 range reads had ended when the call returned.");
    }

    [Fact]
    public async Task Clearing_empties_the_table()
    {
        await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, Minute));

        await Table.TestOnlyClearTable();

        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task Strange_and_long_names_stay_apart_and_in_their_ring_range()
    {
        var rows = StoreSamples.StrangeIds.SelectMany(id => (ReminderEntry[])
        [
            Row(id, "wake", Start.UtcDateTime, Minute),
            Row("p1", id, Start.UtcDateTime, 2 * Minute),
        ]).ToArray();
        var etags = new List<string>();
        foreach (var row in rows)
        {
            etags.Add((await Table.UpsertRow(row))!);
        }

        Assert.Equal(rows.Length, etags.Distinct().Count());
        foreach (var (row, etag) in rows.Zip(etags))
        {
            var read = await Table.ReadRow(row.GrainId, row.ReminderName);
            Assert.Equal((row.GrainId, row.ReminderName, row.Period, etag), (read!.GrainId, read.ReminderName, read.Period, read.ETag));
            var hash = row.GrainId.GetUniformHashCode();
            Assert.Contains((await Table.ReadRows(hash - 1, hash)).Reminders, one => one.GrainId == row.GrainId && one.ReminderName == row.ReminderName);
            Assert.True(await Table.RemoveRow(row.GrainId, row.ReminderName, etag));
        }

        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task Of_racing_upserts_of_one_row_one_stays()
    {
        var etags = await Task.WhenAll(Enumerable.Range(1, 16).Select(n => Task.Run(() =>
            Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, n * Minute)))));

        var row = Assert.Single((await Table.ReadRows(Grain("p1"))).Reminders);
        Assert.Equal(row.ETag, etags[(int)(row.Period / Minute) - 1]);
        Assert.Equal(16, etags.Distinct().Count());
    }

    [Fact]
    public async Task Rows_are_there_after_a_restart()
    {
        var etag = await Table.UpsertRow(Row("p1", "wake", Start.UtcDateTime, Minute));

        await engine.Close();
        await engine.Open();

        Assert.Equal(etag, (await Table.ReadRow(Grain("p1"), "wake"))!.ETag);
    }

    private static GrainId Grain(string key) => GrainId.Create("portfolio", key);

    private static ReminderEntry Row(string key, string name, DateTime start, TimeSpan period) =>
        new() { GrainId = Grain(key), ReminderName = name, StartAt = start, Period = period };
}
