using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Hosting;

namespace SalesGrains.Upgrades;

/// <summary>
/// An old and a new program in one cluster on one database, as while an upgrade rolls (K14): the old one knows neither the members, the
/// events, the effects nor the commands that came since.
/// </summary>
public sealed class RollingUpgradeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly AccountProgram program = new();
    private readonly DeliveryCount deliveries = new();
    private PostgreSqlTestServer server = null!;
    private string connection = null!;
    private PreviousSilo old = null!;
    private IHost current = null!;

    public async Task InitializeAsync()
    {
        server = await PostgreSqlTestServer.Shared;
        connection = await server.Database();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.AddSalesSilo(new() { PostgreSql = new() { ConnectionString = connection }, Cluster = new(SiloPort: 0) });
        builder.Services.AddSingleton(program);
        builder.Services.AddSingleton(AccountRules.Effects);
        builder.Services.AddSingleton(new EffectKind(typeof(Gift), "test-gift", GiftJson.Default));
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(deliveries);
        builder.Services.Configure<EntityOptions>(entities => entities.BackoffLongest = TimeSpan.FromMilliseconds(400));
        current = builder.Build();
        await Store.PutOrganization(new() { Org = SalesCluster.Org, Name = "Acme", Partitions = 4, Shards = 4 }, null);
        await current.StartAsync();
        old = await PreviousSilo.Start(connection);
        var membership = current.Services.GetRequiredService<IClusterMembershipService>();
        await Wait.Until(
            () => membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) == 2, Patience, "both programs in one cluster");
    }

    public async Task DisposeAsync()
    {
        await old.DisposeAsync();
        await current.StopAsync();
        await ((IAsyncDisposable)current).DisposeAsync();
        await server.Release(connection);
    }

    [Fact]
    public async Task Old_and_new_write_the_same_accounts_in_turn_and_no_member_event_or_cent_is_lost()
    {
        string[] ids = [.. Enumerable.Range(0, 6).Select(n => $"acc{n}")];
        var wake = TimeProvider.System.GetUtcNow().AddDays(30);
        foreach (var id in ids)
        {
            await Move(id, Here);
            await Do(id, new OpenAccount(1000), "open");
            await Do(id, new Note("记"), "note");
            await Do(id, new WakeAt([wake]), "wake");
        }

        // New, old, new, old: each time the other program reads what the one before has written, and writes it again.
        for (var round = 1; round <= 4; round++)
        {
            var place = round % 2 == 1 ? old.Address : Here;
            foreach (var id in ids)
            {
                await Move(id, place);
            }

            for (var n = 0; n < ids.Length; n++)
            {
                await Do(ids[n], new SendMoney([ids[(n + round) % ids.Length]], round), $"send {round}");
                Assert.Equal(place, await Grain(ids[n]).Where());
            }

            await Settled();
        }

        await old.Stop();
        foreach (var id in ids)
        {
            var state = JsonDocument.Parse((await Store.Load(TestAccounts.Key(id)))!.State).RootElement;
            Assert.Contains("记", state.GetProperty("log").EnumerateArray().Select(one => one.GetString()));
            Assert.Equal(wake, Assert.Single(state.GetProperty("wakes").EnumerateArray()).GetDateTimeOffset());
            var view = await TestAccounts.Retry(() => Grain(id).View());
            Assert.Equal((1000, wake), (view.Balance, Assert.Single(view.Wakes)));
            var history = await Grain(id).History(0, 200);
            Assert.Equal(["opened", "noted", "wake-planned"], history.Take(3).Select(one => one.Type));
            Assert.Equal((4, 4), (history.Count(one => one.Type == "sent"), history.Count(one => one.Type == "received")));
        }
    }

    [Fact]
    public async Task What_needs_a_newer_reader_is_refused_by_the_old_program_and_served_by_the_new_one()
    {
        program.Definition = AccountRules.Definition with { EvolveVersion = 2, MinReader = 2 };
        await Move("a", Here);
        await Do("a", new OpenAccount(100), "open");
        await Do("a", new Note("new"), "note");
        await Settled();
        var before = await Store.Load(TestAccounts.Key("a"));

        await RefusedByOld("a");

        // A caller that tries again comes to a silo that can read it.
        var sent = await TestAccounts.Retry(async () =>
        {
            try
            {
                return await Grain("a").Execute(TestAccounts.Command(new SendMoney(["a"], 1), "send"));
            }
            catch (NewerRecordException refused)
            {
                throw new OutcomeUnknownException(refused.Message);
            }
        });
        Assert.True(sent.Accepted);
        Assert.Equal(Here, await Grain("a").Where());
        Assert.Equal(before!.Version + 1, sent.Version);
        Assert.Contains("new", (await Grain("a").View()).Log);
    }

    [Fact]
    public async Task An_event_that_the_old_program_does_not_know_is_not_passed_over_when_it_folds_anew()
    {
        // Said to be readable by the old one, by mistake.
        program.Definition = AccountRules.Definition with { EvolveVersion = 2, MinReader = 1 };
        await Move("b", Here);
        await Do("b", new OpenAccount(100), "open");
        await Do("b", new Note("new"), "note");
        await Settled();
        var before = (await Store.Load(TestAccounts.Key("b")))!;

        await RefusedByOld("b");

        Assert.Equal((before.Version, before.Etag), ((await Store.Load(TestAccounts.Key("b")))!.Version, (await Store.Load(TestAccounts.Key("b")))!.Etag));
    }

    [Fact]
    public async Task An_effect_that_the_old_program_does_not_know_waits_for_the_new_one()
    {
        program.Definition = AccountRules.Definition with
        {
            Effects = (_, one, self) => one is Sent sent ? [new(new(AccountRules.Kind, self.Org, sent.To), "gift", new Gift(sent.Amount, "红包"))] : [],
            Receive = (_, effect, _) => new Received(effect.Source.Id, ((Gift)effect.Body).Amount, effect.EffectId),
        };
        await Move("giver", Here);
        await Do("giver", new OpenAccount(100), "open");
        await Move("taker", old.Address);
        await Do("taker", new OpenAccount(0), "open");

        await Do("giver", new SendMoney(["taker"], 30), "gift");

        // More often than an effect whose consumer fails is tried before it is given up.
        var taker = TestAccounts.Key("taker").GrainId;
        await Wait.Until(() => deliveries.Of(taker) > 20, Patience, "more than twenty tries");
        Assert.Empty(await Store.ReadDeadLetters(SalesCluster.Org));
        Assert.Equal(0, (await Grain("taker").View()).Balance);

        await old.Stop();
        await Wait.Until(async () => (await Grain("taker").View()).Balance == 30, Patience, "the gift to arrive");
        await Settled();
        Assert.Equal((30, 70), ((await Grain("taker").View()).Balance, (await Grain("giver").View()).Balance));
        Assert.Empty(await Store.ReadDeadLetters(SalesCluster.Org));
    }

    private IEntityStore Store => current.Services.GetRequiredService<IEntityStore>();

    private string Here => current.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString();

    private IAccountGrain Grain(string id) => current.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(TestAccounts.Key(id).GrainId);

    private async Task Do(string id, AccountCommand body, string key) => Assert.Null(
        (await TestAccounts.Retry(() => Grain(id).Execute(TestAccounts.Command(body, $"{id} {key}")))).Rejection);

    private Task Settled() => Wait.Until(async () => (await Store.ReadPending(10)).IsEmpty, Patience, "everything to be delivered");

    /// <summary>Has an account kept by a silo.</summary>
    private Task Move(string id, string silo) => Wait.Until(() => Place(id, silo), Patience, $"{id} to be at {silo}");

    /// <summary>The old program does not take the account, and says why.</summary>
    private Task RefusedByOld(string id) => Wait.Until(
        async () =>
        {
            try
            {
                Assert.False(await Place(id, old.Address), "The old program took it.");
                return false;
            }
            catch (NewerRecordException)
            {
                return true;
            }
        },
        Patience,
        "the old program to refuse it");

    /// <summary>True when the account is at the silo; where it is elsewhere, it is sent away, and the next call asks for the silo.</summary>
    private async Task<bool> Place(string id, string silo)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(silo));
        try
        {
            if (await Grain(id).Where() == silo)
            {
                return true;
            }

            await Grain(id).Go();
            return await Grain(id).Where() == silo;
        }
        finally
        {
            RequestContext.Clear();
        }
    }
}

/// <summary>A kind of effect that came later.</summary>
public sealed record Gift(long Amount, string Words) : EffectBody;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Gift))]
public sealed partial class GiftJson : JsonSerializerContext;
