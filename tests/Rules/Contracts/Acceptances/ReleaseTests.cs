using SalesGrains.Entities;

namespace SalesGrains.Contracts.Acceptances;

public sealed class ReleaseTests
{
    private readonly TestClock clock = new(2026, 3, 2, 15);

    [Fact]
    public void A_freeze_ends_by_a_directors_reason_and_a_second_persons_word()
    {
        var contract = Frozen();
        As(Signed.Director);
        Assert.Null(contract.Do(new RequestRelease("h1", "客户总经理出国，口头确认")));
        var nudge = Assert.Single(contract.Nudges(), raised => raised.Rule == ResignRules.Approve);
        Assert.Equal(("manager", "decide-release"), (nudge.Level, nudge.Command));
        Assert.Equal([2, 3], contract.Frozen());

        As(Signed.Manager);
        Assert.Null(contract.Do(new DecideRelease("h1", Approved: true)));

        Assert.Empty(contract.Frozen());
        Assert.Equal(new DateOnly(2026, 3, 16), contract.Node(2).DueOn);
        Assert.DoesNotContain(contract.Read().Nudges, open => ResignRules.IsOfHold(open.Rule));
        Assert.Equal(contract.Stored(), contract.Refolded());
    }

    [Fact]
    public void The_same_person_cannot_agree()
    {
        var contract = Frozen();
        As(Signed.Director);
        contract.Do(new RequestRelease("h1", "理由"));

        Assert.Equal("release.same-person", contract.Do(new DecideRelease("h1", Approved: true))?.Code);
        Assert.Equal([2, 3], contract.Frozen());
    }

    [Fact]
    public void Who_does_not_agree_says_why_and_it_can_be_asked_again()
    {
        var contract = Frozen();
        As(Signed.Director);
        contract.Do(new RequestRelease("h1", "理由"));
        As(Signed.Manager);
        Assert.Equal(("release.note-missing", "/note"), (contract.Do(new DecideRelease("h1", Approved: false)) is { } refused ? (refused.Code, refused.Field) : default));

        Assert.Null(contract.Do(new DecideRelease("h1", Approved: false, "请客户补签")));
        Assert.Equal([2, 3], contract.Frozen());
        Assert.DoesNotContain(contract.Read().Nudges, open => open.Rule == ResignRules.Approve);

        As(Signed.Director);
        Assert.Null(contract.Do(new RequestRelease("h1", "再次申请")));
        Assert.Equal(2, contract.Nudges().Count(raised => raised.Rule == ResignRules.Approve));
    }

    [Fact]
    public void A_valid_signature_ends_it_while_somebody_is_asked()
    {
        var contract = Frozen();
        As(Signed.Director);
        contract.Do(new RequestRelease("h1", "理由"));

        contract.Do(Signed.By("总经理", new(2026, 3, 2), hash: 'b'));

        Assert.Empty(contract.Read().Nudges.Where(open => ResignRules.IsOfHold(open.Rule)));
        As(Signed.Manager);
        Assert.Equal("hold.not-found", contract.Do(new DecideRelease("h1", Approved: true))?.Code);
    }

    [Fact]
    public void What_nobody_asked_for_is_not_agreed_to_and_nothing_is_asked_twice()
    {
        var contract = Frozen();
        As(Signed.Manager);
        Assert.Equal("release.not-requested", contract.Do(new DecideRelease("h1", Approved: true))?.Code);

        As(Signed.Director);
        Assert.Equal(("release.reason-missing", "/reason"), (contract.Do(new RequestRelease("h1", " ")) is { } refused ? (refused.Code, refused.Field) : default));
        Assert.Equal("hold.not-found", contract.Do(new RequestRelease("h2", "理由"))?.Code);
        contract.Do(new RequestRelease("h1", "理由"));
        Assert.Equal("release.already-requested", contract.Do(new RequestRelease("h1", "理由"))?.Code);
    }

    [Theory]
    [InlineData("2026-03-05", "2026-03-04", "delegate.until-before-from", "/until")]
    [InlineData("2026-03-05", "2026-03-05", null, null)]
    [InlineData("1999-12-31", "2026-03-05", "date.out-of-range", "/from")]
    public void A_delegate_is_named_for_a_time(string from, string until, string? code, string? field)
    {
        var refused = Signed.Contract(clock).Do(new NameDelegate("李敏", DateOnly.Parse(from), DateOnly.Parse(until), "授权书 2026-03"));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    private PureEntity<ContractState, ContractCommand, ContractEvent> Frozen()
    {
        As(Signed.Rep);
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        return contract;
    }

    private void As(Actor actor) => clock.Actor = actor;
}
