using System.Collections.Immutable;

namespace SalesGrains.Contracts.Acceptances;

public sealed class FreezeTests
{
    private readonly TestClock clock = new(2026, 3, 2);

    [Fact]
    public void A_signer_of_the_chain_makes_the_acceptance_happen()
    {
        var contract = Signed.Contract(clock);

        Assert.Null(contract.Do(Signed.By("总裁", new(2026, 3, 2))));

        Assert.Empty(contract.Frozen());
        Assert.Equal(new DateOnly(2026, 3, 16), contract.Node(2).DueOn);
        Assert.Equal(("总经理", "title"), (contract.State.Acceptances[0].MatchedTitle, contract.State.Acceptances[0].Verdict));
    }

    [Fact]
    public void Another_signer_freezes_the_node_and_those_after_it_and_no_date_begins()
    {
        var contract = Signed.Contract(clock);

        Assert.Null(contract.Do(Signed.By("仓库主管", new(2026, 3, 2))));

        Assert.Equal([2, 3], contract.Frozen());
        Assert.Null(contract.Node(2).DueOn);
        Assert.Equal(["not-frozen", "frozen", "frozen"], contract.Read().Nodes.Select(node => node.Held ? "frozen" : "not-frozen"));
        Assert.Equal("frozen", contract.Read().Nodes[1].Blocker);
        Assert.Equal("70000.00", AcceptanceViewRules.Of(contract.State, contract.Context()).AtRisk);
    }

    [Fact]
    public void A_node_after_it_is_frozen_although_it_hangs_on_nothing_and_one_before_it_because_it_hangs_on_the_same()
    {
        var early = Some.Acceptance(200_000) with { Name = "初验款", Trigger = new AnyOf([new OnEvent("initial-accepted"), new AfterEvent("shipped", 90, "day")]) };
        var contract = Signed.Contract(clock, Some.Prepay(), early, Some.Acceptance(400_000), Some.DueOn(new(2026, 6, 1), TermAmount.Share(100_000)));

        Assert.Null(contract.Do(Signed.By("仓库主管", new(2026, 3, 2), acceptance: "initial-accepted")));
        Assert.Equal([2, 3, 4], contract.Frozen());

        Assert.Null(contract.Do(Signed.By("总经理", new(2026, 3, 2), acceptance: "initial-accepted")));
        Assert.Empty(contract.Frozen());

        Assert.Null(contract.Do(Signed.By("仓库主管", new(2026, 3, 2))));
        Assert.Equal([3, 4], contract.Frozen());
    }

    [Fact]
    public void Dates_stand_still_while_frozen_and_come_from_the_valid_signature_afterwards()
    {
        var contract = Signed.Contract(clock);
        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 2)));
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        var before = contract.Node(2).DueOn;
        clock.Now += TimeSpan.FromDays(10);

        contract.Do(new RecordEvent("final-accepted", new(2026, 3, 9)));
        Assert.Equal(before, contract.Node(2).DueOn);

        Assert.Null(contract.Do(Signed.By("采购负责人", new(2026, 3, 12), hash: 'b')));
        Assert.Equal(new DateOnly(2026, 3, 26), contract.Node(2).DueOn);
        Assert.Equal(new DateOnly(2027, 3, 26), contract.Node(3).DueOn);
        Assert.DoesNotContain(contract.Read().Nudges, nudge => nudge.Rule == ResignRules.Resign);
    }

    [Fact]
    public void A_freeze_of_one_acceptance_outlasts_the_end_of_another()
    {
        var early = Some.Acceptance(200_000) with { Name = "初验款", Trigger = new OnEvent("initial-accepted") };
        var contract = Signed.Contract(clock, Some.Prepay(), early, Some.Acceptance(400_000), Some.Retention());
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2), acceptance: "initial-accepted"));
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));

        Assert.Null(contract.Do(Signed.By("总经理", new(2026, 3, 2), acceptance: "initial-accepted")));

        Assert.Equal([3, 4], contract.Frozen());
    }

    [Fact]
    public void A_valid_signature_is_not_undone_by_a_scan_of_another()
    {
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("总经理", new(2026, 3, 2)));

        Assert.Null(contract.Do(Signed.By("仓库主管", new(2026, 3, 2), hash: 'b')));

        Assert.Empty(contract.Frozen());
        Assert.Equal(["title", "mismatch"], contract.State.Acceptances.Select(one => one.Verdict));
    }

    [Fact]
    public void The_same_scan_twice_is_one()
    {
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        var events = contract.Events.Count();

        Assert.Null(contract.Do(Signed.By("仓库主管", new(2026, 3, 2))));

        Assert.Equal(events, contract.Events.Count());
    }

    [Fact]
    public void A_node_that_an_amendment_adds_behind_a_frozen_one_is_frozen()
    {
        var contract = Signed.Contract(clock);
        contract.Do(Signed.By("仓库主管", new(2026, 3, 2)));
        ImmutableArray<AmendedTerm> terms =
        [
            new(Some.Prepay(), 1), new(Some.Acceptance(500_000), 2), new(Some.DueOn(new(2026, 9, 1), TermAmount.Share(100_000))), new(Some.Retention(), 3),
        ];

        Assert.Null(contract.Do(new AmendContract("加一笔", new(2026, 3, 2), 100_000_00, terms)));

        Assert.Equal([2, 4, 3], contract.Frozen());
        Assert.Equal(contract.Refolded(), contract.Stored());
    }

    [Theory]
    [InlineData("arrived", "总经理", "王立", 2, "acceptance.event-unknown", "/event")]
    [InlineData("initial-accepted", "总经理", "王立", 2, "acceptance.no-node", "/event")]
    [InlineData("final-accepted", "总经理", "王立", 3, "date.in-future", "/signedOn")]
    [InlineData("final-accepted", " ", "王立", 2, "acceptance.signer-title-missing", "/signerTitle")]
    [InlineData("final-accepted", "总经理", "", 2, "acceptance.signer-name-missing", "/signerName")]
    public void What_is_wrong_is_refused_with_its_place(string acceptance, string title, string name, int day, string code, string field)
    {
        var contract = Signed.Contract(clock);

        var refused = contract.Do(Signed.By(title, new(2026, 3, day), name, acceptance));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Theory]
    [InlineData("A", "pdf")]
    [InlineData("g", "pdf")]
    [InlineData("a", "svg")]
    public void A_scan_has_a_hash_and_a_type(string hash, string type)
    {
        var command = Signed.By("总经理", new(2026, 3, 2)) with { File = new(string.Concat(Enumerable.Repeat(hash, 64)), "a.pdf", type, 1) };

        Assert.Equal("acceptance.file", Signed.Contract(clock).Do(command)?.Code);
    }

    [Fact]
    public void A_draft_is_not_accepted()
    {
        var contract = Some.Contract(clock);
        contract.Do(new CreateContract(Some.Draft()));

        Assert.Equal("contract.not-signed", contract.Do(Signed.By("总经理", new(2026, 3, 2)))?.Code);
    }
}
