using SalesGrains.RuleSets;
using static SalesGrains.Contracts.Countdown.OneDue;

namespace SalesGrains.Contracts.Countdown;

/// <summary>When a nudge is raised, and to whom.</summary>
public sealed class NudgeRulesTests
{
    [Theory]
    [InlineData(8, 23, 59, false)]
    [InlineData(7, 8, 59, false)]
    [InlineData(7, 9, 0, true)]
    [InlineData(6, 0, 0, true)]
    public void A_warning_comes_at_nine_seven_days_before(int daysAhead, int hour, int minute, bool warned)
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);

        clock.To(Due.AddDays(-daysAhead), hour, minute);
        contract.WakeUp();

        Assert.Equal(warned, contract.Nudges().Any(nudge => nudge is { Rule: StageRules.Warning, Level: "rep" }));
        Assert.Equal(warned, !contract.Node(1).Checklist.IsEmpty);
    }

    [Fact]
    public void The_alarm_is_set_for_the_warning_and_then_for_the_next_stage()
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        Assert.Equal(clock.At(Due.AddDays(-7), 9), contract.Facts().NextDue);

        clock.To(Due.AddDays(-7), 9);
        contract.WakeUp();

        Assert.Equal(clock.At(Due.AddDays(-3), 9), contract.Facts().NextDue);
    }

    [Fact]
    public void A_stage_that_was_given_up_is_not_due_and_hides_no_later_one_but_a_date_that_moves_brings_it_back()
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        clock.GivenUp = clock.GivenUp.Add("1/warn/20260420", "letter");
        Assert.NotEqual(clock.At(Due.AddDays(-7), 9), contract.Facts().NextDue);

        clock.To(Due.AddDays(-7), 12);
        Assert.Empty(contract.WakeUp());
        clock.To(Due.AddDays(1), 9);
        contract.WakeUp();
        Assert.Equal(StageRules.Overdue, Assert.Single(contract.Nudges()).Rule);

        clock.GivenUp = clock.GivenUp.Clear().Add("1/warn/20260419", "letter");
        var other = DueOn(new TestClock(2026, 4, 1) { GivenUp = clock.GivenUp });
        Assert.Equal(clock.At(Due.AddDays(-7), 9), other.Facts().NextDue);
    }

    [Theory]
    [InlineData(10, 9, 1)] // earlier warnings: the window has begun
    [InlineData(5, 6, 0)] // later warnings: not yet
    public void Newer_rules_move_a_warning_that_has_not_come(int warnDays, int daysAhead, int nudges)
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        clock.Rules = RuleSet.Default with { Version = 2, Payments = new() { WarnDays = warnDays } };
        clock.To(Due.AddDays(-daysAhead), 12);

        contract.Reevaluate();
        contract.WakeUp();

        Assert.Equal(nudges, contract.Nudges().Length);
        Assert.Equal(clock.At(Due.AddDays(nudges > 0 ? -3 : -warnDays), 9), contract.Facts().NextDue);
    }

    [Fact]
    public void Newer_rules_repeat_no_warning_and_bring_no_stage_that_would_have_come_before_one_that_is_done()
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        StepTo(contract, clock, Due.AddDays(-3), 9);
        Assert.Equal(2, contract.Nudges().Length);

        clock.Rules = RuleSet.Default with { Version = 2, Payments = new() { WarnDays = 10, OpenItemDays = [5, 4, 2] } };
        contract.Reevaluate();
        contract.WakeUp();

        Assert.Equal(2, contract.Nudges().Length);
        Assert.Equal(clock.At(Due.AddDays(-2), 9), contract.Facts().NextDue);
        StepTo(contract, clock, Due.AddDays(-2), 9);
        Assert.Equal(3, contract.Nudges().Length);
    }

    [Fact]
    public void A_warning_is_not_repeated_while_the_date_stands()
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);

        foreach (var hour in new[] { 9, 10, 12, 23 })
        {
            clock.To(Due.AddDays(-7), hour);
            contract.WakeUp();
        }

        Assert.Single(contract.Nudges());
    }

    [Fact]
    public void A_checklist_has_three_parts_and_names_the_deliverables()
    {
        var clock = new TestClock(2026, 1, 5);
        var contract = Some.Signed(clock, null, Some.Acceptance(1_000_000) with { RequiresInvoice = true });
        clock.To(new(2026, 3, 2));
        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 2)));
        clock.To(contract.Node(1).DueOn!.Value.AddDays(-7), 9);
        contract.WakeUp();

        var items = contract.Node(1).Checklist;

        Assert.Equal(["confirm", "submit", "answer"], items.Select(item => item.Part).Distinct());
        Assert.Contains(items, item => item is { Deliverable: "acceptance-report", Argument: "验收报告" });
        Assert.Contains(items, item => item.Text == ChecklistRules.InvoiceText);
        Assert.All(items, item => Assert.NotEqual(item.Text, ChecklistTexts.Of(item.Text, item.Argument, english: true)));
        Assert.All(items, item => Assert.NotEqual(item.Text, ChecklistTexts.Of(item.Text, item.Argument, english: false)));
    }

    [Theory]
    [InlineData(4, 9, 1)]
    [InlineData(3, 8, 1)]
    [InlineData(3, 9, 2)]
    [InlineData(1, 8, 2)]
    [InlineData(1, 9, 3)]
    [InlineData(0, 23, 3)]
    public void Open_items_are_nudged_again_at_three_days_and_at_one(int daysAhead, int hour, int nudges)
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        StepTo(contract, clock, Due.AddDays(-daysAhead), hour);

        Assert.Equal(nudges, contract.Nudges().Length);
        Assert.All(contract.Nudges().Skip(1), nudge => Assert.Equal(StageRules.OpenItems, nudge.Rule));
        Assert.Single(contract.State.Nudges, nudge => nudge.IsOpen);
    }

    [Fact]
    public void A_ticked_checklist_is_not_nudged_again()
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        StepTo(contract, clock, Due.AddDays(-6), 10);
        foreach (var item in contract.Node(1).Checklist)
        {
            Assert.Null(contract.Do(new TickChecklist(item.Id, true)));
        }

        StepTo(contract, clock, Due, 23);

        Assert.Single(contract.Nudges());
        Assert.Equal(clock.At(Due.AddDays(1), 9), contract.Facts().NextDue);
    }

    [Theory]
    [InlineData(0, 23, "")]
    [InlineData(1, 8, "")]
    [InlineData(1, 9, "rep")]
    [InlineData(6, 23, "rep")]
    [InlineData(7, 9, "rep manager")]
    [InlineData(29, 23, "rep manager")]
    [InlineData(30, 9, "rep manager director")]
    [InlineData(300, 9, "rep manager director")]
    public void Overdue_climbs_from_rep_to_manager_to_director(int daysLate, int hour, string levels)
    {
        var clock = new TestClock(2026, 4, 1);
        var contract = DueOn(clock);
        StepTo(contract, clock, Due.AddDays(daysLate), hour);

        Assert.Equal(levels, string.Join(' ', contract.Nudges().Where(nudge => nudge.Rule == StageRules.Overdue).Select(nudge => nudge.Level)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(1)]
    [InlineData(0)]
    public void A_node_created_inside_its_window_warns_once_and_at_once(int daysAhead)
    {
        var clock = new TestClock(2026, 4, 1);
        clock.To(Due.AddDays(-daysAhead), 14);

        var contract = DueOn(clock);

        var nudge = Assert.Single(contract.Nudges());
        Assert.Equal(StageRules.Warning, nudge.Rule);
        Assert.Empty(contract.WakeUp());
    }
}
