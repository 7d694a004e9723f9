using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SalesGrains.Hosting;

namespace SalesGrains.Clusters;

/// <summary>What the command line says of a cluster.</summary>
public sealed record ClusterOptions
{
    /// <summary>The port at which silos of a cluster find each other unless told otherwise.</summary>
    public const int DefaultSiloPort = 11111;

    /// <summary>The most silos that one program starts.</summary>
    public const int MostSilos = 16;

    /// <summary>How many silos to start on this machine; 1: this process is the only one of its program.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>The cluster that this process joins as a silo; null: it is alone on its store, unless <see cref="Silos"/> is more than 1.</summary>
    public string? Name { get; init; }

    /// <summary>The address at which the other silos reach this one; null: this machine only.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port at which the other silos reach this one; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultSiloPort;

    /// <summary>Which of a program's silos this process is, from 1; null: it was started by itself.</summary>
    public int? Child { get; init; }

    /// <summary>One line for each option.</summary>
    public static string Help => """
        --silos N          start N silos on this machine, on the ports from --port on; needs a store that they can share
        --cluster NAME     join a cluster as one silo: all that name it and share a store
        --silo-address A   address or host name at which the other silos reach this one (this machine only)
        --silo-port N      port at which they do (11111); 0 takes a free one
        """;

    /// <summary>True for the names of these options.</summary>
    public static bool Knows(string name) => name is "--silos" or "--cluster" or "--silo-address" or "--silo-port" or "--silo-number";

    /// <summary>Takes one option in.</summary>
    /// <exception cref="FormatException">Says what is wrong.</exception>
    public ClusterOptions With(string name, string value) => name switch
    {
        "--silos" => this with { Silos = Number(name, value, 1, MostSilos) },
        "--cluster" => this with { Name = IsName(value) ? value : throw new FormatException($"{name} takes 1 to 64 letters, digits and . _ -") },
        "--silo-address" => this with { Address = Resolve(name, value) },
        "--silo-port" => this with { Port = Number(name, value, 0, 65535) },
        "--silo-number" => this with { Child = Number(name, value, 1, MostSilos) },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Refuses what does not go together.</summary>
    /// <exception cref="FormatException">Says what is wrong.</exception>
    public void Check(SalesOptions options)
    {
        if (Silos > 1 && Name is not null)
        {
            throw new FormatException("--silos starts a cluster of its own; --cluster joins one. Choose one of them.");
        }

        if ((Silos > 1 || Name is not null) && options.Storage == SalesOptions.Sqlite)
        {
            throw new FormatException($"{(Silos > 1 ? "--silos" : "--cluster")} needs a store that several processes can share: --storage postgres or azure.");
        }

        if (Silos > 1 && options.Port > 65535 - Silos + 1)
        {
            throw new FormatException($"--silos {Silos} needs as many ports from --port on.");
        }

        if (Silos > 1 && options.FoundOrganization is not null)
        {
            throw new FormatException("--org founds an organization and ends; it needs no --silos.");
        }

        if (Name is not null && options.Connection is null)
        {
            throw new FormatException("--cluster needs --connection: a server of one process's own is nobody else's.");
        }

        if (Name is not null && options.Demo && Child is null)
        {
            throw new FormatException("The demo company's people work at one silo: start its cluster with --demo --silos N.");
        }
    }

    /// <summary>The cluster for the silo, or null when it is alone.</summary>
    public SiloCluster? ToSilo() => Name is null ? null : new(Port, Address, Name);

    private static bool IsName(string text) => text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static int Number(string name, string text, int from, int to) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : throw new FormatException($"{name} takes a number from {from} to {to}.");

    // Silos name each other by address; a host name is for people, and for containers whose address is given to them.
    private static IPAddress Resolve(string name, string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return address;
        }

        try
        {
            return Dns.GetHostAddresses(text).OrderBy(one => one.AddressFamily != AddressFamily.InterNetwork).First();
        }
        catch (Exception unknown) when (unknown is SocketException or InvalidOperationException)
        {
            throw new FormatException($"{name} {text} cannot be found: {unknown.Message}");
        }
    }
}
