using System.Collections.Immutable;
using SalesGrains.Entities.Accounts;
using SalesGrains.Organizations;

namespace SalesGrains.Entities;

public sealed class DueTests
{
    [Fact]
    public async Task What_is_due_is_done_in_slices_and_only_the_last_moves_the_next_due_moment_on()
    {
        await using var accounts = await TestAccounts.Start(new() { StartsAt = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) });
        var at = accounts.Sales.Clock.GetUtcNow();
        await accounts.Open("a");
        ImmutableArray<DateTimeOffset> moments = [.. Enumerable.Range(1, 40).Select(n => at.AddMinutes(n)), at.AddHours(9)];
        await accounts.Do("a", new WakeAt(moments[..20]));
        await accounts.Do("a", new WakeAt(moments[20..]));

        var facts = (await accounts.Grain("a").OnDue(moments[39])).Facts;

        Assert.Equal(moments[40], facts!.NextDue);
        var commits = (await accounts.Commits("a")).Skip(3).ToArray();
        Assert.Equal([32L, 8L], commits.Select(commit => commit.LastSeq - commit.FirstSeq + 1));
        Assert.Equal(
            [moments[32], moments[40]],
            commits.Select(commit => Commits.CommitContent.Read(commit.Content).Facts!.NextDue!.Value));
        Assert.All(commits, commit => Assert.True(commit.RecordedAt >= moments[39]));
    }

    [Fact]
    public async Task A_due_moment_that_is_done_is_not_done_again()
    {
        await using var accounts = await TestAccounts.Start();
        var due = accounts.Sales.Clock.GetUtcNow().AddMinutes(1);
        await accounts.Open("a");
        await accounts.Do("a", new WakeAt([due]));
        var first = (await accounts.Grain("a").OnDue(due)).Facts;

        var second = (await accounts.Grain("a").OnDue(due)).Facts;

        Assert.Equal(first!.Version, second!.Version);
        Assert.Equal(new DueReply(null), await accounts.Grain("nobody").OnDue(due));
        Assert.Single((await accounts.View("a")).Log);
    }

    [Fact]
    public async Task A_sleeping_entity_is_woken_when_the_clock_reaches_its_moment()
    {
        await using var accounts = await TestAccounts.Start();
        var due = accounts.Sales.Clock.GetUtcNow().AddDays(23);
        await accounts.Open("a");
        await accounts.Do("a", new WakeAt([due]));
        await accounts.Sales.Settled();
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);

        accounts.Sales.Clock.Advance(TimeSpan.FromDays(23) - TimeSpan.FromSeconds(1));
        Assert.Empty((await accounts.View("a")).Log);
        await SalesCluster.Eventually(
            async () =>
            {
                accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(1));
                return !(await accounts.View("a")).Log.IsEmpty;
            },
            "the portfolio to wake it");

        Assert.Equal($"woke {due:O}", Assert.Single((await accounts.View("a")).Log));
    }

    [Theory]
    [InlineData(3, "clock.stale")]
    [InlineData(4, null)]
    public async Task A_command_by_an_older_clock_is_refused(long clock, string? code)
    {
        await using var accounts = await TestAccounts.Start();
        var stored = (await accounts.Store.ReadOrganizations()).Single();
        await accounts.Sales.PutOrganization(stored with { Sandbox = true, Clock = OrganizationClock.Real with { Version = 4 } });
        await accounts.Open("a");

        var outcome = await accounts.Grain("a").Execute(TestAccounts.Command(new Note("x"), "c", clock: clock));

        Assert.Equal(code, outcome.Rejection?.Code);
    }

    [Fact]
    public async Task A_sandbox_records_at_its_own_time_and_a_command_by_a_newer_clock_waits_for_it()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");
        var real = accounts.Sales.Clock.GetUtcNow();
        var stored = (await accounts.Store.ReadOrganizations()).Single();
        var clock = new OrganizationClock(real, real.AddYears(1), 86_400, 1);

        // Nobody tells the silo: the caller's clock version does.
        await accounts.Store.PutOrganization(stored with { Sandbox = true, Clock = clock }, stored.Etag);
        accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(2));
        var outcome = await accounts.Grain("a").Execute(TestAccounts.Command(new Note("x"), "c", clock: 1));

        Assert.True(outcome.Accepted);
        Assert.Equal(real.AddYears(1).AddDays(2), (await accounts.Commits("a"))[^1].RecordedAt);
    }

    [Fact]
    public async Task Newer_facts_code_is_applied_by_a_re_evaluation_and_only_once()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");
        var before = await accounts.Grain("a").Reevaluate();
        accounts.Program.Definition = AccountRules.Definition with
        {
            FactsCode = 2,
            Reevaluate = (account, _) => account.Log.Contains("moved") ? [] : [new Noted("moved")],
        };
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);

        var after = await accounts.Grain("a").Reevaluate();
        var again = await accounts.Grain("a").Reevaluate();

        Assert.Equal((1L, 1), (before!.Version, before.FactsCode));
        Assert.Equal((2L, 2), (after!.Version, after.FactsCode));
        Assert.Equal(2, again!.Version);
        Assert.Equal("moved", Assert.Single((await accounts.View("a")).Log));
    }

    [Fact]
    public async Task A_program_that_is_older_than_the_facts_does_not_take_them_back()
    {
        await using var accounts = await TestAccounts.Start(Portfolios.Shards.AwakeBy());
        accounts.Program.Definition = AccountRules.Definition with { FactsCode = 2 };
        await accounts.Open("a");
        accounts.Program.Definition = AccountRules.Definition with { FactsCode = 1, Reevaluate = (_, _) => [new Noted("taken back")] };
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);

        var facts = await accounts.Grain("a").Reevaluate();

        Assert.Equal((1L, 2), (facts!.Version, facts.FactsCode));
        Assert.Empty((await accounts.View("a")).Log);
    }

    [Fact]
    public async Task An_answer_waits_until_the_portfolio_has_the_facts_but_not_for_long()
    {
        await using var accounts = await TestAccounts.Start();
        var opened = await accounts.Open("a");

        Assert.True(await TestAccounts.Retry(() => accounts.Grain("a").Viewed(opened.Version)));
        Assert.False(await accounts.Grain("a").Viewed(opened.Version + 1));
    }
}
