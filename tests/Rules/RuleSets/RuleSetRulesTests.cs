using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.RuleSets;

public sealed class RuleSetRulesTests
{
    private readonly TestClock clock = new(2026, 4, 20);
    private readonly PureEntity<RuleSetState, RuleSetCommand, RuleSetEvent> book;

    public RuleSetRulesTests() => book = new(RuleSetRules.Definition, RuleSetKeys.Of("acme0001"), clock);

    [Fact]
    public void A_publication_keeps_its_numbers_its_day_who_and_why_and_gets_the_next_version()
    {
        clock.Actor = new("u-9", "赵敏", "director");
        Assert.Null(Publish(Payments(warnDays: 10), new(2026, 5, 1), "提前提醒"));
        Assert.Null(Publish(Payments(warnDays: 9), null, "还是九天"));

        Assert.Equal([(2, new DateOnly(2026, 5, 1), 10), (3, new DateOnly(2026, 4, 20), 9)],
            book.State.Versions.Select(version => (version.Version, version.EffectiveOn, version.Rules.Payments.WarnDays)));
        Assert.All(book.State.Versions, version => Assert.Equal((version.Version, "赵敏"), (version.Rules.Version, version.PublishedBy)));
        Assert.Equal(["提前提醒", "还是九天"], book.State.Versions.Select(version => version.Reason));
        Assert.Equal(book.Stored(), book.Refolded());
    }

    [Theory]
    [InlineData(0, "rules.warn-days", "/payments/warnDays")]
    [InlineData(1, null, null)]
    [InlineData(60, null, null)]
    [InlineData(61, "rules.warn-days", "/payments/warnDays")]
    public void A_warning_comes_one_to_sixty_days_ahead(int days, string? code, string? field) =>
        Refused(Publish(Payments(warnDays: days, openItems: [])), code, field);

    [Theory]
    [InlineData("6,1", null, null)]
    [InlineData("7,1", "rules.open-item-days", "/payments/openItemDays/0")]
    [InlineData("3,3", "rules.open-item-days", "/payments/openItemDays/1")]
    [InlineData("3,0", "rules.open-item-days", "/payments/openItemDays/1")]
    [InlineData("1,3", "rules.open-item-days", "/payments/openItemDays/1")]
    public void Open_items_are_nudged_ever_nearer_between_warning_and_due_date(string days, string? code, string? field) =>
        Refused(Publish(Payments(openItems: [.. days.Split(',').Select(int.Parse)])), code, field);

    [Theory]
    [InlineData("1:rep,7:manager", null, null)]
    [InlineData("", "rules.overdue-ladder", "/payments/overdueLadder")]
    [InlineData("0:rep", "rules.overdue-ladder", "/payments/overdueLadder/0/days")]
    [InlineData("7:rep,7:manager", "rules.overdue-ladder", "/payments/overdueLadder/1/days")]
    [InlineData("366:rep", "rules.overdue-ladder", "/payments/overdueLadder/0/days")]
    [InlineData("1:boss", "rules.level-unknown", "/payments/overdueLadder/0/level")]
    public void The_ladder_rises_and_names_who_there_is(string steps, string? code, string? field) =>
        Refused(
            Publish(Payments() with
            {
                OverdueLadder = [.. steps.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(step => step.Split(':'))
                    .Select(step => new OverdueStep(int.Parse(step[0], null), step[1]))],
            }),
            code,
            field);

    [Theory]
    [InlineData("2026-04-19", "rules.effective-in-past")]
    [InlineData("2026-04-20", null)]
    [InlineData("2100-12-31", null)]
    [InlineData("2101-01-01", "date.out-of-range")]
    public void It_begins_today_or_later(string day, string? code) =>
        Refused(Publish(Payments(), DateOnly.Parse(day, null)), code, code is null ? null : "/effectiveOn");

    [Fact]
    public void A_reason_is_given()
    {
        Refused(Publish(Payments(), reason: " "), "rules.reason-missing", "/reason");
        Refused(Publish(Payments(), reason: new('x', 501)), "rules.reason-too-long", "/reason");
    }

    [Fact]
    public void At_most_twenty_wait_for_their_day_and_the_newest_fifty_are_kept()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(Publish(Payments(), clock.Today.AddDays(1)));
        }

        Refused(Publish(Payments(), clock.Today.AddDays(1)), "rules.too-many-scheduled", null);
        clock.To(clock.Today.AddDays(1));
        for (var i = 0; i < 40; i++)
        {
            Assert.Null(Publish(Payments()));
        }

        Assert.Equal((50, 61, 61), (book.State.Versions.Length, book.State.Versions[^1].Version, book.State.Last));
    }

    [Theory]
    [InlineData("2,8,20", 24, "rep", null, null)]
    [InlineData("", 1, "", null, null)]
    [InlineData("8,2", 24, "rep", "rules.nudge-hours", "/firstContact/nudgeHours/1")]
    [InlineData("2,24", 24, "rep", "rules.nudge-hours", "/firstContact/nudgeHours/1")]
    [InlineData("0", 24, "rep", "rules.nudge-hours", "/firstContact/nudgeHours/0")]
    [InlineData("2", 0, "rep", "rules.deadline-hours", "/firstContact/deadlineHours")]
    [InlineData("2", 721, "rep", "rules.deadline-hours", "/firstContact/deadlineHours")]
    [InlineData("2", 24, "boss", "rules.level-unknown", "/firstContact/missLevels")]
    public void Nudges_of_a_first_contact_rise_and_stay_below_its_deadline(string hours, int deadline, string level, string? code, string? field) => Refused(
        Publish(new RuleSet
        {
            OwnFirstContact = new()
            {
                NudgeHours = [.. hours.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(hour => int.Parse(hour, null))], DeadlineHours = deadline,
                MissLevels = level.Length == 0 ? [] : [level],
            },
        }),
        code,
        field);

    [Fact]
    public void Numbers_of_follow_ups_ticks_packs_and_the_pool_have_their_bounds()
    {
        var ticks = TickCatalogue.Shipped;
        Refused(Publish(new RuleSet { OwnFollowUps = new() { DaysB = 0 } }), "rules.days", "/followUps/daysB");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { ReturnWorkdays = 0 } }), "rules.days", "/followUps/returnWorkdays");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { OwnSpotChecks = new() { CopyWeight = 101 } } }), "rules.spot-checks", "/followUps/spotChecks/copyWeight");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { OwnSpotChecks = new() { LowBelow = 0 } } }), "rules.spot-checks", "/followUps/spotChecks/lowBelow");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { OwnSpotChecks = new() { MostSeconds = 59 } } }), "rules.spot-checks", "/followUps/spotChecks/mostSeconds");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { OwnTalks = ["call", "budget"] } }), "rules.talks", "/followUps/talks");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { TruthMinutes = 1441 } }), "rules.truth-minutes", "/followUps/truthMinutes");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { VerifiedSignals = 1, PlausibleSignals = 2 } }), "rules.truth-signals", "/followUps/verifiedSignals");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { OverdueLadder = [] } }), "rules.overdue-ladder", "/followUps/overdueLadder");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { Ticks = [] } }), "rules.ticks-count", "/followUps/ticks");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { Ticks = ticks.Add(ticks[0]) } }), "rules.tick-twice", $"/followUps/ticks/{ticks.Length}/code");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { Ticks = ticks.SetItem(0, ticks[0] with { Group = "felt" }) } }), "rules.tick-group", "/followUps/ticks/0/group");
        Refused(Publish(new RuleSet { OwnFollowUps = new() { Ticks = ticks.SetItem(0, ticks[0] with { Code = "De mo" }) } }), "rules.tick-malformed", "/followUps/ticks/0/code");
        Refused(Publish(new RuleSet { OwnPool = new() { IdleDays = 6 } }), "rules.idle-days", "/pool/idleDays");
        Refused(Publish(new RuleSet { OwnPool = new() { MostHeld = -1 } }), "rules.most-held", "/pool/mostHeld");
        Refused(Publish(new RuleSet { OwnPool = new() { LikeNamePercent = 49 } }), "rules.like-name-percent", "/pool/likeNamePercent");
        Refused(Publish(new RuleSet { OwnPlaybooks = new() { Marks = 1 } }), "rules.marks", "/playbooks/marks");
        Refused(Publish(new RuleSet { OwnPlaybooks = new() { Scope = "team" } }), "rules.playbook-scope", "/playbooks/scope");
        Refused(Publish(new RuleSet { OwnPool = new() { IdleDays = 0 }, OwnPlaybooks = new() { Marks = 2, Packs = [] } }), null, null);
    }

    private static PaymentRuleSet Payments(int warnDays = 7, ImmutableArray<int>? openItems = null) =>
        new() { WarnDays = warnDays, OpenItemDays = openItems ?? [3, 1] };

    private static void Refused(Rejection? rejection, string? code, string? field) => Assert.Equal((code, field), (rejection?.Code, rejection?.Field));

    private Rejection? Publish(RuleSet rules) => book.Do(new PublishRules(rules, null, "调整"));

    private Rejection? Publish(PaymentRuleSet payments, DateOnly? from = null, string reason = "调整") =>
        book.Do(new PublishRules(new() { Payments = payments }, from, reason));
}
