using SalesGrains.Calendars;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>X16: when people are left alone.</summary>
public sealed class QuietRulesTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("20:59:59", "21:00", "08:00", null)]
    [InlineData("21:00:00", "21:00", "08:00", "2026-03-03 08:00")]
    [InlineData("23:59:59", "21:00", "08:00", "2026-03-03 08:00")]
    [InlineData("00:00:00", "21:00", "08:00", "2026-03-02 08:00")]
    [InlineData("07:59:59", "21:00", "08:00", "2026-03-02 08:00")]
    [InlineData("08:00:00", "21:00", "08:00", null)]
    [InlineData("12:00:00", "12:00", "13:30", "2026-03-02 13:30")]
    [InlineData("13:30:00", "12:00", "13:30", null)]
    [InlineData("12:00:00", "12:00", "12:00", null)]
    public void Quiet_hours_begin_with_their_first_second_and_end_with_their_last(string time, string from, string to, string? until)
    {
        var at = LocalTime.At(new(2026, 3, 2), TimeOnly.Parse(time, null), Shanghai);

        var quiet = QuietRules.QuietUntil(at, TimeOnly.Parse(from, null), TimeOnly.Parse(to, null), Shanghai);

        Assert.Equal(until, quiet?.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", null));
    }

    [Fact]
    public void What_comes_at_night_goes_out_in_the_morning_as_one_message()
    {
        var rep = new Recipient("wecom-app");
        rep.Clock.To(new(2026, 3, 2), 22);
        rep.Send();
        rep.After(3600);
        rep.Send("contract/c-2/n-1");
        var attempt = Assert.Single(rep.State.Attempts);
        Assert.Equal("attempt.not-now", rep.Entity.Do(new StartAttempt(attempt.Id))?.Code);

        rep.Clock.To(new(2026, 3, 3), 8);
        rep.Finish("wecom-app", "sent");

        Assert.Equal(2, rep.State.Attempts.Single().Nudges.Length);
    }

    [Fact]
    public void The_next_rung_waits_for_the_morning_too()
    {
        var rep = new Recipient("wecom-app", "wecom-robot");
        rep.Clock.To(new(2026, 3, 2), 22);
        rep.Send(deadline: rep.Clock.Now.AddDays(2));

        rep.After(3600);
        Assert.Single(rep.Attempts);
        rep.Clock.To(new(2026, 3, 3), 8);
        rep.After(30);

        Assert.Equal(2, rep.Attempts.Count());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Strong_nudges_and_those_that_climbed_come_at_night(bool strong, bool escalated)
    {
        var rep = new Recipient("wecom-app");
        rep.Clock.To(new(2026, 3, 2), 22);

        rep.Send(strong: strong, escalated: escalated);

        rep.Finish("wecom-app", "sent");
        Assert.Equal(["wecom-app sent"], rep.Attempts);
    }

    [Fact]
    public void Who_snoozes_is_left_alone_until_then()
    {
        var rep = new Recipient("wecom-app");
        var until = rep.Clock.Now.AddHours(2);
        Assert.Null(rep.Entity.Do(new SetReach([new() { Channel = "wecom-app", Address = "li" }], null, until)));

        rep.Send();

        Assert.Equal(until, rep.State.Attempts.Single().NotBefore);
    }

    [Fact]
    public void Own_quiet_hours_take_the_place_of_the_companys()
    {
        var rep = new Recipient("wecom-app");
        rep.Clock.To(new(2026, 3, 2), 22);
        Assert.Null(rep.Entity.Do(new SetReach(
            [new() { Channel = "wecom-app", Address = "li" }], new() { From = new(23, 0), To = new(6, 0) }, null)));

        rep.Send();

        Assert.True(rep.State.Attempts.Single().NotBefore <= rep.Clock.Now);
    }

    [Theory]
    [InlineData(72, null)]
    [InlineData(72.1, "recipient.snooze-too-long")]
    public void Nobody_snoozes_for_ever(double hours, string? code)
    {
        var rep = new Recipient("wecom-app");

        Assert.Equal(code, rep.Entity.Do(new SetReach([], null, rep.Clock.Now.AddHours(hours)))?.Code);
    }
}
