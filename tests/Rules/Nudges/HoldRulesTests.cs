using System.Globalization;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Contracts.Countdown;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Portfolios.Lists;
using SalesGrains.RuleSets;

namespace SalesGrains.Nudges;

/// <summary>Nudges that a restore holds: not in an inbox, and gone or back by an administrator's word only.</summary>
public sealed class HoldRulesTests
{
    private const string Restored = "2026-04-20T09:00:00Z";

    [Theory]
    [InlineData("2026-04-20T09:00:00Z", null, null, false)] // never restored
    [InlineData("2026-04-20T08:59:59Z", null, Restored, true)]
    [InlineData("2026-04-20T09:00:00Z", null, Restored, true)]
    [InlineData("2026-04-20T09:00:01Z", null, Restored, false)]
    [InlineData("2026-04-20T08:00:00Z", "2026-04-20T09:00:01Z", Restored, false)]
    [InlineData("2026-04-20T08:00:00Z", "2026-04-20T09:00:00Z", Restored, true)] // released before a later restore
    public void A_nudge_is_held_when_its_moment_is_not_after_the_restore(string moment, string? released, string? restored, bool held)
    {
        Assert.Equal(held, HoldRules.IsHeld(At(moment)!.Value, At(released), At(restored)));
    }

    [Fact]
    public void What_fell_due_between_backup_and_restore_is_raised_and_held()
    {
        var (clock, contract) = Warned(restoredAhead: TimeSpan.FromHours(3));

        Assert.Equal("payment-warning", Assert.Single(Inbox(clock, contract, held: true).Items).Rule);
        Assert.Empty(Inbox(clock, contract, held: false).Items);
        Assert.Equal((1, 0), (Inbox(clock, contract, held: true).Count, Board(clock, contract)));
        Assert.Equal(Assert.Single(contract.Nudges()).DueMoment, Inbox(clock, contract, held: true).Items[0].DueMoment);
    }

    [Fact]
    public void What_falls_due_after_the_restore_is_not_held()
    {
        var (clock, contract) = Warned(restoredAhead: TimeSpan.FromHours(-1));

        Assert.Empty(Inbox(clock, contract, held: true).Items);
        Assert.Single(Inbox(clock, contract, held: false).Items);
        Assert.Equal(1, Board(clock, contract));
    }

    [Fact]
    public void A_released_nudge_goes_to_its_inbox_and_is_released_once()
    {
        var (clock, contract) = Warned(restoredAhead: TimeSpan.FromHours(3));
        clock.Now += TimeSpan.FromHours(4);
        var id = contract.Nudges()[0].NudgeId;

        Assert.Null(contract.Do(new ReleaseNudge(id)));
        Assert.Null(contract.Do(new ReleaseNudge(id)));
        Assert.Null(contract.Do(new DiscardNudge(id)));

        Assert.Equal(id, Assert.Single(contract.Events.OfType<NudgeReleased>()).NudgeId);
        Assert.Empty(contract.Events.OfType<NudgeDiscarded>());
        Assert.Equal((0, 1), (Inbox(clock, contract, held: true).Items.Length, Inbox(clock, contract, held: false).Items.Length));
        Assert.Equal(contract.Stored(), contract.Refolded());
    }

    [Fact]
    public void A_discarded_nudge_is_in_no_list_and_never_raised_again()
    {
        var (clock, contract) = Warned(restoredAhead: TimeSpan.FromHours(3));
        clock.Now += TimeSpan.FromHours(4);

        Assert.Null(contract.Do(new DiscardNudge(contract.Nudges()[0].NudgeId)));
        Assert.Null(contract.Do(new ReleaseNudge(contract.Nudges()[0].NudgeId)));

        Assert.Empty(contract.WakeUp());
        Assert.Empty(contract.Events.OfType<NudgeReleased>());
        Assert.Equal((0, 0), (Inbox(clock, contract, held: true).Items.Length, Inbox(clock, contract, held: false).Items.Length));
        Assert.Equal(contract.Stored(), contract.Refolded());
    }

    [Fact]
    public void What_is_not_held_is_neither_released_nor_discarded()
    {
        var (clock, contract) = Warned(restoredAhead: TimeSpan.FromHours(-1));
        var id = contract.Nudges()[0].NudgeId;

        Assert.Null(contract.Do(new DiscardNudge(id)));
        Assert.Equal("nudge.not-found", contract.Do(new ReleaseNudge("1-never-raised"))!.Code);

        Assert.Single(Inbox(clock, contract, held: false).Items);
    }

    [Fact]
    public void A_later_restore_holds_again_what_was_released_before_it()
    {
        var (clock, contract) = Warned(restoredAhead: TimeSpan.FromHours(3));
        clock.Now += TimeSpan.FromHours(4);
        Assert.Null(contract.Do(new ReleaseNudge(contract.Nudges()[0].NudgeId)));

        clock.RestoredAt = clock.Now + TimeSpan.FromHours(1);

        Assert.Single(Inbox(clock, contract, held: true).Items);
    }

    /// <summary>A contract whose warning came at 9:00, in a store that was restored some time after that.</summary>
    private static (TestClock Clock, PureEntity<ContractState, ContractCommand, ContractEvent> Contract) Warned(TimeSpan restoredAhead)
    {
        var due = new DateOnly(2026, 4, 20);
        var clock = new TestClock(2026, 4, 1);
        var contract = Some.Signed(clock, terms: [Some.DueOn(due, TermAmount.Share(1_000_000))]);
        clock.RestoredAt = clock.At(due.AddDays(-7), 9) + restoredAhead;
        clock.To(due.AddDays(-7), 9, 5);
        Assert.Single(contract.WakeUp());
        return (clock, contract);
    }

    private static ShardPage<NudgeItem> Inbox(TestClock clock, PureEntity<ContractState, ContractCommand, ContractEvent> contract, bool held) =>
        PortfolioLists.Nudges(Index(contract), new(BoardScope.Company) { Held = held, Filter = new(Level: "all") }, new(10), Moment(clock));

    private static int Board(TestClock clock, PureEntity<ContractState, ContractCommand, ContractEvent> contract) => Portfolios.Boards.BoardFeed
        .Of(new(contract.Key.Org, BoardTopic.Inbox, BoardScope.Company, "level=all"), Index(contract), Moment(clock))
        .Whole("s", 1).Rows.Length;

    private static PortfolioIndex Index(PureEntity<ContractState, ContractCommand, ContractEvent> contract)
    {
        var index = new PortfolioIndex();
        index.Fold(contract.Facts() with { Key = contract.Key, Version = contract.Events.Count() });
        return index;
    }

    private static PortfolioMoment Moment(TestClock clock) => new(clock.Now, clock.Zone, RuleSet.Default, OrganizationTree.Empty, clock.RestoredAt);

    private static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
