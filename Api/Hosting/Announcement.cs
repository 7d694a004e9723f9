using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SalesGrains.Accounts;

namespace SalesGrains.Hosting;

/// <summary>Prints where the program is, and at the first start the code that makes the first administrator.</summary>
internal sealed class Announcement(
    IServer server, IHostApplicationLifetime lifetime, SalesOptions options, SetupCode code, IGrainFactory grains) : BackgroundService
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

        Console.WriteLine($"SalesGrains is open at {AddressOf(server)}  (Ctrl+C stops it)");
        if (!options.Demo && await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).IsEmpty())
        {
            Console.WriteLine($"  There is no administrator yet. Open the address on this machine and enter the code {code.Text}");
        }
    }
}
