using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Accounts;
using SalesGrains.Backups;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Sqlite;

namespace SalesGrains.Benchmarks.Portfolios;

/// <summary>100,000 contracts: start to ready, rebuild, pages, search, and what a row and an awake contract cost in memory.</summary>
internal static class PortfolioBenchmark
{
    private const int Contracts = 100_000;
    private const int Awake = 10_000;

    /// <summary>Runs it on the embedded store.</summary>
    public static async Task Run(Report report, string scratch)
    {
        var folder = Path.Combine(scratch, "portfolio");
        await Fill(folder);
        var found = await Measure(new() { Sqlite = new SqliteStorageOptions { Folder = folder } });
        report.Say($"{Contracts:#,0} signed contracts with {found.Nodes:#,0} open payment nodes in 16 shards of one process.");
        report.Table(
            ["", "figure"],
            [
                ["start of the silo", $"{found.Started:#,0} ms"],
                ["rebuild of the portfolio from the store, to the first page", $"{found.Rebuilt:#,0} ms"],
                ["start to ready, with the portfolio", $"{found.Started + found.Rebuilt:#,0} ms"],
                ["memory for each payment node in the portfolio, its contract's share included", $"{found.NodeBytes:#,0} bytes"],
                ["memory for each awake contract", $"{found.ContractBytes:#,0} bytes"],
                ["page of 50 nodes of a rep, p50 / p99", found.OfRep],
                ["page of 50 contracts, p50 / p99", found.OfContracts],
                ["page of 50 nodes of the company with count and sum of all, p50 / p99", found.OfCompany],
                ["substring search over all numbers, titles and customers, p50 / p99", found.Search],
            ]);
    }

    /// <summary>A backup of a company with 100,000 contracts, to be restored into any engine.</summary>
    public static async Task<string> Backup(string scratch)
    {
        var (folder, file) = (Path.Combine(scratch, "hundred-thousand"), Path.Combine(scratch, "hundred-thousand.backup"));
        await Fill(folder);
        await StoreBackup.Of(new SqliteStorageOptions { Folder = folder }, TimeProvider.System).Make(file);
        return file;
    }

    /// <summary>Measures it on a store that has the contracts, with so many silos of one cluster in this process.</summary>
    public static async Task<PortfolioFigures> Measure(SalesSiloOptions options, int silos = 1)
    {
        var began = Stopwatch.GetTimestamp();
        var all = await Company.Start(options, silos, size: OrganizationSize.Large);
        await using var cluster = new Cluster(all);
        var started = Stopwatch.GetElapsedTime(began);
        var before = Heap();
        var reader = all[^1].Services.GetRequiredService<PortfolioReader>();
        var rebuild = Stopwatch.GetTimestamp();
        var nodes = (await Company.Patiently(() => reader.Nodes(Company.Org, new ListQuery(BoardScope.Company) { Bucket = "total" }, new ListPage(50)))).Count;
        var rebuilt = Stopwatch.GetElapsedTime(rebuild);
        var row = (Heap() - before) / nodes;

        before = Heap();
        await Parallel.ForEachAsync(Enumerable.Range(0, Awake), async (i, _) => await all[i % silos].Contract(i).Get());
        var awake = (Heap() - before) / Awake;
        return new(
            started.TotalMilliseconds, rebuilt.TotalMilliseconds, nodes, row, awake,
            await Times(500, () => reader.Nodes(Company.Org, new ListQuery(new("rep", "rep-01")), new ListPage(50))),
            await Times(500, () => reader.Contracts(Company.Org, new ListQuery(BoardScope.Company), new ListPage(50))),
            await Times(50, () => reader.Nodes(Company.Org, new ListQuery(BoardScope.Company), new ListPage(50))),
            await Times(50, () => reader.Contracts(Company.Org, new ListQuery(BoardScope.Company) { Filter = new BoardFilter(Text: "公司99") }, new ListPage(50))));
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

/// <summary>What was found.</summary>
/// <param name="Started">Start of all silos, ms.</param>
/// <param name="Rebuilt">From then to the first page, ms.</param>
/// <param name="Nodes">Open payment nodes.</param>
/// <param name="NodeBytes">Memory of each in the portfolio, its contract's share included.</param>
/// <param name="ContractBytes">Memory of each awake contract.</param>
/// <param name="OfRep">A page of a rep's nodes, p50 / p99.</param>
/// <param name="OfContracts">A page of contracts.</param>
/// <param name="OfCompany">A page of the company's nodes, with count and sum of all.</param>
/// <param name="Search">A search in texts.</param>
internal sealed record PortfolioFigures(
    double Started, double Rebuilt, long Nodes, long NodeBytes, long ContractBytes, string OfRep, string OfContracts, string OfCompany, string Search);
