using System.Globalization;

namespace SalesGrains.Calendars;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2026-03-02 09:00", "2026-03-02T01:00")]
    [InlineData("Asia/Shanghai", "1988-07-01 09:00", "1988-07-01T00:00")]
    [InlineData("Asia/Urumqi", "2026-03-02 09:00", "2026-03-02T03:00")]
    [InlineData("America/New_York", "2026-03-07 09:00", "2026-03-07T14:00")]
    [InlineData("America/New_York", "2026-03-08 01:59", "2026-03-08T06:59")]
    [InlineData("America/New_York", "2026-03-08 02:30", "2026-03-08T07:30")]
    [InlineData("America/New_York", "2026-03-08 03:00", "2026-03-08T07:00")]
    [InlineData("America/New_York", "2026-03-08 09:00", "2026-03-08T13:00")]
    [InlineData("America/New_York", "2026-11-01 00:59", "2026-11-01T04:59")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01T06:30")]
    [InlineData("America/New_York", "2026-11-01 09:00", "2026-11-01T14:00")]
    public void A_local_time_is_one_instant_on_days_of_a_clock_change_too(string zone, string local, string utc)
    {
        var at = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

        Assert.Equal(
            DateTime.ParseExact(utc, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            LocalTime.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at), TimeZoneInfo.FindSystemTimeZoneById(zone)).UtcDateTime);
    }

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_at_one()
    {
        // Santiago skips midnight of 2026-09-06.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");

        Assert.Equal(new DateTime(2026, 9, 6, 4, 0, 0), LocalTime.StartOf(new(2026, 9, 6), zone).UtcDateTime);
        Assert.Equal(new DateOnly(2026, 9, 6), LocalTime.DayOf(LocalTime.StartOf(new(2026, 9, 6), zone), zone));
    }
}
