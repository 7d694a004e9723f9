using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Sqlite;

namespace SalesGrains.Benchmarks.Deadlines;

/// <summary>
/// 10,000 payment nodes due at one instant on sleeping contracts: how late the board is after midnight, how late the nudges are after
/// nine o'clock, and what unrelated calls notice of it (M6).
/// </summary>
internal static class DeadlinesBenchmark
{
    private const int Contracts = 10_000;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(5);

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch)
    {
        var found = await Measure(new() { Sqlite = new SqliteStorageOptions { Folder = Path.Combine(scratch, "deadlines") } }, Contracts);
        report.Say($"{Contracts:#,0} payment nodes become overdue at one midnight, and their reps are nudged at the same nine o'clock; no contract is awake before.");
        report.Table(
            ["", "figure", "target"],
            [
                ["board after midnight: all nodes in the overdue bucket", $"{found.Board:#,0} ms late", "≤ 1,000 ms"],
                ["nudges committed after nine, p50 / p99 / last", $"{Rounds.Median(found.Nudges):#,0} / {Rounds.Percentile(found.Nudges, .99):#,0} / {found.Nudges.Max():#,0} ms late", ""],
                ["unrelated calls meanwhile, p50 / p99", $"{Rounds.Median(found.Calls):0.0} / {Rounds.Percentile(found.Calls, .99):0.0} ms", "p99 ≤ 100 ms"],
            ]);
    }

    /// <summary>Measures it on a store that is empty, with so many silos of one cluster in this process.</summary>
    public static async Task<Lateness> Measure(SalesSiloOptions options, int contracts, int silos = 1)
    {
        var signedOn = new DateOnly(2026, 1, 12);
        await using (var company = await Company.Start(options, sandbox: new(At(signedOn, 10), 0)))
        {
            await company.Load(0, contracts, signedOn);
            await company.Settled();
        }

        // Signed on Monday, due on the fifth workday after it: overdue from Tuesday on.
        var overdueFrom = new DateOnly(2026, 1, 20);
        var at = new ConcurrentDictionary<EntityKey, long>();
        var began = Stopwatch.GetTimestamp();
        var all = await Company.Start(options, silos, inner => new DueStore(inner, at));
        await using var again = new Cluster(all);
        await Company.Patiently(() => all[^1].Services.GetRequiredService<PortfolioReader>().Nodes(Company.Org, new ListQuery(BoardScope.Company) { Bucket = "total" }, new ListPage(50)));
        var started = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await SetClock(all, At(overdueFrom, 0) - Lead);
        var board = all[0].Grains.GetGrain<IBoardGrain>(new BoardTopic(Company.Org, BoardTopic.Payments, BoardScope.Company).GrainKey);
        var midnight = await Flip(board, contracts);
        await Caught(all[0], At(overdueFrom, 9));
        await SetClock(all, At(overdueFrom, 9) - Lead);
        var due = Stopwatch.GetTimestamp() + (long)(Lead.TotalSeconds * Stopwatch.Frequency);
        at.Clear();
        using var stop = new CancellationTokenSource();
        var unrelated = Probe(all[^1], stop.Token);
        while (at.Count < contracts)
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        return new(started, midnight, [.. at.Values.Select(one => Stopwatch.GetElapsedTime(due, one).TotalMilliseconds)], await unrelated);
    }

    /// <summary>Waits until what fell due while nobody was there is done: the reminders of the days before.</summary>
    private static async Task Caught(Company company, DateTimeOffset next)
    {
        var shard = company.Grains.GetGrain<IPortfolioGrain>(Partitioning.ShardKey((await company.Services.GetRequiredService<IOrganizationDirectory>().Get(Company.Org)).Stored, 0));
        while (await Company.Patiently(() => shard.NextDue()) is { } due && due.At < next)
        {
            await Task.Delay(20);
        }

        await company.Settled();
    }

    /// <summary>How late, in milliseconds, the board shows all nodes as overdue.</summary>
    private static async Task<double> Flip(IBoardGrain board, int contracts)
    {
        var due = Stopwatch.GetTimestamp() + (long)(Lead.TotalSeconds * Stopwatch.Frequency);
        while (true)
        {
            var frame = (await board.Read()).Frame;
            if (frame?.Rows.FirstOrDefault(row => row.Key == "t/overdue-1-7")?.Cells is { } cells && cells[0].Number >= contracts)
            {
                return Math.Max(0, Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Reads a contract that has nothing due, again and again.</summary>
    private static Task<List<double>> Probe(Company company, CancellationToken stop) => Task.Run(async () =>
    {
        var times = new List<double>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await company.Customer(i % 100).Get();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(2);
        }

        return times;
    });

    private static async Task SetClock(ImmutableArray<Company> silos, DateTimeOffset to)
    {
        var directory = silos[0].Services.GetRequiredService<IOrganizationDirectory>();
        var stored = (await directory.Get(Company.Org)).Stored;
        var clock = new OrganizationClock(TimeProvider.System.GetUtcNow(), to, 1, stored.Clock.Version + 1, ResumeRate: 1);
        await silos[0].Services.GetRequiredService<IEntityStore>().PutOrganization(stored with { Clock = clock }, stored.Etag);
        foreach (var silo in silos)
        {
            await silo.Services.GetRequiredService<IOrganizationDirectory>().Refresh(Company.Org);
        }
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new DateTimeOffset(day.ToDateTime(new(hour, 0)), TimeSpan.FromHours(8)).ToUniversalTime();
}

/// <summary>How late things were, in milliseconds.</summary>
/// <param name="Started">From the start of the silo to the first page of a portfolio that was read from the store.</param>
/// <param name="Board">The board, after midnight.</param>
/// <param name="Nudges">Each nudge, after nine.</param>
/// <param name="Calls">Unrelated calls meanwhile.</param>
internal sealed record Lateness(double Started, double Board, IReadOnlyCollection<double> Nudges, IReadOnlyCollection<double> Calls);
