using System.Diagnostics;
using SalesGrains.Checking;
using SalesGrains.Commands;
using SalesGrains.Organizations;
using SalesGrains.Restoring;
using SalesGrains.Watching;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>
/// The whole program is backed up while it works, goes on, is killed and restored elsewhere (K17): what it answers then is what the backup
/// has, nobody is told anything twice, and browsers that had newer numbers show the restored ones.
/// </summary>
public sealed class RestoreTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sqlite", "sqlite", 20261124)]
    [InlineData("postgres", "postgres", 20261125)]
    public Task A_restored_company_is_the_one_that_was_backed_up(string from, string to, ulong seed) => Run(from, to, seed);

    [Theory, Trait("Tier", "Full")]
    [InlineData("sqlite", "postgres", 20261126)]
    [InlineData("postgres", "sqlite", 20261127)]
    [InlineData("sqlite", "azure", 20261129)]
    [InlineData("azure", "postgres", 20261130)]
    public Task A_company_moves_to_another_engine_by_backup_and_restore(string from, string to, ulong seed) => Run(from, to, seed);

    [Theory, Trait("Tier", "Full")]
    [InlineData("azure", "azure", 20261128)]
    public Task A_restored_company_in_a_storage_account_is_the_one_that_was_backed_up(string from, string to, ulong seed) => Run(from, to, seed);

    private async Task Run(string from, string to, ulong seed)
    {
        output.WriteLine($"seed {seed}");
        await using var home = await StorePlace.Make(from);
        await using var busy = await StorePlace.Make(from);
        await using var elsewhere = await StorePlace.Make(to);
        using var folder = new TemporaryFolder();
        var (busyFile, quietFile) = (Path.Combine(folder.Path, "busy.backup"), Path.Combine(folder.Path, "quiet.backup"));
        await using var company = await BackedCompany.Found(home, customers: 20);
        var log = new CommandLog();
        using var client = new SalesClient([company.Process.Address], company.Keys, log);
        using var watching = new CancellationTokenSource();
        var browser = new Watcher([company.Process.Address], await company.SignInDirector());
        var open = browser.Watch(watching.Token);
        var work = new Work(company, log, seed);

        // A backup while 1,000 commands run.
        await work.Until(200);
        var backup = await Measured(home, "--backup", busyFile);
        await work.Until(1_000);
        await work.Stop();
        await home.Quiet();

        // One when nothing is on its way: what the API answers now is what it must answer after the restore.
        var before = await Answers.Read(client);
        var inbox = await Answers.Inbox(client);
        await Measured(home, "--backup", quietFile);
        Assert.NotEmpty(inbox);

        // More commands, which are lost.
        var lost = new Work(company, log, seed + 1, before.Versions.Count);
        await lost.Until(log.Answered + 300);
        await lost.Stop();
        var newer = browser.Shows;
        await company.Process.Kill();
        Assert.Equal(6, (await BackedCompany.Run(home, "--restore", quietFile)).Code);

        await Measured(elsewhere, "--restore", quietFile);
        await company.Process.Restart(elsewhere.Arguments);
        await elsewhere.Quiet();
        var after = await Answers.Read(client);
        Assert.Equal(before.Versions, after.Versions);
        Assert.Equal(before.Checksum, after.Checksum);
        var epochs = await Shows(browser, client, newer);
        var held = await NoNudgeTwice(company, client, inbox);
        await GoesOn(client, log, company, before);

        await company.Process.Kill();
        await Measured(busy, "--restore", busyFile);
        await company.Process.Restart(busy.Arguments);
        await busy.Quiet();
        var (kept, gone) = await IsOneInstant(client, log, before, backup.Began, backup.Ended);
        await watching.CancelAsync();
        await open;

        Assert.Equal((0, 0), (browser.WentBack, browser.WrongSums));
        output.WriteLine($"[measured] K17 {from} to {to}: {log.Entries.Count} commands; backup beside them {(backup.Ended - backup.Began) / (double)Stopwatch.Frequency:0.0} s, {kept} before it kept and {gone} after it gone; checksum of {before.Versions.Count} entities equal; epoch {newer.Epoch} to {epochs}; {held} nudges held, 0 repeated");
    }

    /// <summary>The open browser comes to show the restored board, under a higher epoch than it had.</summary>
    private static async Task<long> Shows(Watcher browser, SalesClient client, (long Epoch, long Version, uint Check) newer)
    {
        await Wait.Until(
            async () =>
            {
                var totals = BoardCheck.Shown(await client.Get("boards/payments?scope=company", Roles.Director));
                return browser.Shows.Epoch > newer.Epoch
                    && totals.All(total => browser.Total(total.Key) == (total.Value.Count, Money.Yuan.Format(total.Value.Fen)));
            },
            TimeSpan.FromSeconds(60),
            "the open browser to show the restored board");
        Assert.Empty((await client.Get("admin/reconciliation", Roles.Director))["differences"]!.AsArray());
        return browser.Shows.Epoch;
    }

    /// <summary>Nothing is shown as new until it is released; then the inbox is what it was.</summary>
    private static async Task<int> NoNudgeTwice(BackedCompany company, SalesClient client, List<string> inbox)
    {
        Assert.Empty(await Answers.Inbox(client));
        var held = new List<string>();
        while ((await company.Held())["items"]!.AsArray().Select(item => (string)item!["id"]!).Except(held).ToList() is { Count: > 0 } more)
        {
            held.AddRange(more);
            await company.Release(more);
        }

        Assert.Equal(inbox, held.Order(StringComparer.Ordinal));
        await Wait.Until(async () => (await Answers.Inbox(client)).SequenceEqual(inbox), TimeSpan.FromSeconds(60), "the released nudges to be in the inbox");
        return held.Count;
    }

    /// <summary>Old keys keep their answers; new events have ids that the lost ones never had.</summary>
    private static async Task GoesOn(SalesClient client, CommandLog log, BackedCompany company, Answers before)
    {
        var old = log.Entries.Where(entry => entry is { Repeats: null, Answer.IsAccepted: true }
            && entry.Answer.Version <= before.Versions.GetValueOrDefault(entry.Operation.Entity)).Take(50).ToList();
        Assert.NotEmpty(old);
        foreach (var entry in old)
        {
            Assert.Equal(entry.Answer, (await client.Send(entry.Operation, entry)).Answer);
        }

        var id = "restored-1";
        Assert.True((await client.Send(Orders.Create("restored-op", id, company.Customers[0], 1_000_00))).Answer!.IsAccepted);
        var made = (await client.Get($"contracts/{id}/history?after=0&limit=10", Roles.Manager))["items"]![0]!;
        var generation = int.Parse(((string)made["eventId"]!).Split('|')[1].Split('.')[0], provider: null);
        Assert.True(generation > 1, $"{made["eventId"]}");
    }

    /// <summary>
    /// Everything answered before the backup began is in it, nothing that was asked after it ended; each history is the beginning of what
    /// it was later.
    /// </summary>
    private static async Task<(int Kept, int Gone)> IsOneInstant(SalesClient client, CommandLog log, Answers later, long began, long ended)
    {
        var restored = await Answers.Read(client);
        var entries = log.Entries.Where(entry => entry is { Repeats: null, Answer.IsAccepted: true } && entry.Operation.Entity != "contract/restored-1").ToList();
        var kept = entries.Where(entry => entry.AnsweredAt < began).ToList();
        var gone = entries.Where(entry => entry.InvokedAt > ended).ToList();
        Assert.All(kept, entry => Assert.True(restored.Versions.GetValueOrDefault(entry.Operation.Entity) >= entry.Answer!.Version, $"lost: {entry}"));
        Assert.All(gone, entry => Assert.DoesNotContain(
            restored.Histories.GetValueOrDefault(entry.Operation.Entity) ?? [],
            item => item.Contains($"\"version\":{entry.Answer!.Version},", StringComparison.Ordinal) && item.Contains("|1.", StringComparison.Ordinal)));
        foreach (var (contract, history) in restored.Histories)
        {
            // What the restored program did on its own is of the new generation and comes after.
            var old = history.Where(item => item.Contains("|1.", StringComparison.Ordinal)).ToArray();
            Assert.Equal(later.Histories[contract].Take(old.Length), old);
            Assert.Equal(old, history.Take(old.Length));
        }

        Assert.Empty((await client.Get("admin/reconciliation", Roles.Director))["differences"]!.AsArray());
        Assert.NotEmpty(kept);
        Assert.NotEmpty(gone);
        return (kept.Count, gone.Count);
    }

    private async Task<(long Began, long Ended)> Measured(StorePlace place, params string[] command)
    {
        var began = Stopwatch.GetTimestamp();
        var (code, said) = await BackedCompany.Run(place, command);
        output.WriteLine($"{said} ({Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s)");
        Assert.True(code == 0, $"{code}: {said}");
        return (began, Stopwatch.GetTimestamp());
    }
}
