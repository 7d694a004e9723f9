using SalesGrains.Calendars;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.RuleSets;

/// <summary>Rules and calendars that change while entities sleep (Z01, Z03, X15): nobody calls the contracts, the portfolio brings it to them.</summary>
public sealed class RuleChangeTests
{
    private static readonly DateOnly Signed = new(2026, 3, 2);
    private static readonly Actor Director = new("u-9", "赵敏", "director");

    [Fact]
    public async Task Newer_rules_reach_contracts_that_sleep_on_the_day_on_which_they_begin()
    {
        var (sales, deals) = await Deals.Start(Signed);
        await using var _ = sales;
        var due = new DateOnly(2026, 4, 20);
        await deals.Sign("c-1", Signed, Deals.DueOn(due, 100));
        await sales.Settled();
        await Sleep(sales, "c-1");

        await Publish(sales, new() { WarnDays = 20 }, from: due.AddDays(-15));
        deals.To(due.AddDays(-16), "23:00");
        await sales.Settled();
        Assert.Equal(1, (await Facts(sales, "c-1")).RulesVersion);
        Assert.Empty(await deals.Nudges());

        deals.To(due.AddDays(-15), "00:01");
        await deals.Eventually(1);

        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());
        Assert.Equal(2, (await Facts(sales, "c-1")).RulesVersion);
        Assert.Equal(2, (await deals.Grain("c-1").History(0, 200))[^1].RulesVersion);
        await deals.Through(due.AddDays(-4), "12:00");
        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());
    }

    [Fact]
    public async Task A_warning_that_has_been_given_is_not_repeated_by_newer_rules()
    {
        var (sales, deals) = await Deals.Start(Signed, silos: 2);
        await using var _ = sales;
        var due = new DateOnly(2026, 4, 20);
        await deals.Sign("c-1", Signed, Deals.DueOn(due, 100));
        await deals.Sign("c-2", Signed, Deals.DueOn(due.AddDays(3), 100));
        await deals.Through(due.AddDays(-7), "12:00");
        await deals.Eventually(1);
        await sales.Settled();

        await Publish(sales, new() { WarnDays = 12 });
        await SalesCluster.Eventually(() => sales.Cluster.GetActiveSilos().All(silo => Known(sales, silo) == 2), "both silos to know");
        await ReevaluatedBy(sales, rules: 2, "c-1", "c-2");
        await deals.Eventually(1, "c-2");

        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());
        Assert.Equal(["1 payment-warning rep"], await deals.Nudges("c-2"));
        await deals.Through(due.AddDays(-3), "12:00");
        await deals.Eventually(2);
        Assert.Equal(["1 payment-warning rep", "1 payment-open-items rep"], await deals.Nudges());
    }

    [Fact]
    public async Task A_make_up_saturday_moves_the_dates_that_are_counted_across_it_and_repeats_only_their_warnings()
    {
        var (sales, deals) = await Deals.Start(Signed);
        await using var _ = sales;

        // Ten workdays from Monday 2 March are Monday the 16th; with Saturday the 7th worked they are Friday the 13th.
        await deals.Sign("c-1", Signed, Deals.On("signed", 10, "workday", 60), Deals.DueOn(new(2026, 3, 16), 40));
        await deals.Through(new(2026, 3, 9), "12:00");
        await deals.Eventually(2);
        Assert.Equal(["1 payment-warning rep", "2 payment-warning rep"], (await deals.Nudges()).Order());
        await sales.Settled();
        await Sleep(sales, "c-1");

        await Set(sales, new SetCalendarDay(new(2026, 3, 7), true, "赶工"));
        await deals.Eventually(3);

        Assert.Equal(new DateOnly(2026, 3, 13), (await deals.Node(1)).DueOn);
        Assert.Equal(new DateOnly(2026, 3, 16), (await deals.Node(2)).DueOn);
        Assert.Equal(["1 payment-warning rep", "1 payment-warning rep", "2 payment-warning rep"], (await deals.Nudges()).Order());

        // What is taken back is taken back: the date returns, and is warned of again when its moment has come.
        await Set(sales, new ClearCalendarDay(new(2026, 3, 7)));
        await SalesCluster.Eventually(async () => (await deals.Node(1)).DueOn == new DateOnly(2026, 3, 16), "the date to return");
        await deals.Eventually(4);
        Assert.Equal(3, (await deals.Nudges()).Count(nudge => nudge.StartsWith('1')));
    }

    [Fact]
    public async Task A_year_that_the_state_publishes_later_moves_dates_and_makes_them_official()
    {
        var (sales, deals) = await Deals.Start(new(2026, 12, 21));
        await using var _ = sales;
        await deals.Sign("c-1", new(2026, 12, 21), Deals.On("signed", 12, "workday", 100));
        Assert.True((await deals.Node(1)).Provisional);
        Assert.Equal(new DateOnly(2027, 1, 7), (await deals.Node(1)).DueOn);
        await sales.Settled();
        await Sleep(sales, "c-1");

        await Set(sales, new PublishCalendarYear(2027, [new(new(2027, 1, 1), false, "元旦"), new(new(2027, 1, 2), true, "调休上班")], "国办发明电〔2026〕9号"));
        await SalesCluster.Eventually(async () => !(await deals.Node(1)).Provisional, "the date to be official");

        Assert.Equal(new DateOnly(2027, 1, 6), (await deals.Node(1)).DueOn);
        Assert.Contains(await deals.Grain("c-1").History(0, 200), entry => entry.Type == "nodes-scheduled" && entry.Data.Contains("\"calendar\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_silo_has_heard_of_a_publication_when_it_is_answered()
    {
        await using var sales = await SalesCluster.Start(new() { Silos = 3, Entities = entities => entities.DirectoryEvery = TimeSpan.FromDays(1) });
        var silos = sales.Cluster.GetActiveSilos().ToArray();
        foreach (var silo in silos)
        {
            await sales.Service<IOrganizationDirectory>(silo).Get(SalesCluster.Org);
        }

        await Publish(sales, new() { WarnDays = 20 });

        Assert.All(silos, silo => Assert.Equal(2, Known(sales, silo)));
    }

    [Fact]
    public async Task Silos_that_have_not_heard_of_a_publication_learn_it_from_the_entities_that_have()
    {
        await using var sales = await SalesCluster.Start(new()
        {
            Silos = 2,
            StartsAt = LocalTime.At(Signed, new(8, 0), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")),
            Entities = entities => (entities.DirectoryEvery, entities.DirectoryTellWithin) = (TimeSpan.FromDays(1), TimeSpan.Zero),
        });
        var deals = new Deals(sales);
        await deals.Do(new Customers.CreateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1" }));
        for (var i = 1; i <= 8; i++)
        {
            await deals.Sign($"c-{i}", Signed, Deals.DueOn(Signed.AddDays(40), 100));
        }

        await Publish(sales, new() { WarnDays = 20 });
        var silos = sales.Cluster.GetActiveSilos().ToArray();
        var knowing = silos.Count(silo => Known(sales, silo) == 2);
        Assert.Equal(1, knowing);

        // Entities of the silo that knows decide by the new rules; wherever they wake next, they do not go back.
        for (var round = 0; round < 2; round++)
        {
            for (var i = 1; i <= 8; i++)
            {
                await deals.Do(new RecordEvent("arrived", Signed, $"{round}"), $"c-{i}");
                var before = (await Facts(sales, $"c-{i}")).RulesVersion;
                await Sleep(sales, $"c-{i}");
                await deals.Do(new RecordEvent("shipped", Signed, $"{round}"), $"c-{i}");
                Assert.True((await Facts(sales, $"c-{i}")).RulesVersion >= before);
            }

            if (round == 0)
            {
                Assert.Contains(2, await Task.WhenAll(Enumerable.Range(1, 8).Select(async i => (await Facts(sales, $"c-{i}")).RulesVersion)));
            }
        }
    }

    [Fact]
    public async Task A_sandbox_that_is_moved_goes_through_the_days_by_the_rules_of_each()
    {
        var (sales, deals) = await Deals.Start(Signed);
        await using var _ = sales;
        var due = new DateOnly(2026, 4, 20);
        await deals.Sign("c-1", Signed, Deals.DueOn(due, 100));
        await Publish(sales, new() { WarnDays = 10 }, from: new(2026, 4, 1));
        await sales.Settled();

        await deals.Through(due.AddDays(-10), "12:00");
        await deals.Eventually(1);

        Assert.Equal(["1 payment-warning rep"], await deals.Nudges());
        Assert.Equal("2026-04-10", (await deals.Grain("c-1").History(0, 200))[^1].RecordedAt.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", null));
    }

    private static int Known(SalesCluster sales, Orleans.TestingHost.InProcessSiloHandle silo) =>
        sales.Service<IOrganizationDirectory>(silo).Peek(SalesCluster.Org)!.Rules.On(DateOnly.MaxValue).Version;

    private static async Task Publish(SalesCluster sales, PaymentRuleSet payments, DateOnly? from = null)
    {
        var grain = sales.Grains.GetGrain<IRuleSetGrain>(RuleSetKeys.Of(SalesCluster.Org).GrainKey);
        Assert.Null((await grain.Execute(new(new PublishRules(new() { Payments = payments }, from, "提前提醒"), new(Director)))).Rejection);
        await sales.Portfolio().Ping();
    }

    private static async Task Set(SalesCluster sales, CalendarCommand command)
    {
        var grain = sales.Grains.GetGrain<ICalendarGrain>(CalendarKeys.Of(SalesCluster.Org).GrainKey);
        Assert.Null((await grain.Execute(new(command, new(Director)))).Rejection);
        await sales.Portfolio().Ping();
    }

    private static Task Sleep(SalesCluster sales, string id) => sales.Cluster.DeactivateAsync(new EntityKey(EntityKinds.Contract, SalesCluster.Org, id).GrainId);

    private static async Task<EntityFacts> Facts(SalesCluster sales, string id) =>
        (await sales.Store.Load(new(EntityKinds.Contract, SalesCluster.Org, id)))!.Facts;

    /// <summary>Time goes by: a silo that had not heard of the rules yet is asked again after a while.</summary>
    private static Task ReevaluatedBy(SalesCluster sales, int rules, params string[] ids) => SalesCluster.Eventually(
        async () =>
        {
            sales.Clock.Advance(TimeSpan.FromSeconds(31));
            await sales.Portfolio().Ping();
            return (await Task.WhenAll(ids.Select(id => Facts(sales, id)))).All(facts => facts.RulesVersion == rules);
        },
        "all to be re-evaluated");
}
