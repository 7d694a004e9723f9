using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Faults;

namespace SalesGrains.Entities;

public sealed class CommandTests
{
    [Fact]
    public async Task A_command_is_committed_and_read_back()
    {
        await using var accounts = await TestAccounts.Start();

        var opened = await accounts.Open("a", 500);

        Assert.Equal(new CommandOutcome(1), opened);
        Assert.Equal((true, 1L, 500L), await accounts.View("a") is var view ? (view.Exists, view.Version, view.Balance) : default);
        var stored = await accounts.Store.Load(TestAccounts.Key("a"));
        Assert.Equal((1L, 1L), (stored!.Version, stored.LastSeq));
    }

    [Fact]
    public async Task A_repeated_key_gets_the_first_answer_also_after_a_reload()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 500);
        var send = new SendMoney(["b"], 100);
        var first = await accounts.Do("a", send, "same");

        var second = await accounts.Do("a", send, "same");
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);
        var third = await accounts.Do("a", send, "same");

        Assert.Equal(first with { Repeated = true }, second);
        Assert.Equal(first with { Repeated = true }, third);
        Assert.Equal(1, (await accounts.Grain("a").History(0, 200)).Count(entry => entry.Type == "sent"));
    }

    [Fact]
    public async Task A_key_with_another_payload_is_refused_and_changes_nothing()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 500);
        await accounts.Do("a", new Note("one"), "same");

        var inMemory = await accounts.Do("a", new Note("two"), "same");
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);
        var afterReload = await accounts.Do("a", new Note("two"), "same");

        Assert.Equal("idempotency.key-reused", inMemory.Rejection?.Code);
        Assert.Equal("idempotency.key-reused", afterReload.Rejection?.Code);
        Assert.Equal("one", Assert.Single((await accounts.View("a")).Log));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "idempotency.key-expired")]
    public async Task A_key_lives_45_days(int secondsMore, string? code)
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 500);
        await accounts.Do("a", new Note("once"), "old");
        await accounts.Sales.Settled();
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);

        accounts.Sales.Clock.Advance(TimeSpan.FromDays(45) + TimeSpan.FromSeconds(secondsMore));
        var again = await accounts.Do("a", new Note("once"), "old");

        Assert.Equal(code, again.Rejection?.Code);
        Assert.Equal("once", Assert.Single((await accounts.View("a")).Log));
    }

    [Fact]
    public async Task A_source_that_cannot_deliver_takes_no_more_commands_until_it_can()
    {
        var lossy = new LossyCalls(1) { OneIn = 1 };
        await using var accounts = await TestAccounts.Start(new()
        {
            Entities = entities => entities.MaxPendingEffects = 10,
            Silo = silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(lossy),
        });
        await accounts.Open("a", 100);
        await accounts.Do("a", new SendMoney([.. Enumerable.Range(0, 11).Select(n => $"b{n}")], 1));

        var busy = await Assert.ThrowsAsync<OutcomeUnknownException>(() => accounts.Grain("a").Execute(TestAccounts.Command(new Note("x"), "x")));
        lossy.OneIn = 0;
        var later = await accounts.Do("a", new Note("x"), "x");

        Assert.Contains("undelivered", busy.Message, StringComparison.Ordinal);
        Assert.True(later.Accepted);
    }

    [Fact]
    public async Task A_refusal_under_a_key_stays_the_answer_when_the_state_would_allow_it_by_then()
    {
        await using var accounts = await TestAccounts.Start();
        var refused = await accounts.Do("a", new Note("early"), "early");
        await accounts.Open("a", 500);

        var again = await accounts.Do("a", new Note("early"), "early");
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);
        var afterReload = await accounts.Do("a", new Note("early"), "early");

        Assert.Equal("account.none", refused.Rejection?.Code);
        Assert.Equal("account.none", again.Rejection?.Code);
        Assert.True(afterReload is { Repeated: true, Rejection.Code: "account.none" });
        Assert.Empty((await accounts.View("a")).Log);
    }

    [Fact]
    public async Task A_refused_command_makes_nothing_that_exists()
    {
        await using var accounts = await TestAccounts.Start();

        await accounts.Do("a", new Note("early"));

        Assert.Equal((false, 1L), await accounts.View("a") is var view ? (view.Exists, view.Version) : default);
        Assert.IsType<PlainFacts>((await accounts.Store.Load(TestAccounts.Key("a")))!.Facts);
        Assert.Empty(await accounts.Grain("a").History(0, 200));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, "version.stale")]
    [InlineData(2, "version.stale")]
    public async Task A_command_by_a_version_that_is_not_the_current_one_is_refused(long expected, string? code)
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");

        var outcome = await accounts.Grain("a").Execute(TestAccounts.Command(new Note("x"), "edit", expected));

        Assert.Equal(code, outcome.Rejection?.Code);
        Assert.Equal(code is null ? null : "1", outcome.Rejection?.Values?["version"]);
    }

    [Fact]
    public async Task A_refusal_makes_nobody_stale_and_a_change_does()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");
        Assert.Equal("account.open", (await accounts.Do("a", new OpenAccount(1))).Rejection?.Code);

        var edit = await accounts.Grain("a").Execute(TestAccounts.Command(new Note("x"), "edit", 1));
        var late = await accounts.Grain("a").Execute(TestAccounts.Command(new Note("y"), "late", 1));
        var next = await accounts.Grain("a").Execute(TestAccounts.Command(new Note("z"), "next", edit.Version));

        Assert.Equal((2L + 1, null, "version.stale", null), (edit.Version, edit.Rejection, late.Rejection?.Code, next.Rejection));
    }

    [Fact]
    public async Task Rules_that_throw_change_nothing_and_say_so()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");

        await Assert.ThrowsAsync<EntityFaultException>(() => accounts.Grain("a").Execute(TestAccounts.Command(new Throw(), "t")));

        Assert.Equal(1, (await accounts.View("a")).Version);
    }

    [Theory]
    [InlineData(32, null)]
    [InlineData(33, "commit.too-many-events")]
    public async Task A_commit_has_at_most_32_events(int events, string? code)
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");

        var outcome = await accounts.Do("a", new Note("x", events), "many");
        var repeated = await accounts.Do("a", new Note("x", events), "many");

        Assert.Equal(code, outcome.Rejection?.Code);
        Assert.Equal((outcome.Version, true, code), (repeated.Version, repeated.Repeated, repeated.Rejection?.Code));
        Assert.Equal(code is null ? 32 : 0, (await accounts.View("a")).Log.Length);
    }

    [Fact]
    public async Task A_thousand_commands_at_once_all_count_once()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 0);

        var commands = Enumerable.Range(0, 1000).Select(n => TestAccounts.Command(new Note($"{n}"), $"n{n}")).ToArray();
        var outcomes = await Task.WhenAll(commands.Select(command => accounts.Grain("a").Execute(command)));

        Assert.All(outcomes, outcome => Assert.True(outcome.Accepted));
        Assert.Equal(1000, outcomes.Select(outcome => outcome.Version).Distinct().Count());
        Assert.Equal(1000, (await accounts.View("a")).Log.Distinct().Count());
    }
}
