using System.Runtime.InteropServices;
using SalesGrains.AzureTables.Server;
using SalesGrains.Hosting;
using SalesGrains.PostgreSql.Server;

namespace SalesGrains.Clusters;

/// <summary>
/// A cluster on one machine: this process starts the silos as processes of its own, starts again whichever ends, and stops them one after
/// the other. It serves nobody itself.
/// </summary>
internal static class ClusterProgram
{
    /// <summary>Runs until it is told to stop. The exit code is 0, or that of a silo that could not start in the beginning.</summary>
    public static async Task<int> Run(string[] args, SalesOptions options)
    {
        using var stopping = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }

        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        var (server, connection) = await Store(options);
        await using (server)
        {
            var silos = Enumerable.Range(1, options.Cluster.Silos).Select(number => new ChildSilo(number, args, options, connection)).ToArray();
            return await Run(silos, stopping.Token);
        }
    }

    private static async Task<int> Run(ChildSilo[] silos, CancellationToken stop)
    {
        var running = new List<Task>();
        try
        {
            // The first makes what is missing in the store; the others find it there.
            await silos[0].Open(stop);
            await Task.WhenAll(silos.Skip(1).Select(silo => silo.Open(stop)));
            Console.WriteLine($"SalesGrains is open at {string.Join("  ", silos.Select(silo => silo.Address))}  (Ctrl+C stops it)");
            running.AddRange(silos.Select(silo => silo.Keep(stop)));
            await Task.WhenAll(running);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (SiloEndedException ended)
        {
            return ended.ExitCode;
        }
        finally
        {
            // The last comes first, so that the one that was there from the beginning sees the others go.
            foreach (var silo in silos.Reverse())
            {
                await silo.Stop();
            }
        }
    }

    /// <summary>The store that the silos share. Where none is named, a server of the program's own is started once, here, and stops last.</summary>
    private static async Task<(IAsyncDisposable? Server, string Connection)> Store(SalesOptions options)
    {
        if (options.Connection is { } named)
        {
            return (null, named);
        }

        using var log = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        switch (options.Storage)
        {
            case SalesOptions.PostgreSql:
                var server = await PrivateServer.Start(options.Data, log.CreateLogger("SalesGrains"));
                return (server, server.ConnectionString);
            case SalesOptions.AzureTables:
                var emulator = await Azurite.Start(options.Data);
                return (emulator, emulator.ConnectionString);
            default:
                throw new NotSupportedException($"Silos cannot share {options.Storage}.");
        }
    }
}

/// <summary>A silo ended before it was open.</summary>
internal sealed class SiloEndedException(int exitCode) : Exception($"A silo ended with {exitCode}.")
{
    /// <summary>What it ended with; never 0.</summary>
    public int ExitCode { get; } = exitCode == 0 ? 1 : exitCode;
}
