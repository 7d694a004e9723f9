using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using SalesGrains.Accounts;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Push;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Benchmarks.Neighbors;

/// <summary>
/// What an organisation feels of a neighbor that asks for ten times its share: answer times of the quiet one alone, beside the loud one
/// with a share, and beside it without.
/// </summary>
internal static class NeighborsBenchmark
{
    private const int Quiet = 50;
    private const int Share = 200;
    private const int Times = 10;
    private const int Unlimited = 100_000_000;

    /// <summary>Runs the three cases in turn, each so many rounds of so many seconds.</summary>
    public static async Task Run(Report report, string scratch, int rounds, double seconds)
    {
        await using var limited = await Open(Path.Combine(scratch, "limited"), Share);
        await using var open = await Open(Path.Combine(scratch, "open"), Unlimited);
        (string Name, Site Site, bool Loud)[] cases =
        [
            ("alone", limited, false), ($"beside {Times * Share} calls a second of a neighbor whose share is {Share}", limited, true),
            ($"beside {Times * Share} calls a second of a neighbor without a share", open, true),
        ];
        var rows = new List<string[]>();
        var figures = cases.Select(_ => new List<Figures>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < cases.Length; i++)
            {
                figures[i].Add(await Measure(cases[i].Site, cases[i].Loud, seconds));
            }
        }

        for (var i = 0; i < cases.Length; i++)
        {
            string Of(Func<Figures, double> figure) => Report.N(Rounds.Median(figures[i].Select(figure)));
            rows.Add([cases[i].Name, Of(one => one.P50), Of(one => one.P99), Of(one => one.Answered / seconds), Of(one => one.Refused / seconds)]);
        }

        report.Say($"The quiet organization lists its customers {Quiet} times a second; the loud one does the same {Times * Share} times a second. Medians of {rounds} rounds of {seconds} s; clients and program share the machine.");
        report.Table(["the quiet one", "p50, ms", "p99, ms", "loud one answered/s", "loud one refused/s"], rows);
    }

    private static async Task<Figures> Measure(Site site, bool loud, double seconds)
    {
        var took = new ConcurrentBag<double>();
        var (answered, refused) = (0, 0);
        var noise = loud
            ? Beat.Run(Times * Share, seconds, async _ =>
            {
                using var answer = await site.Loud.GetAsync("/api/v1/customers");
                _ = (int)answer.StatusCode == 429 ? Interlocked.Increment(ref refused) : Interlocked.Increment(ref answered);
            })
            : Task.CompletedTask;
        await Beat.Run(Quiet, seconds, async _ =>
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await site.Quiet.GetAsync("/api/v1/customers");
            answer.EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        });
        await noise;
        return new(Rounds.Percentile(took, 0.5), Rounds.Percentile(took, 0.99), answered, refused);
    }

    private static async Task<Site> Open(string folder, int share)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddSales(new() { Port = 0, Data = folder, Limits = new(Unlimited, Unlimited, Unlimited, Unlimited, share) });
        var app = builder.Build();
        app.UseSales();
        await app.StartAsync();
        return new(app, await Client(app, "quiet001"), await Client(app, "loud0001"));
    }

    /// <summary>Founds an organisation and answers a client with a key of it.</summary>
    private static async Task<HttpClient> Client(WebApplication app, string org)
    {
        var grains = (IGrainFactory)app.Services.GetService(typeof(IGrainFactory))!;
        var admin = new AddPerson("admin", "admin", $"admin@{org}", "x", Roles.Admin, OrganizationKeys.Root, null);
        Company.Must(await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).Found(new(org, new(org, admin))));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
        Company.Must(await grains.GetGrain<IOrganizationGrain>(OrganizationKeys.Of(org).GrainKey).Execute(new(
            new IssueApiKey("bench", "bench", hash, Roles.Director, OrganizationKeys.Root), new(new("admin", "admin", Roles.Admin)))));
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"sg_live_{org}_bench_{secret}");
        return client;
    }

    private sealed record Figures(double P50, double P99, int Answered, int Refused);

    private sealed record Site(WebApplication App, HttpClient Quiet, HttpClient Loud) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Quiet.Dispose();
            Loud.Dispose();
            await App.StopAsync();
            await App.DisposeAsync();
        }
    }
}
