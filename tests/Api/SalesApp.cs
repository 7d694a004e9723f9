using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesGrains.Accounts;
using SalesGrains.Hosting;
using SalesGrains.Logs;
using SalesGrains.Organizations;

namespace SalesGrains;

/// <summary>The real program in this process: Kestrel on a free port of this machine, the embedded store in a folder of its own.</summary>
public sealed class SalesApp : IAsyncLifetime
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse battery";

    private static readonly CallLimits Unlimited = new(100_000, 100_000, 100_000, 100_000, 100_000);
    private static readonly string PasswordHash = new PasswordHasher<string>().HashPassword("", Password);
    private static int founded;

    private readonly TemporaryFolder folder;
    private readonly bool ownsFolder;
    private readonly SalesOptions options;
    private readonly IReadOnlyDictionary<string, string?>? settings;
    private WebApplication? app;

    /// <summary>With limits that no test reaches by accident.</summary>
    public SalesApp()
        : this(new()) { }

    private SalesApp(SalesOptions options, TemporaryFolder? folder = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        this.settings = settings;
        this.folder = folder ?? new();
        ownsFolder = folder is null;
        this.options = options with
        {
            Port = 0,
            Data = this.folder.Path,
            Limits = options.Limits == new CallLimits() ? Unlimited : options.Limits,
        };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => app!.Services;

    /// <summary>Its clock: real time, moved on by tests.</summary>
    public MovedTime Time { get; } = new();

    /// <summary>What it logs.</summary>
    public LogCapture Log { get; } = new();

    /// <summary>Its grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts one with options of its own.</summary>
    public static async Task<SalesApp> Start(
        SalesOptions options, TemporaryFolder? folder = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var app = new SalesApp(options, folder, settings);
        await app.InitializeAsync();
        return app;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "SalesGrains.Api",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddSales(options);
        builder.Logging.ClearProviders().AddProvider(Log).AddFilter<LogCapture>("SalesGrains", LogLevel.Debug);
        app = builder.Build();
        app.UseSales();
        await app.StartAsync();
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
            .Replace("[::]", "127.0.0.1", StringComparison.Ordinal));
    }

    /// <summary>A client without a session.</summary>
    public ApiClient Client() => new(Address);

    /// <summary>A client of somebody who signed in.</summary>
    public async Task<ApiClient> SignedIn(string signInName)
    {
        var client = Client();
        await client.SignIn(signInName, Password);
        return client;
    }

    /// <summary>Founds an organisation with regions east and west, a team in each, a rep in each team, and a person of each role.</summary>
    /// <param name="mark">Stands in every name of it.</param>
    /// <param name="prefix">Stands before the ids of its units and reps.</param>
    /// <param name="sandbox">Its clock, when it is to have one of its own.</param>
    public async Task<TestOrganization> Found(string mark = "测试", string prefix = "", SandboxStart? sandbox = null)
    {
        var org = $"o{Interlocked.Increment(ref founded):0000000}";
        var admin = Person(org, "admin", mark, OrganizationKeys.Root);
        var outcome = await Grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).Found(new(org, new($"{mark}公司", admin), Sandbox: sandbox));
        Assert.True(outcome.Accepted, outcome.Rejection?.Code);
        var organization = new TestOrganization(this, org, mark, prefix);
        await organization.Do(new AddUnit($"{prefix}east", "region", $"{mark}华东", OrganizationKeys.Root));
        await organization.Do(new AddUnit($"{prefix}west", "region", $"{mark}华西", OrganizationKeys.Root));
        await organization.Do(new AddUnit($"{prefix}east-1", "team", $"{mark}一队", $"{prefix}east"));
        await organization.Do(new AddUnit($"{prefix}west-1", "team", $"{mark}二队", $"{prefix}west"));
        foreach (var (role, unit, rep) in TestOrganization.Staff)
        {
            await organization.Add(Person(org, role, mark, unit == OrganizationKeys.Root ? unit : prefix + unit, rep is null ? null : prefix + rep));
        }

        return organization;
    }

    /// <summary>Ends it, and fails when anything was logged that must not be: so every test of the API is a test of its log.</summary>
    public async Task DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (ownsFolder)
        {
            folder.Dispose();
        }

        Assert.Empty(Log.Hits);
    }

    private static AddPerson Person(string org, string role, string mark, string unit, string? rep = null) =>
        new($"{role}-{org}", $"{mark}{role}", TestOrganization.NameOf(org, role), PasswordHash, role, unit, rep);
}

/// <summary>Real time, moved on by tests; timers stay real.</summary>
public sealed class MovedTime : TimeProvider
{
    private long ahead;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    /// <summary>Moves on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}

/// <summary>Tests that share one running program, each with organisations of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedApp : ICollectionFixture<SalesApp>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "shared app";
}
