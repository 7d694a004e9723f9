using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SalesGrains.Accounts;
using SalesGrains.Clusters;

namespace SalesGrains.Hosting;

/// <summary>Prints where the program is, and at the first start the code that makes the first administrator.</summary>
internal sealed class Announcement(
    IServer server, IHostApplicationLifetime lifetime, SalesOptions options, SetupCode code, IGrainFactory grains, ILocalSiloDetails local)
    : BackgroundService
{
    /// <summary>The address for a browser on this machine.</summary>
    public static string AddressOf(IServer server) => server.Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("127.0.0.1", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.FoundOrganization is not null)
        {
            return;
        }

        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        var silos = options.Cluster.Name is null ? "" : $", for other silos at {local.SiloAddress.Endpoint}";
        Console.WriteLine(options.Cluster.Child is null
            ? $"SalesGrains is open at {AddressOf(server)}{silos}  (Ctrl+C stops it)"
            : ChildSilo.OpenLine(AddressOf(server), local.SiloAddress.Endpoint.Port));

        // A program of several silos says it once.
        if (!options.Demo && options.Cluster.Child is null or 1 && await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).IsEmpty())
        {
            Console.WriteLine($"  There is no administrator yet. Open the address on this machine and enter the code {await code.Offer()}");
        }
    }
}
