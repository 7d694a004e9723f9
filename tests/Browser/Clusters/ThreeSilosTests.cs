using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Clusters;

/// <summary>Three browsers on the ports of three processes that share nothing but a database, while money comes in through all of them.</summary>
public sealed class ThreeSilosTests(ClusterCompany company, ITestOutputHelper output) : IClassFixture<ClusterCompany>
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Three_browsers_on_three_ports_show_the_same_table_soon_after_the_last_of_500_receipts()
    {
        const ulong Seed = 500;
        output.WriteLine($"seed {Seed}");
        await using var open = await Windows();

        var sum = await Book(new(Seed), 500);
        var took = await Agree(open, sum);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[measured] three browsers on three silos show one table {took.TotalMilliseconds:0} ms after the last of 500 receipts"));
        Assert.True(took < Slack);
    }

    [Fact]
    public async Task A_killed_silo_takes_only_its_own_browsers_with_it_and_they_are_back_after_its_restart()
    {
        const ulong Seed = 77;
        const int Killed = 2;
        output.WriteLine($"seed {Seed}");
        await using var open = await Windows();
        var booking = Book(new(Seed), 200);

        await company.Cluster.Kill(Killed);
        await Expect(open.All[Killed].State).ToHaveAttributeAsync("data-state", "lost");
        var sum = await booking;
        var took = await Agree(open, sum, open.All[..Killed]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[measured] with one of three silos killed, the browsers of the others show one table {took.TotalMilliseconds:0} ms after the last receipt"));
        foreach (var window in open.All[..Killed])
        {
            await Expect(window.State).ToHaveAttributeAsync("data-state", "live");
        }

        await company.Cluster.Restart(Killed);
        var back = Stopwatch.GetTimestamp();
        await Agree(open, sum);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[measured] the killed silo's browser shows it {Stopwatch.GetElapsedTime(back).TotalMilliseconds:0} ms after the silo was ready again"));
        Assert.True(await open.All[Killed].IsMarked(), "The page was loaded again.");
    }

    /// <summary>Books receipts through random silos, some at once; one whose silo is gone is repeated at another under the same key.</summary>
    private async Task<decimal> Book(SplitMix64 random, int receipts)
    {
        var cashiers = await company.Cashiers();
        var plan = Enumerable.Range(0, receipts).Select(_ => (
            Silo: (int)(random.Next() % ClusterCompany.Silos),
            Contract: Books.Contracts[random.Next() % (ulong)Books.Contracts.Length],
            Fen: 1 + (long)(random.Next() % 5000))).ToList();
        await Parallel.ForEachAsync(plan, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
        {
            var key = Guid.NewGuid().ToString("n");
            var silo = one.Silo;
            var body = new
            {
                amount = (one.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture), receivedOn = Books.Day(company.Today),
                contractId = one.Contract.Id, nodeNo = 1, method = "bank",
            };
            await Wait.Until(
                async () =>
                {
                    try
                    {
                        return await cashiers[silo].Post($"/customers/{one.Contract.CustomerId}/receipts", body, key) is not null;
                    }
                    catch (Exception away) when (away is HttpRequestException or TaskCanceledException || away.Message.Contains(" 503", StringComparison.Ordinal))
                    {
                        silo = (silo + 1) % ClusterCompany.Silos;
                        return false;
                    }
                },
                TimeSpan.FromMinutes(1),
                "the receipt to be answered");
        });
        Array.ForEach(cashiers, cashier => cashier.Dispose());
        return plan.Sum(one => one.Fen) / 100m;
    }

    /// <summary>Waits until pages show less by that sum, all the same table, which is the server's and the store's; says how long that took.</summary>
    private async Task<TimeSpan> Agree(Three open, decimal sum, Window[]? those = null)
    {
        var began = Stopwatch.GetTimestamp();
        var windows = those ?? open.All;
        foreach (var window in windows)
        {
            await Wait.Until(
                async () => (await BoardReading.Number(window.Page, "total")).Amount == open.Before - sum, Company.Patience, $"a total of {open.Before - sum}");
        }

        var seen = open.Seen.Where((_, i) => windows.Contains(open.All[i])).ToArray();
        try
        {
            await Wait.Until(() => seen.Select(one => one.Newest).Distinct().Count() == 1, Company.Patience, "the same checksum everywhere");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Not one table, but {string.Join(", ", seen.Select(one => one.Newest))}.");
        }

        var took = Stopwatch.GetElapsedTime(began);

        var shown = await Task.WhenAll(windows.Select(window => BoardReading.Shown(window.Page)));
        Assert.Single(shown.Distinct());
        var (epoch, version, check) = seen[0].Newest;
        output.WriteLine($"[measured] epoch {epoch}, version {version}: checksum {check:x8} on {windows.Length} ports");
        await BoardReading.Agrees(windows[0].Page, company.Sales, "scope=company");
        var store = await (await company.Person(Company.Director)).Get("/admin/reconciliation");
        Assert.Empty(store["differences"]!.AsArray());
        Assert.Equal(open.Before - sum, decimal.Parse(store["storeAmount"]!.GetValue<string>(), CultureInfo.InvariantCulture));
        Assert.All(windows, window => Assert.Empty(window.Faults));
        return took;
    }

    private async Task<Three> Windows()
    {
        var windows = new List<Window>();
        var seen = new List<SeenChecksums>();
        foreach (var address in company.Cluster.Addresses)
        {
            var window = await company.Open(Company.Director, "/", through: address);
            seen.Add(new(window.Page));
            await window.Page.GotoAsync("/payments");
            await window.BoardIsLive();
            await window.Mark();
            windows.Add(window);
        }

        return new([.. windows], [.. seen], (await BoardReading.Number(windows[0].Page, "total")).Amount);
    }

    /// <summary>A browser on each silo.</summary>
    private sealed record Three(Window[] All, SeenChecksums[] Seen, decimal Before) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var window in All)
            {
                await window.DisposeAsync();
            }
        }
    }
}
