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

/// <summary>The program as it is, on a store of its own, with one organisation and so many signed contracts; and the people who change them.</summary>
internal static class OursServer
{
    private const int Unlimited = 100_000_000;
    private static int receipts;

    /// <summary>Runs until the parent lets go.</summary>
    public static async Task Run(string folder, int contracts, string? postgreSql)
    {
        var log = new CommitLog();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddSales(new()
        {
            Port = 0,
            Data = folder,
            Storage = postgreSql is null ? SalesOptions.Sqlite : SalesOptions.PostgreSql,
            Connection = postgreSql,
            Limits = new(Unlimited, Unlimited, Unlimited, Unlimited),
        });
        Company.Wrap(builder.Services, inner => new NotingStore(inner, log));
        var app = builder.Build();
        app.UseSales();
        await using var company = await Company.Found(app);
        await company.Load(0, contracts, new DateOnly(2026, 1, 20));
        await company.Settled();
        var key = await Key(company);
        var push = app.Services.GetRequiredService<IOptions<BoardPushOptions>>().Value;
        await Child.Serve(
            async words => words switch
            {
                ["drive", var rate, var seconds] => await Drive(company, contracts, Child.Number(rate), Child.Number(seconds)),
                ["receipts", var count] => await CommandsBenchmark.InProcess(company, int.Parse(count, CultureInfo.InvariantCulture), contracts),
                ["settle"] => await Settle(company),
                ["commits", var file] => log.Write(file),
                ["memory"] => Child.Memory(),
                ["pause", var watchers] => push.PauseFor(int.Parse(watchers, CultureInfo.InvariantCulture)).TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
                _ => throw new ArgumentException(words[0]),
            },
            $"{app.Urls.First()} {key}");
    }

    private static async Task<string> Drive(Company company, int contracts, double perSecond, double seconds)
    {
        await Beat.Run(perSecond, seconds, async _ =>
        {
            var i = Interlocked.Increment(ref receipts);
            Company.Must(await company.Customer(i % contracts).Execute(new(
                new RecordReceipt { ReceiptId = $"p-{i}", AmountFen = 100, ReceivedOn = new(2026, 1, 21), ContractId = $"contract-{i % contracts}" },
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
