using System.Diagnostics;
using System.Text.Json.Nodes;
using SalesGrains.Checking;
using SalesGrains.Commands;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Watching;

namespace SalesGrains.Company;

/// <summary>How hard, and on what.</summary>
internal sealed record TorturePlan(int Kills, int Commands, int Customers, ulong Seed, SitePlan Site, bool Sabotage = true, int Writers = 16);

/// <summary>A company under torture: it is founded, written to and watched, killed again and again, left to settle, and checked.</summary>
internal sealed partial class TortureRun : IAsyncDisposable
{
    private const int Watchers = 20;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(5);

    private readonly TorturePlan plan;
    private readonly SalesCompany company;
    private readonly SplitMix64 random;
    private readonly CommandLog log = new();
    private readonly SalesClient client;
    private readonly CancellationTokenSource watching = new();
    private readonly List<Watcher> watchers = [];
    private readonly List<Task> open = [];
    private readonly Killer killer;
    private Saboteur? saboteur;
    private Freezer? freezer;
    private TimeSpan settled;

    private TortureRun(TorturePlan plan, SalesCompany company)
    {
        (this.plan, this.company, random) = (plan, company, new(plan.Seed));
        client = new(company.Site.Addresses, company.Keys, log);
        killer = new(company.Site, () => log.Answered, random.Next());
    }

    /// <summary>From each freeze to the answer of the last customer.</summary>
    public IReadOnlyList<TimeSpan> Back => freezer?.Back ?? [];

    /// <summary>Silos that were declared dead though they stood still for a moment only.</summary>
    public int Misjudged => freezer?.Misjudged ?? 0;

    /// <summary>Founds the company and lets its browsers watch.</summary>
    public static async Task<TortureRun> Begin(TorturePlan plan)
    {
        var run = new TortureRun(plan, await SalesCompany.Found(plan.Customers, plan.Site with { Seed = plan.Seed }));
        for (var i = 0; i < Watchers; i++)
        {
            await run.Watch();
        }

        return run;
    }

    /// <summary>Kills under load, then waits until everything on its way has arrived.</summary>
    public Task KillAndSettle() => Settle(killer.Kill(plan.Kills, plan.Commands));

    /// <summary>Freezes each program in turn under load, then waits until everything on its way has arrived.</summary>
    public Task FreezeAndSettle() => Settle((freezer = new(company, log)).Freeze());

    private async Task Settle(Task havoc)
    {
        using var writing = new CancellationTokenSource();
        var desk = new Desk(company.Customers, company.Today);
        var clients = Enumerable.Range(0, plan.Writers).Select(i => new SalesClient(company.Site.Addresses, company.Keys, log, first: i)).ToList();
        var writers = clients.Select((one, i) => new Writer(i + 1, random.Next(), one, desk).Work(writing.Token)).ToList();
        saboteur = plan.Sabotage && company.Site.Proxy is { } proxy ? new(proxy, random.Next()) : null;
        var sabotage = saboteur?.Work(writing.Token) ?? Task.CompletedTask;
        await Task.WhenAny(havoc, Task.WhenAll(writers)).Unwrap();
        await writing.CancelAsync();
        await sabotage;
        company.Site.EndFaults();
        await Task.WhenAll(writers);
        clients.ForEach(one => one.Dispose());

        var began = Stopwatch.GetTimestamp();
        await Wait.Until(async () => await company.Site.Pending() == 0, Quiet, "all effects to be delivered");
        settled = Stopwatch.GetElapsedTime(began);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await watching.CancelAsync();
        await Task.WhenAll(open);
        client.Dispose();
        watching.Dispose();
        await company.DisposeAsync();
    }

    private async Task<Watcher> Watch()
    {
        var watcher = new Watcher(company.Site.Addresses, await company.SignInDirector(), watchers.Count);
        watchers.Add(watcher);
        open.Add(watcher.Watch(watching.Token));
        return watcher;
    }

    /// <summary>The board once it has caught up with the store.</summary>
    private async Task<(JsonNode Board, JsonNode Reconciliation)> Settled()
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
    private async Task Agree(JsonNode board)
    {
        var late = await Watch();
        await Wait.Until(
            () => late.Shows.Version >= 0 && watchers.TrueForAll(one => one.Shows == late.Shows), Quiet, "all browsers to show the owner's table");
        foreach (var (metric, (count, fen)) in BoardCheck.Shown(board))
        {
            Assert.Equal((count, Yuan.Format(fen)), late.Total(metric));
        }
    }

    /// <summary>Keys of the whole run, after the last restart: the same key has the same answer still.</summary>
    private async Task<int> AskAgain()
    {
        var entries = log.Entries.Where(entry => entry is { Repeats: null, Answer: not null }).ToList();
        for (var i = 0; i < 300; i++)
        {
            var first = entries[(int)(random.Next() % (ulong)entries.Count)];
            await client.Send(first.Operation, first);
        }

        return 300;
    }
}
