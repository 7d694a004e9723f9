namespace SalesGrains.Contracts.Acceptances;

public sealed class ResignTests
{
    private readonly TestClock clock = new(2026, 3, 2, 15);

    [Fact]
    public void A_mismatch_is_nudged_at_once_then_every_two_workdays_and_from_the_third_on_to_the_manager()
    {
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        var raised = Nudges(contract);
        Assert.Equal(("rep", "record-acceptance"), (Assert.Single(raised).Level, raised[0].Command));

        for (var day = 0; day < 9; day++)
        {
            clock.Now += TimeSpan.FromDays(1);
            contract.WakeUp();
        }

        // Monday the 2nd; the 7th and 8th are a weekend.
        Assert.Equal(
            [("rep", 2), ("rep", 4), ("manager", 6), ("manager", 10)], Nudges(contract).Select(nudge => (nudge.Level, Local(nudge.DueMoment).Day)));
        Assert.All(Nudges(contract).Skip(1), nudge => Assert.Equal(9, Local(nudge.DueMoment).Hour));
    }

    [Fact]
    public void It_counts_workdays_across_the_spring_festival()
    {
        clock.Now = new TestClock(2026, 2, 13, 15).Now;
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 2, 13)));

        // The holiday is from the 15th to the 23rd, the 14th is worked in its stead.
        Assert.Equal(new DateTime(2026, 2, 24, 9, 0, 0), Local(ResignRules.NextDue(contract.State, contract.Context())!.Value));
    }

    [Fact]
    public void After_a_long_stop_only_the_latest_speaks()
    {
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        clock.Now += TimeSpan.FromDays(30);

        contract.WakeUp();

        var nudges = Nudges(contract);
        Assert.Equal(2, nudges.Count);
        Assert.Equal(("manager", 12), (nudges[1].Level, nudges[1].Rung));
        Assert.True(contract.Read().NextDue > clock.Now);
    }

    [Fact]
    public void The_nudge_stays_while_payments_of_other_nodes_come_and_goes_with_the_freeze()
    {
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));

        contract.Pay(30_000_00, no: 1);
        Assert.Contains(contract.Read().Nudges, nudge => nudge.Rule == ResignRules.Resign);

        contract.Do(Signed.By("总经理", new(2026, 3, 2), hash: 'b'));
        Assert.DoesNotContain(contract.Read().Nudges, nudge => nudge.Rule == ResignRules.Resign);
        Assert.True(contract.Read().NextDue > clock.Now);
    }

    [Fact]
    public void Nobody_is_nudged_for_a_signature_when_all_is_paid_or_cancelled()
    {
        var paid = Signed.Contract(clock);
        paid.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        paid.Pay(100_000_00);
        Assert.Empty(paid.Read().Nudges);
        Assert.Null(paid.Read().NextDue);

        var cancelled = Signed.Contract(clock);
        cancelled.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        cancelled.Do(new CancelContract("客户取消"));
        Assert.Empty(cancelled.Read().Nudges);
        Assert.Null(cancelled.Read().NextDue);
    }

    [Fact]
    public void What_was_raised_is_what_the_refold_knows()
    {
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        clock.Now += TimeSpan.FromDays(7);
        contract.WakeUp();

        Assert.Equal(contract.Stored(), contract.Refolded());
    }

    private static List<NudgeRaised> Nudges(PureEntity<ContractState, ContractCommand, ContractEvent> contract) =>
        [.. contract.Nudges().Where(nudge => nudge.Rule == ResignRules.Resign)];

    private DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, clock.Zone).DateTime is var local ? new(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0) : default;
}
