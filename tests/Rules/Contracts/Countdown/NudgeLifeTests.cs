using SalesGrains.RuleSets;
using static SalesGrains.Contracts.Countdown.OneDue;

namespace SalesGrains.Contracts.Countdown;

/// <summary>What becomes of a nudge that was raised: its date moves, its money comes, somebody sees it.</summary>
public sealed class NudgeLifeTests
{
    [Fact]
    public void A_date_that_moves_warns_once_more_and_closes_what_was_open()
    {
        var clock = new TestClock(2026, 3, 2);
        var contract = Some.Signed(clock, null, Some.Acceptance(1_000_000));
        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 2)));
        StepTo(contract, clock, new(2026, 3, 10), 10);
        Assert.Single(contract.Nudges());
        clock.To(new(2026, 3, 31), 10);

        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 31)));
        Assert.DoesNotContain(contract.State.Nudges, nudge => nudge.IsOpen);
        StepTo(contract, clock, contract.Node(1).DueOn!.Value.AddDays(-4), 10);

        Assert.Equal(2, contract.Nudges().Count(nudge => nudge.Rule == StageRules.Warning));
    }

    [Fact]
    public void A_correction_that_leaves_the_date_warns_nobody_again()
    {
        var clock = new TestClock(2026, 3, 7);
        var contract = Some.Signed(clock, null, Some.Acceptance(1_000_000));
        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 6)));
        StepTo(contract, clock, new(2026, 3, 15), 10);
        Assert.Single(contract.Nudges());

        // Friday or the Saturday after it: ten business days end on the same day.
        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 7)));

        Assert.Single(contract.Nudges());
        Assert.Contains(contract.State.Nudges, nudge => nudge.IsOpen);
    }

    [Fact]
    public void Of_stages_that_passed_together_only_the_latest_speaks()
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        clock.To(Due.AddDays(8), 10);

        contract.WakeUp();

        Assert.Equal("manager", Assert.Single(contract.Nudges()).Level);
        Assert.Equal(clock.At(Due.AddDays(30), 9), contract.Facts().NextDue);
    }

    [Fact]
    public void Loaded_history_waits_until_the_next_morning_and_is_silent_when_it_was_paid()
    {
        var clock = new TestClock(2026, 5, 25, 9, 30);
        var paid = DueOn(clock);
        var open = DueOn(clock);
        Assert.Empty(open.Nudges());
        Assert.Null(paid.Pay(100_000_00, on: Due));

        clock.To(new(2026, 5, 26), 8, 59);
        Assert.Empty(open.WakeUp());
        clock.To(new(2026, 5, 26), 9);
        open.WakeUp();
        paid.WakeUp();

        Assert.Empty(paid.Nudges());
        Assert.Equal("director", Assert.Single(open.Nudges()).Level);
        Assert.Null(open.Facts().NextDue);
    }

    [Fact]
    public void A_paid_node_closes_its_nudges_and_asks_for_no_alarm()
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        StepTo(contract, clock, Due.AddDays(8), 10);
        Assert.Contains(contract.State.Nudges, nudge => nudge.IsOpen);

        Assert.Null(contract.Pay(100_000_00));

        Assert.DoesNotContain(contract.State.Nudges, nudge => nudge.IsOpen);
        Assert.Null(contract.Facts().NextDue);
    }

    [Fact]
    public void Marking_a_nudge_twice_records_it_once()
    {
        var clock = new TestClock(2026, 4, 18);
        var contract = DueOn(clock);
        var id = contract.State.Nudges[0].Id;

        Assert.Null(contract.Do(new MarkNudgeSeen(id)));
        Assert.Null(contract.Do(new MarkNudgeSeen(id)));
        Assert.Null(contract.Do(new MarkNudgeActed(id)));
        Assert.Null(contract.Do(new MarkNudgeActed(id)));

        Assert.Single(contract.Events.OfType<NudgeSeen>());
        Assert.Single(contract.Events.OfType<NudgeActed>());
        Assert.Equal("nudge.not-found", contract.Do(new MarkNudgeSeen("nothing"))?.Code);
        Assert.Empty(((ContractFacts)contract.Facts()).Nudges);
    }
}
