namespace SalesGrains.Contracts.Countdown;

/// <summary>A contract with one node, due on a fixed day.</summary>
internal static class OneDue
{
    public static readonly DateOnly Due = new(2026, 4, 20);

    /// <summary>One node is all of it.</summary>
    public static PureEntity<ContractState, ContractCommand, ContractEvent> DueOn(TestClock clock) =>
        Some.Signed(clock, null, Some.DueOn(Due, TermAmount.Share(1_000_000)));

    /// <summary>Goes there through every due moment on the way, as the portfolio does.</summary>
    public static void StepTo(PureEntity<ContractState, ContractCommand, ContractEvent> contract, TestClock clock, DateOnly day, int hour)
    {
        var end = clock.At(day, hour);
        while (contract.Facts().NextDue is { } next && next <= end)
        {
            clock.Now = next > clock.Now ? next : clock.Now;
            Assert.NotEmpty(contract.WakeUp());
        }

        clock.Now = end > clock.Now ? end : clock.Now;
    }
}
