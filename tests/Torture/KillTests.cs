using System.Diagnostics;
using System.Text.Json.Nodes;
using SalesGrains.Checking;
using SalesGrains.Commands;
using SalesGrains.Company;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Watching;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>The whole program under SIGKILL, with clients that write and browsers that watch all the while (K01, K05, K13, K18).</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Writers = 16;
    private const int Watchers = 20;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Nothing_is_lost_or_done_twice_through_ten_kills() => Torture(kills: 10, customers: 40, seed: 20260131);

    [Fact, Trait("Tier", "Full")]
    public Task Nothing_is_lost_or_done_twice_through_fifty_kills() => Torture(kills: 50, customers: 160, seed: 20260807);

    private async Task Torture(int kills, int customers, ulong seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new SplitMix64(seed);
        await using var company = await SalesCompany.Found(customers);
        var log = new CommandLog();
        using var client = new SalesClient(company.Process.Address, company.Keys, log);
        using var writing = new CancellationTokenSource();
        using var watching = new CancellationTokenSource();
        var watchers = new List<Watcher>();
        var open = new List<Task>();
        for (var i = 0; i < Watchers; i++)
        {
            watchers.Add(new(company.Process.Address, await company.SignInDirector()));
            open.Add(watchers[i].Watch(watching.Token));
        }

        var desk = new Desk(company.Customers, company.Today);
        var clients = Enumerable.Range(1, Writers).Select(_ => new SalesClient(company.Process.Address, company.Keys, log)).ToList();
        var writers = clients.Select((one, i) => new Writer(i + 1, random.Next(), one, desk).Work(writing.Token)).ToList();
        var killer = new Killer(company.Process, () => log.Answered, random.Next());
        await killer.Kill(kills);
        await writing.CancelAsync();
        await Task.WhenAll(writers);
        clients.ForEach(one => one.Dispose());

        // Quiet: everything on its way arrives.
        var began = Stopwatch.GetTimestamp();
        await Wait.Until(async () => await company.Pending() == 0, Quiet, "all effects to be delivered");
        var settled = Stopwatch.GetElapsedTime(began);
        var (board, reconciliation) = await Settled(client);
        Assert.Equal(0, await company.DeadLetters());
        await Agree(company, watchers, open, board, watching.Token);
        await watching.CancelAsync();
        await Task.WhenAll(open);
        var readBack = await ReadBack.Faults(client, log);
        var repeats = await AskAgain(client, log, random);
        await company.Process.Kill();
        var world = await StoredWorld.Read(company.Process.Folder);

        var commands = CommandCheck.Of(world, log);
        var stored = BoardCheck.Stored(world, DateOnly.Parse((string)board["asOf"]!, provider: null));
        var differences = BoardCheck.Faults(BoardCheck.Shown(board), stored).ToList();
        var (onNodes, credit) = MoneyCheck.Kept(world);
        Report(log, killer, commands, differences, world, settled);
        output.WriteLine($"[measured] money: {Yuan.Format(MoneyCheck.Received(log))} received and kept = {Yuan.Format(onNodes)} on nodes + {Yuan.Format(credit)} credit");
        output.WriteLine($"[measured] K13: {Watchers} browsers, {watchers.Sum(one => one.Connections)} connections, {watchers.Sum(one => one.Frames)} frames, {watchers.Sum(one => one.Misfits)} asked again, {watchers.Sum(one => one.WentBack)} went back, {watchers.Sum(one => one.WrongSums)} took a wrong checksum");

        Assert.Empty(commands.Faults);
        Assert.Empty(readBack);
        Assert.Empty(StoreCheck.Faults(world));
        Assert.Empty(OrderRules.Faults(OrderRules.Of(log)));
        Assert.Empty(MoneyCheck.Faults(world));
        Assert.Equal(MoneyCheck.Received(log), onNodes + credit);
        Assert.Empty(differences);
        Assert.Empty(reconciliation["differences"]!.AsArray());
        Assert.Equal(Yuan.Format(stored["total"].Fen), (string)reconciliation["storeAmount"]!);
        Assert.Equal((0, 0), (world.Pending, world.DeadLetters));
        Assert.True(repeats > 0);
        Assert.All(watchers, one => Assert.Equal((0, 0), (one.WentBack, one.WrongSums)));
        Assert.All(watchers, one => Assert.True(one.Connections > kills / 2));
        Assert.True(log.Cut > 0, "No kill met a command under way.");
    }

    /// <summary>The board once it has caught up with the store.</summary>
    private static async Task<(JsonNode Board, JsonNode Reconciliation)> Settled(SalesClient client)
    {
        JsonNode board = new JsonObject(), reconciliation = new JsonObject();
        await Wait.Until(
            async () =>
            {
                reconciliation = await client.Get("admin/reconciliation", Roles.Director);
                board = await client.Get("boards/payments?scope=company", Roles.Director);
                return Yuan.Format(BoardCheck.Shown(board)["total"].Fen) == (string)reconciliation["storeAmount"]!;
            },
            Quiet,
            "the board to agree with the store");
        return (board, reconciliation);
    }

    /// <summary>A browser that has just come gets the whole table from its owner; all others come to show the same.</summary>
    private static async Task Agree(SalesCompany company, List<Watcher> watchers, List<Task> open, JsonNode board, CancellationToken stop)
    {
        var late = new Watcher(company.Process.Address, await company.SignInDirector());
        open.Add(late.Watch(stop));
        await Wait.Until(
            () => late.Shows.Version >= 0 && watchers.TrueForAll(one => one.Shows == late.Shows), TimeSpan.FromSeconds(20), "all browsers to show the owner's table");
        foreach (var (metric, (count, fen)) in BoardCheck.Shown(board))
        {
            Assert.Equal((count, Yuan.Format(fen)), late.Total(metric));
        }
    }

    /// <summary>Keys of the whole run, after the last restart: the same key has the same answer still.</summary>
    private static async Task<int> AskAgain(SalesClient client, CommandLog log, SplitMix64 random)
    {
        var entries = log.Entries.Where(entry => entry.Repeats is null).ToList();
        for (var i = 0; i < 300; i++)
        {
            var first = entries[(int)(random.Next() % (ulong)entries.Count)];
            await client.Send(first.Operation, first);
        }

        return 300;
    }

    private void Report(CommandLog log, Killer killer, CommandCheck commands, List<string> differences, StoredWorld world, TimeSpan settled)
    {
        var entries = log.Entries;
        output.WriteLine($"[measured] K01: {entries.Count} commands, {killer.Kills} kills, {entries.Count(entry => entry.Answer is { IsAccepted: true })} acknowledged, {commands.Lost} lost, {commands.Twice} twice, board {(differences.Count == 0 ? "=" : "≠")} store");
        output.WriteLine($"[measured] K05: {entries.Count(entry => entry.Tries > 1)} retried after {log.Cut} cut and {log.Busy} busy tries, {entries.Count(entry => entry.Repeats is not null)} keys used again, {entries.Count(entry => entry.IsOtherPayload)} of them with another payload");
        output.WriteLine($"[measured] K18: {log.Reads.Count} reads and {entries.Count} commands on {world.Things.Length} entities explained; quiet after {settled.TotalMilliseconds:0} ms; starts median {killer.Starts.Order().ElementAt(killer.Starts.Count / 2).TotalSeconds:0.0} s, slowest {killer.Starts.Max().TotalSeconds:0.0} s");
        foreach (var kind in entries.GroupBy(entry => (entry.Operation.Kind, entry.Answer?.Code)).OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Code))
        {
            output.WriteLine($"  {kind.Key.Kind} {kind.Key.Code ?? "accepted"}: {kind.Count()}");
        }
    }
}
