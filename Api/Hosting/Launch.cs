using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using SalesGrains.Backups;
using SalesGrains.Clusters;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Hosting;

/// <summary>Starts the program and turns what keeps it from starting into a sentence and an exit code.</summary>
internal static class Launch
{
    /// <summary>Runs with the options of the command line. 0: it ran; 1: wrong options; 2: port busy; 3: data folder in use; 4: data of a newer version; 5: no store; 6: no backup made or restored.</summary>
    public static async Task<int> Run(string[] args, Func<SalesOptions, Task<int>> run)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(SalesOptions.Help);
            return 0;
        }

        SalesOptions options;
        try
        {
            options = SalesOptions.Parse(args);
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine($"{wrong.Message}\n\n{SalesOptions.Help}");
            return 1;
        }

        try
        {
            return await (options.Cluster.Silos > 1 ? ClusterProgram.Run(args, options) : run(options));
        }
        catch (Exception fault) when (Why(fault, options) is not null)
        {
            var (code, sentence) = Why(fault, options)!.Value;
            Console.Error.WriteLine(sentence);
            return code;
        }
    }

    private static (int Code, string Sentence)? Why(Exception fault, SalesOptions options)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return (2, BusyPort(options));
                case DataFolderInUseException busy:
                    return (3, busy.Message);
                case StoreInUseException busy:
                    return (3, busy.Message);
                case NewerSchemaException newer:
                    return (4, newer.Message);
                case BackupRefusedException refused:
                    return (6, refused.Message);
                case StoreUnavailableException away:
                    return (5, away.Message);
            }
        }

        return null;
    }

    private static string BusyPort(SalesOptions options)
    {
        var (port, option) = PortOwner.Of(options.Port) == "" && options.Cluster.Name is not null && PortOwner.Of(options.Cluster.Port) != ""
            ? (options.Cluster.Port, "--silo-port")
            : (options.Port, "--port");
        return $"Port {port} is in use{PortOwner.Of(port)}. Choose another with {option} N.";
    }
}
