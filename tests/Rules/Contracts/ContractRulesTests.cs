namespace SalesGrains.Contracts;

public sealed class ContractRulesTests
{
    [Fact]
    public void Signing_makes_nodes_that_count_down_across_the_spring_festival_and_a_make_up_saturday()
    {
        var contract = Some.Signed(new TestClock(2026, 2, 13));

        Assert.Equal([30_000_00, 60_000_00, 10_000_00], contract.State.Nodes.Select(node => node.AmountFen));
        Assert.Equal(new DateOnly(2026, 2, 27), contract.Node(1).DueOn);
        Assert.Null(contract.Node(2).DueOn);
        Assert.Equal(1, contract.State.TermsVersion);
    }

    [Theory]
    [InlineData(1999, 12, 31, "date.out-of-range")]
    [InlineData(2026, 3, 3, "date.in-future")]
    [InlineData(2026, 3, 2, null)]
    public void A_contract_is_signed_on_a_day_that_has_come(int year, int month, int day, string? code)
    {
        var contract = Some.Contract(new(2026, 3, 2));
        contract.Do(new CreateContract(Some.Draft()));

        var refused = contract.Do(new SignContract(new(year, month, day)));

        Assert.Equal(code, refused?.Code);
        Assert.Equal(code is null ? "signed" : "draft", contract.State.Stage);
    }

    [Fact]
    public void An_event_starts_a_node_and_a_corrected_date_moves_it()
    {
        var contract = Some.Signed(new TestClock(2026, 10, 20), new(2026, 9, 21));
        Assert.Equal(new DateOnly(2026, 9, 29), contract.Node(1).DueOn);

        Assert.Null(contract.Do(new RecordEvent("final-accepted", new(2026, 9, 24))));
        Assert.Equal(new DateOnly(2026, 10, 15), contract.Node(2).DueOn);
        Assert.Equal(new DateOnly(2026, 9, 24), contract.Node(2).StartsOn);
        Assert.Null(contract.Do(new RecordEvent("final-accepted", new(2026, 10, 19))));

        Assert.Equal(new DateOnly(2026, 11, 2), contract.Node(2).DueOn);
        Assert.Equal(new DateOnly(2027, 10, 19), contract.Node(3).StartsOn);
        Assert.True(contract.Node(3).Provisional);
        Assert.Equal(["signed", "final-accepted"], contract.State.Milestones.Select(milestone => milestone.Event));
    }

    [Theory]
    [InlineData("signed", "event.derived")]
    [InlineData("prepay-received", "event.derived")]
    [InlineData("warranty-end", "event.derived")]
    [InlineData("moved-house", "event.unknown")]
    public void Only_what_people_see_happen_is_recorded(string name, string code)
    {
        var refused = Some.Signed(new TestClock(2026, 3, 2)).Do(new RecordEvent(name, new(2026, 3, 2)));

        Assert.Equal((code, "/event"), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void Recording_the_same_again_records_nothing()
    {
        var contract = Some.Signed(new TestClock(2026, 3, 2));
        contract.Do(new RecordEvent("arrived", new(2026, 3, 1)));
        var before = contract.Events.Count();

        Assert.Null(contract.Do(new RecordEvent("arrived", new(2026, 3, 1))));

        Assert.Equal(before, contract.Events.Count());
    }

    [Fact]
    public void A_paid_prepayment_is_an_event_and_its_reversal_takes_that_back()
    {
        var afterPrepay = Some.Acceptance(700_000) with { Trigger = new OnEvent("prepay-received") };
        var contract = Some.Signed(new TestClock(2026, 3, 20), new(2026, 3, 2), Some.Prepay(300_000), afterPrepay);

        contract.Pay(20_000_00, 1, "r-1", new(2026, 3, 9));
        Assert.Null(contract.Node(2).StartsOn);
        contract.Pay(10_000_00, 1, "r-2", new(2026, 3, 12));
        Assert.Equal(new DateOnly(2026, 3, 12), contract.Node(2).StartsOn);
        contract.Receive(Some.CustomerKey, new Customers.TakeReceiptBack("r-2", "退票"));

        Assert.Null(contract.Node(2).StartsOn);
        Assert.Equal(20_000_00, contract.Node(1).PaidFen);
    }

    [Fact]
    public void A_settled_node_keeps_its_dates_when_the_calendar_changes_and_an_open_one_moves()
    {
        var clock = new TestClock(2026, 3, 2);
        var contract = Some.Signed(clock, null, Some.Prepay(300_000), Some.Prepay(700_000));
        contract.Pay(30_000_00, 1);
        clock.Calendar = Calendars.BusinessCalendar.Create(
            Calendars.StatutoryYears.China, [new(new(2026, 3, 5), Calendars.DayKind.Holiday, "厂休")], version: 2);

        contract.Reevaluate();

        Assert.Equal(new DateOnly(2026, 3, 9), contract.Node(1).DueOn);
        Assert.Equal(new DateOnly(2026, 3, 10), contract.Node(2).DueOn);
        Assert.Empty(contract.Reevaluate());
    }

    [Fact]
    public void A_cancelled_contract_has_nothing_open_and_takes_no_money()
    {
        var contract = Some.Signed(new TestClock(2026, 3, 2));
        contract.Pay(10_000_00, 1, "r-1");

        Assert.Equal(("contract.reason-missing", "/reason"), contract.Do(new CancelContract("")) is { } no ? (no.Code, no.Field) : default);
        Assert.Null(contract.Do(new CancelContract("客户终止")));

        Assert.All(contract.State.Nodes, node => Assert.Equal(0, node.OpenFen));
        Assert.Equal(10_000_00, contract.Node(1).PaidFen);
        Assert.Equal("receipt.contract-not-signed", contract.Pay(1_00)?.Code);
        Assert.Equal("contract.cancelled", contract.Do(new RecordEvent("arrived", new(2026, 3, 2)))?.Code);
        Assert.Null(contract.Facts().NextDue);
    }

    [Fact]
    public void Facts_name_what_a_payment_waits_for()
    {
        var clock = new TestClock(2026, 1, 5);
        var contract = Some.Signed(clock, null, Some.Acceptance(1_000_000) with { RequiresInvoice = true });
        Assert.Equal("event:final-accepted", Blocker());
        clock.To(new(2026, 3, 2));
        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 2)));
        Assert.Equal("invoice", Blocker());
        contract.Do(new RecordEvent("invoiced", new(2026, 3, 2)));
        Assert.Null(Blocker());
        clock.To(new(2026, 3, 10));
        contract.WakeUp();
        Assert.Equal("deliverable:acceptance-report", Blocker());
        contract.Do(new TickChecklist(contract.Node(1).Checklist.First(item => item.Deliverable is not null).Id, true));
        Assert.Null(Blocker());

        string? Blocker() => ((ContractFacts)contract.Facts()).Nodes[0].Blocker;
    }

    [Fact]
    public void A_view_derives_statuses_from_today()
    {
        var clock = new TestClock(2026, 3, 2);
        var contract = Some.Signed(clock, null, Some.DueOn(new(2026, 3, 20), TermAmount.Share(1_000_000)));
        foreach (var (day, status) in new[] { (12, "upcoming"), (13, "due-soon"), (20, "due-today"), (21, "overdue") })
        {
            clock.To(new(2026, 3, day));
            Assert.Equal(status, ContractViewRules.Of(contract.State, contract.Context()).Nodes[0].Status);
        }

        Assert.Equal(1, ContractViewRules.Of(contract.State, contract.Context()).Nodes[0].OverdueDays);
    }
}
