using SalesGrains.Organizations;

namespace SalesGrains.Sandboxes;

/// <summary>
/// How the clock of a sandbox moves (M4): it has a rate, a pause and a jump, and never goes back. Pure.
/// </summary>
public static class ClockRules
{
    /// <summary>The fastest rate: a virtual day each second.</summary>
    public const decimal MaxRate = 86_400;

    /// <summary>A clock that starts at a virtual instant.</summary>
    public static OrganizationClock Start(DateTimeOffset real, DateTimeOffset at, decimal rate) => new(real, at, rate, 1, ResumeRate: rate);

    /// <summary>The same clock going at another rate from now on.</summary>
    public static OrganizationClock WithRate(OrganizationClock clock, DateTimeOffset real, decimal rate) =>
        At(clock, real) with { Rate = rate, ResumeRate = rate };

    /// <summary>Stands still from now on.</summary>
    public static OrganizationClock Pause(OrganizationClock clock, DateTimeOffset real) => At(clock, real) with { Rate = 0 };

    /// <summary>Goes on at the rate it had before it stood still.</summary>
    public static OrganizationClock Resume(OrganizationClock clock, DateTimeOffset real) => At(clock, real) with { Rate = clock.ResumeRate };

    /// <summary>Stands still and refuses other commands until <see cref="EndJump"/>.</summary>
    public static OrganizationClock BeginJump(OrganizationClock clock, DateTimeOffset real) =>
        At(clock, real) with { Rate = 0, Jumping = true };

    /// <summary>Moves a jumping clock to a due moment; one that lies behind it leaves it where it is.</summary>
    public static OrganizationClock Step(OrganizationClock clock, DateTimeOffset real, DateTimeOffset to) =>
        clock with { AnchorReal = real, AnchorVirtual = Later(clock.AnchorVirtual, to), Version = clock.Version + 1 };

    /// <summary>Ends a jump at its target; a clock that was going goes on.</summary>
    public static OrganizationClock EndJump(OrganizationClock clock, DateTimeOffset real, DateTimeOffset target, bool goOn) =>
        Step(clock, real, target) with { Rate = goOn ? clock.ResumeRate : 0, Jumping = false };

    /// <summary>Writes down where the clock is, so that a program that was off for a night goes on where it stopped.</summary>
    public static OrganizationClock Checkpoint(OrganizationClock clock, DateTimeOffset real) =>
        clock with { AnchorReal = real, AnchorVirtual = clock.At(real) };

    /// <summary>Goes on from the last checkpoint as if no real time had passed since.</summary>
    public static OrganizationClock Wake(OrganizationClock clock, DateTimeOffset real) =>
        clock with { AnchorReal = real, Version = clock.Version + 1, Jumping = false };

    private static OrganizationClock At(OrganizationClock clock, DateTimeOffset real) =>
        clock with { AnchorReal = real, AnchorVirtual = clock.At(real), Version = clock.Version + 1 };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
