using SalesGrains.Organizations;

namespace SalesGrains.Sandboxes;

public sealed class ClockRulesTests
{
    private static readonly DateTimeOffset Real = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Virtual = new(2026, 1, 20, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 10, 10)]
    [InlineData(17_280, 5, 86_400)]
    [InlineData(0, 3_600, 0)]
    public void A_clock_goes_at_its_rate(int rate, int realSeconds, int virtualSeconds)
    {
        var clock = ClockRules.Start(Real, Virtual, rate);

        Assert.Equal(Virtual.AddSeconds(virtualSeconds), clock.At(Real.AddSeconds(realSeconds)));
    }

    [Fact]
    public void Another_rate_goes_on_from_where_the_clock_is()
    {
        var clock = ClockRules.WithRate(ClockRules.Start(Real, Virtual, 60), Real.AddSeconds(10), 2);

        Assert.Equal(Virtual.AddSeconds(600), clock.At(Real.AddSeconds(10)));
        Assert.Equal(Virtual.AddSeconds(602), clock.At(Real.AddSeconds(11)));
        Assert.Equal(2, clock.Version);
    }

    [Fact]
    public void A_jump_stands_still_steps_forward_only_and_ends_at_its_target()
    {
        var jumping = ClockRules.BeginJump(ClockRules.Start(Real, Virtual, 60), Real);
        var stepped = ClockRules.Step(jumping, Real.AddSeconds(1), Virtual.AddHours(5));
        var back = ClockRules.Step(stepped, Real.AddSeconds(2), Virtual.AddHours(3));
        var ended = ClockRules.EndJump(back, Real.AddSeconds(3), Virtual.AddDays(45), goOn: true);

        Assert.True(jumping.Jumping);
        Assert.Equal(Virtual, jumping.At(Real.AddSeconds(30)));
        Assert.Equal(Virtual.AddHours(5), back.At(Real.AddSeconds(2)));
        Assert.Equal(Virtual.AddDays(45), ended.At(Real.AddSeconds(3)));
        Assert.False(ended.Jumping);
    }

    [Fact]
    public void A_program_that_was_off_goes_on_where_the_clock_stopped()
    {
        var checkpoint = ClockRules.Checkpoint(ClockRules.Start(Real, Virtual, 60), Real.AddSeconds(10));
        var woken = ClockRules.Wake(checkpoint, Real.AddHours(8));

        Assert.Equal(Virtual.AddSeconds(600), woken.At(Real.AddHours(8)));
    }

    [Fact]
    public void A_pause_keeps_the_rate_for_going_on()
    {
        var paused = ClockRules.Pause(ClockRules.Start(Real, Virtual, 60), Real.AddSeconds(10));
        var resumed = ClockRules.Resume(paused, Real.AddSeconds(100));

        Assert.Equal(Virtual.AddSeconds(600), paused.At(Real.AddSeconds(100)));
        Assert.Equal(Virtual.AddSeconds(660), resumed.At(Real.AddSeconds(101)));
    }

    [Fact]
    public void A_production_clock_is_real_time() => Assert.Equal(Real, OrganizationClock.Real.At(Real));
}
