using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SalesGrains.Accounts;
using SalesGrains.Benchmarks.Commands;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Boards;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Benchmarks.Push;

/// <summary>The program as it is, with one organisation and so many signed contracts; and the people who change them.</summary>
internal static class OursServer
{
    private const int Unlimited = 100_000_000;
    private static int receipts;

    /// <summary>Runs until the parent lets go.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="contracts">How many there are.</param>
    /// <param name="joins">Another server has made the company: this one is one more silo.</param>
    /// <param name="options">Options of the program: the store, the cluster.</param>
    public static async Task Run(string folder, int contracts, bool joins, params string[] options)
    {
        var log = new CommitLog();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddSales(SalesOptions.Parse(["--port", "0", "--data", folder, .. options]) with { Limits = new(Unlimited, Unlimited, Unlimited, Unlimited, Unlimited, Unlimited, Unlimited) });
        Company.Wrap(builder.Services, inner => new NotingStore(inner, log));
        var app = builder.Build();
        app.UseSales();
        await using var company = joins ? await Company.Join(app) : await Company.Found(app);
        var key = joins ? "-" : await Fill(company, contracts);
        var push = app.Services.GetRequiredService<IOptions<BoardPushOptions>>().Value;
        await Child.Serve(
            async words => words switch
            {
                ["drive", var rate, var seconds] => await Drive(company, contracts, Child.Number(rate), Child.Number(seconds)),
                ["receipts", var count, .. var callers] => await CommandsBenchmark.InProcess(
                    company, int.Parse(count, CultureInfo.InvariantCulture), contracts, callers is [var some] ? int.Parse(some, CultureInfo.InvariantCulture) : null),
                ["settle"] => await Settle(company),
                ["commits", var file] => log.Write(file),
                ["memory"] => Child.Memory(),
                ["pause", var watchers] => push.PauseFor(int.Parse(watchers, CultureInfo.InvariantCulture)).TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
                _ => throw new ArgumentException(words[0]),
            },
            $"{app.Urls.First()} {key}");
    }

    /// <summary>Loads the contracts and answers a key.</summary>
    private static async Task<string> Fill(Company company, int contracts)
    {
        await company.Load(0, contracts, new DateOnly(2026, 1, 20));
        await company.Settled();
        return await Key(company);
    }

    private static async Task<string> Drive(Company company, int contracts, double perSecond, double seconds)
    {
        await Beat.Run(perSecond, seconds, async _ =>
        {
            var i = Interlocked.Increment(ref receipts);
            Company.Must(await company.Customer(i % contracts).Execute(new(
                new RecordReceipt { ReceiptId = $"p-{Environment.ProcessId}-{i}", AmountFen = 100, ReceivedOn = new(2026, 1, 21), ContractId = $"contract-{i % contracts}" },
                company.Meta())));
        });
        return "driven";
    }

    private static async Task<string> Settle(Company company)
    {
        await company.Settled();
        return "settled";
    }

    /// <summary>A key of an API client with the role finance, as the administrator would issue it.</summary>
    private static async Task<string> Key(Company company)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
        var outcome = await company.Grains.GetGrain<IOrganizationGrain>(OrganizationKeys.Of(Company.Org).GrainKey).Execute(new(
            new IssueApiKey("bench", "bench", hash, Roles.Finance, OrganizationKeys.Root), new(new("admin", "admin", Roles.Admin))));
        Company.Must(outcome);
        return $"sg_live_{Company.Org}_bench_{secret}";
    }
}
