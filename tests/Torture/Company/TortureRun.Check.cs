using SalesGrains.Checking;
using SalesGrains.Money;

namespace SalesGrains.Company;

/// <content>What must hold after it.</content>
internal sealed partial class TortureRun
{
    /// <summary>Ends the programs, compares clients' log, browsers, board and store, and writes what was counted.</summary>
    public async Task Check(Action<string> write)
    {
        var (board, reconciliation) = await Settled();
        Assert.Equal(0, await company.DeadLetters());
        await Agree(board);
        await watching.CancelAsync();
        await Task.WhenAll(open);
        var readBack = await ReadBack.Faults(client, log);
        Assert.True(await AskAgain() > 0);
        var faults = company.Site.Faults();
        await Wait.Until(async () => await company.Site.Pending() == 0, Quiet, "what fell due meanwhile to be delivered");
        var ended = TimeProvider.System.GetUtcNow();
        var world = await company.Site.End();

        var commands = CommandCheck.Of(world, log);
        var history = HistoryRules.Faults(History.Of(log), History.Of(world)).ToList();
        var stored = BoardCheck.Stored(world, DateOnly.Parse((string)board["asOf"]!, provider: null));
        var differences = BoardCheck.Faults(BoardCheck.Shown(board), stored).ToList();
        var (onNodes, credit) = MoneyCheck.Kept(world);
        var received = MoneyCheck.Received(log, world);
        var nudges = NudgeCheck.Of(world, company.Vendors.World.Log.Deliveries);
        var share = 100.0 * faults.Sum(kind => kind.Count()) / Math.Max(1, world.Things.Sum(thing => thing.Commits.Length));
        write($"[measured] K01: {On}: {log.Entries.Count} commands, {killer.Kills} kills, {faults.Sum(kind => kind.Count())} store faults ({share:0.0} per 100 commits{Cuts}), {log.Entries.Count(entry => entry.Answer is { IsAccepted: true })} acknowledged, {commands.Lost} lost, {commands.Twice} twice, board {(differences.Count == 0 ? "=" : "≠")} store");
        write($"[measured] K05: {On}: {log.Entries.Count(entry => entry.Tries > 1)} retried after {log.Cut} cut and {log.Busy} busy tries, {log.Entries.Count(entry => entry.Repeats is not null)} keys used again, {log.Entries.Count(entry => entry.IsOtherPayload)} of them with another payload");
        write($"[measured] K13: {On}: {watchers.Count} browsers, {watchers.Sum(one => one.Connections)} connections, {watchers.Sum(one => one.Frames)} frames, {watchers.Sum(one => one.Misfits)} asked again, {watchers.Sum(one => one.WentBack)} went back, {watchers.Sum(one => one.WrongSums)} took a wrong checksum");
        write($"[measured] K18: {On}: {log.Reads.Count} reads, {log.Entries.Count} commands and {commands.Unknown} unknown outcomes ({commands.Happened} of them done) on {world.Things.Length} entities: {history.Count} unexplained; quiet after {settled.TotalMilliseconds:0} ms{Starts}");
        if (freezer is not null)
        {
            write($"[measured] K04: {On}: {freezer.Misjudged} declared dead after standing still for {Freezer.Stall.TotalSeconds:0} s; frozen for {Freezer.Frozen.TotalSeconds:0} s each in turn: declared dead after {string.Join(" and ", freezer.Declared.Select(one => $"{one.TotalSeconds:0.0} s"))}, all customers answer again after {string.Join(" and ", freezer.Back.Zip(freezer.Median, (last, median) => $"{last.TotalSeconds:0.0} s (half after {median.TotalSeconds:0.0} s)"))}; thawed, {freezer.Ended} of {freezer.Back.Count} ended themselves; {commands.Lost} lost, {commands.Twice} twice, {history.Count} unexplained");
        }

        write($"[measured] money: {On}: {Yuan.Format(received)} received and kept = {Yuan.Format(onNodes)} on nodes + {Yuan.Format(credit)} credit");
        write($"[measured] K12: {On}: {nudges.Sent} nudges sent to their recipients, {nudges.Arrived} messages of them reached a person over an imitated vendor, {nudges.Faults.Count} lost or twice");
        write($"  faults: {string.Join(", ", faults.Select(kind => $"{kind.Key} {kind.Count()}"))}");
        foreach (var kind in log.Entries.GroupBy(entry => (entry.Operation.Kind, entry.Answer?.Code, entry.GivenUp)).OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Code))
        {
            write($"  {kind.Key.Kind} {kind.Key.Code ?? (kind.Key.GivenUp ? "unknown" : "accepted")}: {kind.Count()}");
        }

        foreach (var line in commands.Faults.Concat(history).Concat(readBack).Concat(nudges.Faults).Take(20).Concat(ServerFaults()).Concat(killer.FailedStarts.Select(said => $"a start ended: {said.Split('\n').ElementAtOrDefault(1)}")))
        {
            write($"  {line}");
        }

        Assert.Empty(commands.Faults);
        Assert.Empty(history);
        Assert.Empty(readBack);
        Assert.Empty(nudges.Faults);
        Assert.True(nudges is { Sent: > 0, Arrived: > 0 }, "No nudge went out.");
        Assert.Empty(StoreCheck.Faults(world));
        Assert.Empty(MoneyCheck.Faults(world));
        Assert.Equal(received, onNodes + credit);
        Assert.Empty(differences);
        Assert.Empty(reconciliation["differences"]!.AsArray());
        Assert.Equal(Yuan.Format(stored["total"].Fen), (string)reconciliation["storeAmount"]!);
        Assert.Equal(0, world.DeadLetters);

        // A nudge's ladder goes on while all this is checked: what it commits in the very last moments may be on its way when the program ends.
        Assert.Empty(world.Things.Where(thing => thing.Entity.PendingAt is not null && thing.Commits[^1].Row.RecordedAt < ended - Underway).Select(thing => thing.Name));
        Assert.All(watchers, one => Assert.Equal((0, 0), (one.WentBack, one.WrongSums)));
        Assert.All(watchers.Take(Watchers), one => Assert.True(one.Connections > plan.Kills / 2 / company.Site.Programs.Length));
        Assert.True(log.Cut > 0, "No kill met a command under way.");
        Assert.True(plan.Site.FaultsOneIn == 0 || faults.Count >= 5, "Hardly a kind of fault was met.");
    }

    /// <summary>What the programs say of calls that they could not answer.</summary>
    private IEnumerable<string> ServerFaults() => company.Site.Programs.SelectMany(program => program.Output)
        .Where(line => line.StartsWith("fail: SalesGrains.Problems", StringComparison.Ordinal)).Take(5);

    private string Starts => killer.Starts.Count == 0
        ? ""
        : $"; starts median {killer.Starts.Order().ElementAt(killer.Starts.Count / 2).TotalSeconds:0.0} s, slowest {killer.Starts.Max().TotalSeconds:0.0} s{(killer.FailedStarts.Count > 0 ? $", {killer.FailedStarts.Count} tried again because the database did not serve them" : "")}";

    private string On => $"{company.Site.Programs.Length} × {plan.Site.Engine}";

    private string Cuts => saboteur is not null ? $", {company.Site.Proxy!.Cuts} connections cut at a write, {saboteur.Hangs} times all writes hung for 20 s" : "";
}
