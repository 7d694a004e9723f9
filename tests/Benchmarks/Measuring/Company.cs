using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesGrains.Accounts;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;
using SalesGrains.Sqlite;

namespace SalesGrains.Benchmarks.Measuring;

/// <summary>A silo on a store of its own with one organisation, and as many signed contracts as asked for.</summary>
internal sealed class Company : IAsyncDisposable
{
    /// <summary>The organisation.</summary>
    public const string Org = "bench001";

    private const int Reps = 200;
    private static readonly Actor Actor = new("bench", "bench", Roles.Finance);
    private readonly IHost host;
    private int keys;

    private Company(IHost host) => this.host = host;

    /// <summary>Services of the silo.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Grains.</summary>
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts a silo on the embedded store in a folder; the store may be wrapped.</summary>
    public static Task<Company> Start(string folder, Func<IEntityStore, IEntityStore>? wrap = null, OrganizationSize size = OrganizationSize.Small, SandboxStart? sandbox = null) =>
        Start(new SalesSiloOptions { Sqlite = new SqliteStorageOptions { Folder = folder } }, wrap, size, sandbox);

    /// <summary>Starts a silo on a store; the store may be wrapped.</summary>
    public static async Task<Company> Start(
        SalesSiloOptions options, Func<IEntityStore, IEntityStore>? wrap = null, OrganizationSize size = OrganizationSize.Small, SandboxStart? sandbox = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddSalesSilo(options);
        if (wrap is not null)
        {
            Wrap(builder.Services, wrap);
        }

        return await Found(builder.Build(), size, sandbox);
    }

    /// <summary>Starts so many silos of one cluster on a store, all in this process; the company as each of them has it.</summary>
    public static async Task<ImmutableArray<Company>> Start(
        SalesSiloOptions options, int silos, Func<IEntityStore, IEntityStore>? wrap = null, OrganizationSize size = OrganizationSize.Small)
    {
        var all = ImmutableArray.CreateBuilder<Company>(silos);
        for (var i = 0; i < silos; i++)
        {
            all.Add(await Start(silos == 1 ? options : options with { Cluster = new(0, ClusterId: "bench") }, wrap, size));
        }

        return all.MoveToImmutable();
    }

    /// <summary>Puts a wrapper around the store that is registered.</summary>
    public static void Wrap(IServiceCollection services, Func<IEntityStore, IEntityStore> wrap)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IEntityStore));
        services.AddSingleton(provider => wrap((IEntityStore)inner.ImplementationFactory!(provider)));
    }

    /// <summary>Starts a program that has a silo in it, and makes the organisation.</summary>
    public static async Task<Company> Found(IHost host, OrganizationSize size = OrganizationSize.Small, SandboxStart? sandbox = null)
    {
        await host.StartAsync();
        var company = new Company(host);
        var admin = new AddPerson("admin", "admin", "admin@bench", "x", Roles.Admin, OrganizationKeys.Root, null);
        await company.Grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).Found(new(Org, new("bench", admin), Size: size, Sandbox: sandbox));
        return company;
    }

    /// <summary>Starts a program that is one more silo of a company that another one has made.</summary>
    public static async Task<Company> Join(IHost host)
    {
        await host.StartAsync();
        return new(host);
    }

    /// <summary>A key that was never used.</summary>
    public CommandMeta Meta() => new(Actor, $"bench-{Interlocked.Increment(ref keys)}-{Environment.ProcessId}", "x");

    /// <summary>The customer of a number.</summary>
    public ICustomerGrain Customer(int i) => Grains.GetGrain<ICustomerGrain>($"{Org}|cust-{i}");

    /// <summary>The contract of a number.</summary>
    public IContractGrain Contract(int i) => Grains.GetGrain<IContractGrain>($"{Org}|contract-{i}");

    /// <summary>Makes customers and contracts with these numbers, the contracts signed, four nodes each.</summary>
    public Task Load(int from, int count, DateOnly signedOn, long totalFen = 1_000_000_000) =>
        Parallel.ForEachAsync(Enumerable.Range(from, count), new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (i, _) =>
        {
            Must(await Customer(i).Execute(new(new CreateCustomer(new() { Name = $"苏州恒岳精密制造有限公司{i}", Tier = "A", RepId = RepOf(i) }), Meta())));
            Must(await Contract(i).Execute(new(new CreateContract(Draft(i, totalFen)), Meta())));
            Must(await Contract(i).Execute(new(new SignContract(signedOn), Meta())));
        });

    /// <summary>Waits until nothing is undelivered.</summary>
    public async Task Settled()
    {
        var store = Services.GetRequiredService<IEntityStore>();
        while (!(await store.ReadPending(1)).IsEmpty)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Asks until there is an answer: a portfolio that is read from a slow store answers nobody before it is whole.</summary>
    public static async Task<T> Patiently<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (TimeoutException)
            {
                // It is at it.
            }
        }
    }

    /// <summary>Ends the program if a command was refused: the benchmark asks nothing that is.</summary>
    public static void Must(CommandOutcome outcome)
    {
        if (outcome.Rejection is { } rejection)
        {
            throw new InvalidOperationException($"{rejection.Code} {rejection.Field}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    // As many as a person can look after: one who had all contracts would be told of ten thousand things at one nine o'clock.
    private static string RepOf(int i) => $"rep-{i % Reps:00}";

    private static ContractDraft Draft(int i, long totalFen) => new()
    {
        Number = $"HT-2026-{i:000000}",
        Title = "自动化产线改造",
        CustomerId = $"cust-{i}",
        CustomerName = $"苏州恒岳精密制造有限公司{i}",
        Tier = "A",
        RepId = RepOf(i),
        TotalFen = totalFen,
        WarrantyMonths = 12,
        DecisionChain = [new() { Role = "sign", Title = "采购总监" }, new() { Role = "accept", Title = "设备部经理" }],
        Terms =
        [
            Term("预付款", "prepay", "signed", 300_000, "sales", "contract"),
            Term("到货款", "progress", "arrived", 300_000, "delivery", "delivery-note"),
            Term("验收款", "acceptance", "final-accepted", 300_000, "delivery", "acceptance-report"),
            Term("质保金", "retention", "warranty-end", 100_000, "customer", "warranty-certificate"),
        ],
    };

    private static Term Term(string name, string kind, string started, int ppm, string owner, string deliverable) => new()
    {
        Name = name,
        Kind = kind,
        Trigger = new OnEvent(started),
        Offset = new() { Count = 5, Unit = "workday" },
        Amount = TermAmount.Share(ppm),
        Owner = owner,
        Deliverables = [new() { Type = deliverable, Name = deliverable }],
    };
}
