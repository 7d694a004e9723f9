using System.Text;
using System.Text.Json;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Faults;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Entities;

/// <summary>Files under stored/ are what released programs wrote. Add one per change of shape; never edit one.</summary>
public sealed class StoredShapeTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Lanes_v1_are_read_and_written_as_they_were()
    {
        var json = Golden("lanes.v1.json");

        var lanes = LaneNumbers.Read(json);

        var inbox = lanes.Inbox(new("customer", "acme0001", "c1"));
        Assert.Equal(7, inbox.Last);
        var refused = Assert.Single(inbox.Exceptions);
        Assert.Equal((6L, LaneOutcome.Refused, "node.unknown"), (refused.Number, refused.Outcome, refused.Rejection?.Code));
        Assert.Equal(3, lanes.Out["rep/acme0001|r1"]);
        Assert.Equal(2, lanes.Recorded["rep/acme0001|r1"]);
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(lanes.Write()));
    }

    [Fact]
    public void Delivered_v1_is_read_and_written_as_it_was()
    {
        var json = Golden("delivered.v1.json");

        var delivered = DeliveredLanes.Read(json);

        Assert.Equal(12, delivered.Version);
        Assert.Equal(new OutboxLane(4, 2, "NullReferenceException: x"), delivered.Lanes["rep/acme0001|r1"]);
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(delivered.Write()));
    }

    [Fact]
    public void A_commit_v1_is_read()
    {
        var content = CommitContent.Read(Golden("commit.v1.json"));

        Assert.Equal(("u1", "k1", 1, 1), (content.Actor.Id, content.Key, content.Generation, content.RulesVersion));
        var one = Assert.Single(content.Events);
        Assert.Equal(new Sent("b", 30), one.Data.Deserialize(AccountJson.Default.AccountEvent));
        var effect = Assert.Single(content.Effects);
        Assert.Equal(("test-account/acme0001|b", 1L, "test-account/a|1.2/money"), (effect.To, effect.Number, effect.Id));
        Assert.Equal(At.AddHours(1), content.Facts?.NextDue);
        Assert.Null(content.Rejection);
    }

    [Fact]
    public void A_commit_v2_says_by_which_clock_and_v1_by_none()
    {
        Assert.Equal(0, CommitContent.Read(Golden("commit.v1.json")).ClockVersion);
        Assert.Equal(4, CommitContent.Read(Golden("commit.v2.json")).ClockVersion);
    }

    [Fact]
    public void A_commit_v3_seals_what_is_stored_beside_it()
    {
        Assert.Null(CommitContent.Read(Golden("commit.v2.json")).Sealed);

        var seals = CommitContent.Read(Golden("commit.v3.json")).Sealed!;

        Assert.Equal(("AAAAAAAAAAAAAAAAAAAAAA==", "AQAAAAAAAAAAAAAAAAAAAA==", "AgAAAAAAAAAAAAAAAAAAAA=="), (seals.State, seals.Lanes, seals.Answer));
    }

    [Fact]
    public async Task A_commit_is_written_as_v1_was_and_sealed()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        await accounts.Do("a", new WakeAt([At.AddHours(1)]));
        await accounts.Do("a", new SendMoney(["b"], 30), "k1-send");

        var stored = (await accounts.Store.Load(TestAccounts.Key("a")))!;
        var answer = await accounts.Store.FindCommand(TestAccounts.Key("a"), "k1-send");
        var seals = SealRules.Seal(stored.State.Span, stored.EvolveVersion, stored.MinReader, stored.Lanes.Span, answer);
        var written = Encoding.UTF8.GetString((await accounts.Commits("a"))[2].Content.Span);

        var golden = Encoding.UTF8.GetString(Golden("commit.v1.json"))
            .Replace("\"k1\"", "\"k1-send\"", StringComparison.Ordinal).Replace("1.2/money", "1.3/money", StringComparison.Ordinal);
        Assert.Equal($$"""{{golden[..^1]}},"sealed":{"state":"{{seals.State}}","lanes":"{{seals.Lanes}}","answer":"{{seals.Answer}}"}""" + "}", written);
    }

    [Fact]
    public void Members_of_a_newer_program_survive_a_rewrite_of_the_lanes()
    {
        var json = """
            {"in":{"customer/acme0001|c1":{"last":1,"exceptions":[],"pausedUntil":"2027"}},"out":{"rep/acme0001|r1":1},"recorded":{},"groups":[1]}
            """;
        var source = new EntityKey("customer", "acme0001", "c1");

        var lanes = LaneNumbers.Read(Encoding.UTF8.GetBytes(json));
        var taken = InboxRules.Take(lanes.Inbox(source), 2, LaneOutcome.Skipped, null);
        var written = Encoding.UTF8.GetString((lanes with { In = lanes.In.SetItem(source.ToString(), taken) }).Write());

        Assert.Contains("\"pausedUntil\":\"2027\"", written, StringComparison.Ordinal);
        Assert.Contains("\"groups\":[1]", written, StringComparison.Ordinal);
        Assert.Contains("\"last\":2", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_newer_program_survive_a_rewrite_of_what_was_delivered()
    {
        var outbox = new Outbox();
        outbox.Merge(DeliveredLanes.Read(Encoding.UTF8.GetBytes(
            """{"version":1,"lanes":{"rep/acme0001|r1":{"passed":1,"failures":0,"slowdown":5}},"holds":true}""")));
        outbox.SkipTo(1);
        outbox.Add(2, [new(new("rep", "acme0001", "r1"), 2, new(2, "e", "{}", Actor.System("t"), At))]);

        var lane = outbox.Busy.Single();
        outbox.Move(lane, OutboxRules.Pass(lane.Position, 2));
        var written = Encoding.UTF8.GetString(outbox.Row().Write());

        Assert.Equal("""{"version":2,"lanes":{"rep/acme0001|r1":{"passed":2,"failures":0,"slowdown":5}},"holds":true}""", written);
    }

    [Fact]
    public async Task Members_of_a_newer_program_survive_a_rewrite_of_the_state()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        await Twin.Rewrite(accounts, "a", state => state.Replace("{\"open\"", "{\"frozenBy\":\"王五\",\"open\"", StringComparison.Ordinal));

        await accounts.Do("a", new Note("x"));

        var state = JsonDocument.Parse((await accounts.Store.Load(TestAccounts.Key("a")))!.State);
        Assert.Equal("王五", state.RootElement.GetProperty("frozenBy").GetString());
        Assert.Equal("x", Assert.Single((await accounts.View("a")).Log));
    }

    private static byte[] Golden(string name) =>
        Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Entities", "stored", name)).TrimEnd());
}
