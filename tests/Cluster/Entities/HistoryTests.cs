using System.Collections.Immutable;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;

namespace SalesGrains.Entities;

public sealed class HistoryTests
{
    [Fact]
    public async Task The_history_says_who_did_what_and_when()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        await accounts.Open("b", 0);
        await accounts.Send("a", "b", 30);
        await accounts.Sales.Settled();

        var sent = await accounts.Grain("a").History(1, 200);
        var received = Assert.Single(await accounts.Grain("b").History(1, 200));

        var entry = Assert.Single(sent);
        Assert.Equal(("test-account/a|1.2", 2L, "sent", "测试", 1), (entry.EventId, entry.Version, entry.Type, entry.Actor.Name, entry.RulesVersion));
        Assert.Equal("""{"type":"sent","to":"b","amount":30}""", entry.Data);
        Assert.Equal(("received", "测试"), (received.Type, received.Actor.Name));
    }

    [Fact]
    public async Task Recorded_moments_rise_strictly_though_the_clock_stands_still()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        for (var n = 0; n < 20; n++)
        {
            await accounts.Do("a", new Note($"{n}"));
        }

        var recorded = (await accounts.Commits("a")).Select(commit => commit.RecordedAt).ToArray();

        Assert.Equal(recorded.Order().Distinct(), recorded);
        Assert.Equal(accounts.Sales.Clock.GetUtcNow(), recorded[0]);
        Assert.Equal(TimeSpan.FromMicroseconds(20), recorded[^1] - recorded[0]);
    }

    [Fact]
    public async Task A_byte_that_is_changed_anywhere_in_the_history_is_found_and_its_commit_named()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        await accounts.Do("a", new Note("一", 3));
        await accounts.Do("a", new OpenAccount(1));
        await accounts.Send("a", "b", 30);
        await accounts.Sales.Settled();
        var commits = await accounts.Commits("a");
        var last = (await accounts.Store.Load(TestAccounts.Key("a")))!.LastHash;
        Assert.Null(ChainRules.Verify(commits, last));

        var bytes = 0;
        for (var at = 0; at < commits.Length; at++)
        {
            for (var position = 0; position < commits[at].Content.Length; position++, bytes++)
            {
                var content = commits[at].Content.ToArray();
                content[position] ^= 1;
                Assert.Equal(at + 1, ChainRules.Verify(commits.SetItem(at, commits[at] with { Content = content }), last));
            }

            for (var position = 0; position < commits[at].Hash.Length; position++)
            {
                var hash = commits[at].Hash.ToArray();
                hash[position] ^= 1;
                Assert.Equal(at + 1, ChainRules.Verify(commits.SetItem(at, commits[at] with { Hash = hash }), last));
            }
        }

        Assert.True(bytes > 1000, $"only {bytes} bytes were tried");
    }

    [Fact]
    public async Task Commits_that_are_missing_moved_or_redated_are_found()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        await accounts.Do("a", new Note("1"));
        await accounts.Do("a", new Note("2"));
        await accounts.Sales.Settled();
        var commits = await accounts.Commits("a");
        var last = (await accounts.Store.Load(TestAccounts.Key("a")))!.LastHash;

        Assert.Equal(1, ChainRules.Verify(commits.RemoveAt(0), last));
        Assert.Equal(2, ChainRules.Verify(commits.RemoveAt(1), last));
        Assert.Equal(3, ChainRules.Verify(commits.RemoveAt(2), last));
        Assert.Equal(2, ChainRules.Verify([commits[0], commits[2], commits[1]], last));
        Assert.Equal(2, ChainRules.Verify(commits.SetItem(1, commits[1] with { RecordedAt = commits[1].RecordedAt.AddTicks(1) }), last));
    }

    [Fact]
    public async Task A_snapshot_of_another_evolve_is_folded_anew_from_all_commits()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 1000);
        for (var n = 0; n < 250; n++)
        {
            await accounts.Send("a", "b", 1);
        }

        // This program counts a transfer twice: nonsense, but seen only if it folds the events themselves.
        accounts.Program.Definition = AccountRules.Definition with
        {
            EvolveVersion = 2,
            Evolve = (account, one, meta) => AccountRules.Definition.Evolve(
                one is Sent sent ? account with { Balance = account.Balance - sent.Amount } : account, one, meta),
        };
        await accounts.Sales.Settled();
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);

        var refolded = await accounts.View("a");
        await accounts.Do("a", new Note("kept"));

        // 250 transfers come back refused; each was sent for 1 and counted as 2.
        Assert.Equal(1000 - 500 + 250, refolded.Balance);
        Assert.Equal(2, (await accounts.Store.Load(TestAccounts.Key("a")))!.EvolveVersion);
    }

    [Fact]
    public async Task What_needs_a_newer_reader_is_refused_until_the_program_is_one()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 1000);
        accounts.Program.Definition = AccountRules.Definition with { EvolveVersion = 2, MinReader = 2 };
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);
        await accounts.Do("a", new Note("new"));

        // So that no sweeper wakes it in between.
        await accounts.Sales.Settled();
        accounts.Program.Definition = AccountRules.Definition;
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("a").GrainId);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => accounts.Grain("a").Execute(TestAccounts.Command(new Note("old"), "old")));
        accounts.Program.Definition = AccountRules.Definition with { EvolveVersion = 2, MinReader = 2 };
        var accepted = await accounts.Do("a", new Note("newer"));

        Assert.IsType<NewerRecordException>(refused);
        Assert.True(accepted.Accepted);
        Assert.Equal(["new", "newer"], (await accounts.View("a")).Log.ToArray());
    }
}
