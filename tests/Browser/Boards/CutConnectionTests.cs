using System.Diagnostics;
using System.Globalization;
using SalesGrains.Browsing;
using Xunit.Abstractions;

namespace SalesGrains.Boards;

/// <summary>The connection under a live board goes away again and again while money comes in.</summary>
public sealed class CutConnectionTests(Company company, ITestOutputHelper output) : IClassFixture<Company>
{
    private const int Cuts = 20;
    private const string Filter = "tier=A";

    [Fact]
    public async Task A_board_whose_connection_is_cut_twenty_times_ends_each_time_with_what_the_server_says()
    {
        var seed = Environment.GetEnvironmentVariable("BROWSER_SEED") is { Length: > 0 } given ? ulong.Parse(given, CultureInfo.InvariantCulture) : (ulong)Stopwatch.GetTimestamp();
        output.WriteLine($"seed {seed}");
        var random = new SplitMix64(seed);
        await using var wire = new Wire(company.Program.Address);
        await using var window = await company.Open(Company.Director, $"/payments?{Filter}", through: wire.Address);
        await window.BoardIsLive();
        await window.Mark();
        var address = window.Page.Url;
        var slowest = TimeSpan.Zero;

        await using var payers = new Payers(company, random);
        for (var cut = 0; cut < Cuts; cut++)
        {
            await payers.More(Up(to: 6));
            await Wait.Until(() => wire.Open > 0, Company.Patience, "a connection to cut");
            wire.Cut();
            await payers.More(Up(to: 6));
            await payers.Hold(async () =>
            {
                var quiet = Stopwatch.GetTimestamp();
                await BoardReading.Agrees(window.Page, company.Sales, $"scope=company&{Filter}");
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(quiet).Ticks));
            });
            Assert.True(await window.IsMarked(), "The page was loaded again.");
            Assert.Equal(address, window.Page.Url);
        }

        Assert.Empty(window.Faults);
        output.WriteLine($"[measured] {Cuts} cuts, {payers.Booked} receipts at {payers.Rate:0} a second, slowest agreement {slowest.TotalMilliseconds:0} ms after the last receipt");

        int Up(int to)
        {
            lock (random)
            {
                return 1 + (int)(random.Next() % (ulong)to);
            }
        }
    }
}
