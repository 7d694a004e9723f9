using Microsoft.AspNetCore.HttpOverrides;
using SalesGrains.Accounts;
using SalesGrains.Admin;
using SalesGrains.Audit;
using SalesGrains.Boards;
using SalesGrains.Boards.Duties;
using SalesGrains.Boards.Process;
using SalesGrains.Boards.SpotChecks;
using SalesGrains.Boards.Teams;
using SalesGrains.Calendars;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Demo;
using SalesGrains.Http;
using SalesGrains.Imports;
using SalesGrains.Integrations;
using SalesGrains.Nudges;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Recipients;
using SalesGrains.Recipients.Push;
using SalesGrains.Reps;
using SalesGrains.RuleSets;
using SalesGrains.Sandboxes;
using SalesGrains.Sandboxes.Faults;
using SalesGrains.Telemetry;

namespace SalesGrains.Hosting;

/// <summary>The API in two sentences: what it is made of, and in which order a request passes through it.</summary>
public static class SalesApi
{
    /// <summary>The largest body of an ordinary call, in bytes; imports have a limit of their own.</summary>
    private const long LargestBody = 256 * 1024;

    /// <summary>Connections at once; a browser holds one socket and up to six more.</summary>
    private const long MostConnections = 20_000;

    /// <summary>Registers the silo, the store and everything at the edge.</summary>
    public static WebApplicationBuilder AddSales(this WebApplicationBuilder builder, SalesOptions options)
    {
        var services = builder.Services;
        builder.AddSalesSilo(Store(options));
        services.AddSingleton(options);
        services.AddSingleton<SetupCode>();
        services.AddSingleton<PortfolioReader>();
        services.AddSingleton<QrTokens>().AddSingleton<SandboxFaults>();
        services.AddSingleton<ReconciliationLog>().AddSingleton<Reconciliation>().AddHostedService<NightlyReconciliation>();
        services.AddSalesAuthentication(options);
        services.AddRateLimits(options.Limits);
        services.AddLiveBoards();
        services.AddSalesOpenApi();
        services.AddReadiness();
        builder.AddTelemetry(options);
        builder.AddDashboardPage(options);
        services.ConfigureHttpJsonOptions(json => StrictJson.Configure(json.SerializerOptions));
        services.AddSingleton<DemoDriver>().AddHostedService(provider => provider.GetRequiredService<DemoDriver>());
        services.AddHostedService<Announcement>();
        builder.Listen(options);
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.ClearProviders().AddConsole(options).SetMinimumLevel(LogLevel.Warning)
            // Advice about settings that are as we want them.
            .AddFilter("Orleans.Runtime.Silo", LogLevel.Error)
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections;
        });
        return builder;
    }

    /// <summary>Puts the pipeline together.</summary>
    public static WebApplication UseSales(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SalesOptions>();
        if (options.Proxy is { } proxy)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Add(proxy);
            app.UseForwardedHeaders(forwarded);
        }

        app.Use(SecurityHeaders.Set);
        app.UseMiddleware<ProblemResponses>();
        app.UseRouting();
        app.Use(OriginCheck.Check);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(CallerMiddleware.Find);
        app.UseAuthorization();
        app.Use(IdempotencyKeys.Require);
        app.MapSalesApi();
        app.MapLiveBoards();
        app.MapProblemPages();
        app.MapHealth();
        app.MapMetrics(options);
        app.MapDashboardPage(options);
        app.MapSalesOpenApi();
        app.MapPages();
        return app;
    }

    private static ILoggingBuilder AddConsole(this ILoggingBuilder logging, SalesOptions options) => options.JsonLog
        ? logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"))
        : logging.AddSimpleConsole(console => console.SingleLine = true);

    private static SalesSiloOptions Store(SalesOptions options) => options.Storage switch
    {
        SalesOptions.PostgreSql => new() { PostgreSql = new() { ConnectionString = options.Connection, Folder = options.Data }, Cluster = options.Cluster.ToSilo() },
        SalesOptions.AzureTables => new() { AzureTables = new() { ConnectionString = options.Connection, Folder = options.Data }, Cluster = options.Cluster.ToSilo() },
        _ => new() { Sqlite = new() { Folder = options.Data } },
    };

    private static void MapSalesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithMetadata(new NeedsIdempotencyKey()).ProducesProblems();
        api.MapSession();
        api.MapSetup();
        api.MapOrganization();
        api.MapApiKeys();
        api.MapCalendar();
        api.MapRules();
        api.MapReps();
        api.MapCustomers();
        api.MapQr();
        api.MapContracts();
        api.MapBoards();
        api.MapDuties();
        api.MapProcess();
        api.MapSpotChecks();
        api.MapTeam();
        api.MapReadiness();
        api.MapNudges();
        api.MapRecipients();
        api.MapPush();
        api.MapWhy();
        api.MapImports();
        api.MapSignals();
        api.MapUnmatched();
        api.MapWeComCallback();
        api.MapSandbox();
        api.MapAdmin();
        api.MapHeldNudges();
        api.MapAudit();
    }
}
