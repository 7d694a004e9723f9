using System.Text.Json;
using Orleans.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using Xunit.Abstractions;

namespace SalesGrains.Upgrades;

/// <summary>
/// An old and a new program in one cluster on one database, as while an upgrade rolls (K14): the old one knows neither the members, the
/// events, the effects, the commands nor the due moments that came since.
/// </summary>
public sealed class RollingUpgradeTests(RollingCluster cluster, ITestOutputHelper output) : IClassFixture<RollingCluster>
{
    private const int Rounds = 3;

    [Fact]
    public async Task Old_and_new_write_the_same_accounts_in_turn_and_no_member_event_or_cent_is_lost()
    {
        cluster.Program.Definition = RollingCluster.Newer;
        await cluster.StartOld();
        string[] ids = [.. Enumerable.Range(0, 6).Select(n => $"acc{n}")];
        var wake = new DateTimeOffset(TimeProvider.System.GetUtcNow().Year + 1, 12, 24, 1, 0, 0, TimeSpan.Zero);
        foreach (var id in ids)
        {
            await cluster.Move(id, cluster.Here);
            await cluster.Do(id, new OpenAccount(1000), "open");
            await cluster.Do(id, new Note("记"), "note");
            await cluster.Do(id, new WakeAt([wake]), "wake");
        }

        // Old, new and old again: each time the other program reads what the one before has written, and writes it again.
        for (var round = 1; round <= Rounds; round++)
        {
            var place = round % 2 == 1 ? cluster.There : cluster.Here;
            foreach (var id in ids)
            {
                await cluster.Move(id, place);
            }

            for (var n = 0; n < ids.Length; n++)
            {
                await cluster.Do(ids[n], new SendMoney([ids[(n + round) % ids.Length]], round), $"send {round}");
                Assert.Equal(place, await cluster.Grain(ids[n]).Where());
            }

            await cluster.Settled();

            // The history names what the program that is asked does not know.
            Assert.Equal(["opened", "noted", "wake-planned"], (await cluster.Grain(ids[0]).History(0, 200)).Take(3).Select(one => one.Type));
        }

        foreach (var id in ids)
        {
            var stored = (await cluster.Store.Load(TestAccounts.Key(id)))!;
            Assert.Equal((1, null), (stored.Facts.FactsCode, stored.Facts.NextDue));
            var state = JsonDocument.Parse(stored.State).RootElement;
            Assert.Contains("记", state.GetProperty("log").EnumerateArray().Select(one => one.GetString()));
            Assert.Equal(wake, Assert.Single(state.GetProperty("wakes").EnumerateArray()).GetDateTimeOffset());
        }

        await cluster.StopOld();
        var (events, repeats) = (0, 0);
        foreach (var id in ids)
        {
            var view = await TestAccounts.Retry(() => cluster.Grain(id).View());
            Assert.Equal((1000, wake), (view.Balance, Assert.Single(view.Wakes)));
            var history = await cluster.Grain(id).History(0, 200);
            events += history.Length;
            Assert.Equal((Rounds, Rounds), (history.Count(one => one.Type == "sent"), history.Count(one => one.Type == "received")));
            repeats += history.Length - history.Select(one => one.EventId).Distinct().Count();

            // Facts that the old program made, which knew of no due moments, are made anew without any call.
            await Wait.Until(
                async () => (await cluster.Store.Load(TestAccounts.Key(id)))!.Facts is { FactsCode: 2 } facts && facts.NextDue == wake,
                RollingCluster.Patience, $"the due moment of {id} to be known again");
        }

        Assert.Equal(0, repeats);
        output.WriteLine(
            $"[measured] K14: {ids.Length} accounts went {Rounds} times between the old and the new program, {events} events, "
            + $"{ids.Length * Rounds} effects: 0 members, 0 events, 0 due moments and 0 fen lost, 0 effects repeated");
    }

    [Fact]
    public async Task What_needs_a_newer_reader_is_refused_by_the_old_program_and_served_by_the_new_one()
    {
        cluster.Program.Definition = RollingCluster.Newer with { EvolveVersion = 2, MinReader = 2 };
        await cluster.StartOld();
        await cluster.Move("a", cluster.Here);
        await cluster.Do("a", new OpenAccount(100), "open");
        await cluster.Do("a", new Note("new"), "note");
        await cluster.Settled();
        var before = await cluster.Store.Load(TestAccounts.Key("a"));

        await cluster.RefusedByOld("a");

        // A caller that tries again comes to a silo that can read it.
        var sent = await TestAccounts.Retry(async () =>
        {
            try
            {
                return await cluster.Grain("a").Execute(TestAccounts.Command(new SendMoney(["a"], 1), "send"));
            }
            catch (NewerRecordException refused)
            {
                throw new OutcomeUnknownException(refused.Message);
            }
        });
        Assert.True(sent.Accepted);
        Assert.Equal(cluster.Here, await cluster.Grain("a").Where());
        Assert.Equal(before!.Version + 1, sent.Version);
        Assert.Contains("new", (await cluster.Grain("a").View()).Log);
        await cluster.Settled();
    }

    [Fact]
    public async Task An_event_that_the_old_program_does_not_know_is_not_passed_over_when_it_folds_anew()
    {
        // Said to be readable by the old one, by mistake.
        cluster.Program.Definition = RollingCluster.Newer with { EvolveVersion = 2, MinReader = 1 };
        await cluster.StartOld();
        await cluster.Move("b", cluster.Here);
        await cluster.Do("b", new OpenAccount(100), "open");
        await cluster.Do("b", new Note("new"), "note");
        await cluster.Settled();
        var before = (await cluster.Store.Load(TestAccounts.Key("b")))!;

        await cluster.RefusedByOld("b");

        var after = (await cluster.Store.Load(TestAccounts.Key("b")))!;
        Assert.Equal((before.Version, before.Etag), (after.Version, after.Etag));
    }

    [Fact]
    public async Task An_effect_that_the_old_program_does_not_know_waits_for_the_new_one()
    {
        cluster.Program.Definition = RollingCluster.Newer with
        {
            Effects = (_, one, self) => one is Sent sent ? [new(new(AccountRules.Kind, self.Org, sent.To), "gift", new Gift(sent.Amount, "红包"))] : [],
            Receive = (_, effect, _) => new Received(effect.Source.Id, ((Gift)effect.Body).Amount, effect.EffectId),
        };
        await cluster.StartOld();
        await cluster.Move("giver", cluster.Here);
        await cluster.Do("giver", new OpenAccount(100), "open");
        await cluster.Move("taker", cluster.There);
        await cluster.Do("taker", new OpenAccount(0), "open");

        await cluster.Do("giver", new SendMoney(["taker"], 30), "gift");

        // More often than an effect whose consumer fails is tried before it is given up.
        var taker = TestAccounts.Key("taker").GrainId;
        await Wait.Until(() => cluster.Deliveries.Of(taker) > 20, RollingCluster.Patience, "more than twenty tries");
        Assert.Empty(await cluster.Store.ReadDeadLetters(SalesCluster.Org));
        Assert.Equal(0, (await cluster.Grain("taker").View()).Balance);

        await cluster.StopOld();
        await Wait.Until(async () => (await cluster.Grain("taker").View()).Balance == 30, RollingCluster.Patience, "the gift to arrive");
        await cluster.Settled();
        Assert.Equal((30, 70), ((await cluster.Grain("taker").View()).Balance, (await cluster.Grain("giver").View()).Balance));
        Assert.Empty(await cluster.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Fact]
    public async Task A_command_that_the_old_program_does_not_know_changes_nothing_there()
    {
        cluster.Program.Definition = RollingCluster.Newer;
        await cluster.StartOld();
        await cluster.Move("c", cluster.There);
        await cluster.Do("c", new OpenAccount(100), "open");
        await cluster.Settled();
        var before = (await cluster.Store.Load(TestAccounts.Key("c")))!;

        var told = await Record.ExceptionAsync(() => cluster.Grain("c").Execute(TestAccounts.Command(new Note("new"), "note")));
        Assert.IsAssignableFrom<SerializerException>(told);
        Assert.Equal(before.Etag, (await cluster.Store.Load(TestAccounts.Key("c")))!.Etag);

        await cluster.StopOld();
        await cluster.Do("c", new Note("new"), "note");
        Assert.Equal(["new"], (await cluster.Grain("c").View()).Log.ToArray());
    }
}
