using System.Globalization;
using SalesGrains.Benchmarks.Rivals;

namespace SalesGrains.Benchmarks.Push;

/// <summary>What this executable is when it is started as a child.</summary>
internal static class ChildRoles
{
    /// <summary>Runs a role until the parent lets go.</summary>
    public static Task Run(string[] words) => words switch
    {
        ["server-ours", var folder, var contracts, .. var options] => OursServer.Run(folder, int.Parse(contracts, CultureInfo.InvariantCulture), joins: false, options),
        ["server-joining", var folder, var contracts, .. var options] => OursServer.Run(folder, int.Parse(contracts, CultureInfo.InvariantCulture), joins: true, options),
        ["server-notify", var connection, var contracts] => NotifyServer.Run(connection, int.Parse(contracts, CultureInfo.InvariantCulture)),
        ["server-raw"] => RawServer.Run(),
        ["server-poll", var folder, var contracts] => PollServer.Run(folder, int.Parse(contracts, CultureInfo.InvariantCulture)),
        ["client"] => WatchClients.Run(),
        ["poll-client", var url, var pages] => PollClients.Run(url, int.Parse(pages, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException(string.Join(' ', words)),
    };
}
