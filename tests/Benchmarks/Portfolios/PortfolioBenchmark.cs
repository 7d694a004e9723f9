using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Accounts;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Benchmarks.Portfolios;

/// <summary>100,000 contracts: start to ready, rebuild, pages, search, and what a row and an awake contract cost in memory.</summary>
internal static class PortfolioBenchmark
{
    private const int Contracts = 100_000;
    private const int Awake = 10_000;

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch)
    {
        var folder = Path.Combine(scratch, "portfolio");
        await Fill(folder);
        var began = Stopwatch.GetTimestamp();
        await using var company = await Company.Start(folder, size: OrganizationSize.Large);
        var started = Stopwatch.GetElapsedTime(began);
        var before = Heap();
        var reader = company.Services.GetRequiredService<PortfolioReader>();
        var rebuild = Stopwatch.GetTimestamp();
        var all = await reader.Nodes(Company.Org, new ListQuery(BoardScope.Company) { Bucket = "total" }, new ListPage(50));
        var rebuilt = Stopwatch.GetElapsedTime(rebuild);
        var ready = Stopwatch.GetElapsedTime(began);
        var rows = (Heap() - before) / all.Count;

        before = Heap();
        await Parallel.ForEachAsync(Enumerable.Range(0, Awake), async (i, _) => await company.Contract(i).Get());
        var awake = (Heap() - before) / Awake;

        report.Say($"{Contracts:#,0} signed contracts with {all.Count:#,0} open payment nodes in 16 shards of one process.");
        report.Table(
            ["", "figure"],
            [
                ["start of the silo", $"{started.TotalMilliseconds:#,0} ms"],
                ["rebuild of the portfolio from the store, to the first page", $"{rebuilt.TotalMilliseconds:#,0} ms"],
                ["start to ready, with the portfolio", $"{ready.TotalMilliseconds:#,0} ms"],
                ["memory for each payment node in the portfolio, its contract's share included", $"{rows:#,0} bytes"],
                ["memory for each awake contract", $"{awake:#,0} bytes"],
                ["page of 50 nodes of a rep, p50 / p99", await Times(500, () => reader.Nodes(Company.Org, new ListQuery(new("rep", "rep-01")), new ListPage(50)))],
                ["page of 50 contracts, p50 / p99", await Times(500, () => reader.Contracts(Company.Org, new ListQuery(BoardScope.Company), new ListPage(50)))],
                ["page of 50 nodes of the company with count and sum of all, p50 / p99", await Times(50, () => reader.Nodes(Company.Org, new ListQuery(BoardScope.Company), new ListPage(50)))],
                ["substring search over all numbers, titles and customers, p50 / p99", await Times(50, () => reader.Contracts(Company.Org, new ListQuery(BoardScope.Company) { Filter = new BoardFilter(Text: "公司99") }, new ListPage(50)))],
            ]);
    }

    /// <summary>Fills a store by committing one real contract again under other names: the same bytes as a hundred thousand signings.</summary>
    private static async Task Fill(string folder)
    {
        await using var company = await Company.Start(folder, size: OrganizationSize.Large);
        await company.Load(0, 1, new DateOnly(2026, 1, 20));
        await company.Settled();
        var store = company.Services.GetRequiredService<IEntityStore>();
        var one = (await store.Load(new(EntityKinds.Contract, Company.Org, "contract-0")))!;
        var row = (await store.ReadCommits(one.Key, one.Version - 1, 1))[0];
        var facts = (ContractFacts)one.Facts;
        await Parallel.ForEachAsync(Enumerable.Range(1, Contracts - 1), new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (i, _) =>
            await store.Commit(new EntityCommit
            {
                Key = one.Key with { Id = $"contract-{i}" },
                ExpectedEtag = null,
                Version = one.Version,
                State = one.State,
                Lanes = one.Lanes,
                EvolveVersion = one.EvolveVersion,
                MinReader = one.MinReader,
                Row = row,
                Facts = facts with
                {
                    Key = one.Key with { Id = $"contract-{i}" },
                    Number = $"HT-2026-{i:000000}",
                    CustomerId = $"cust-{i}",
                    CustomerName = $"苏州恒岳精密制造有限公司{i}",
                    RepId = $"rep-{i % 200:00}",
                    Nodes = [.. facts.Nodes.Select(node => node with { DueOn = new DateOnly(2026, 1, 1).AddDays((i * 31 + node.No * 7) % 365) })],
                    NextDue = null,
                },
            }));
        // What the commits marked as undelivered is delivered by being read from the store.
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "sales.db")};Pooling=False");
        connection.Open();
        using var clear = connection.CreateCommand();
        clear.CommandText = "DELETE FROM pending";
        clear.ExecuteNonQuery();
    }

    private static async Task<string> Times<T>(int count, Func<Task<T>> ask)
    {
        for (var i = 0; i < 20; i++)
        {
            await ask();
        }

        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return $"{Rounds.Median(times):0.00} / {Rounds.Percentile(times, .99):0.00} ms";
    }

    private static long Heap()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
