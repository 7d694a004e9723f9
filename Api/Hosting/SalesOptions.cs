using System.Globalization;
using System.Net;
using SalesGrains.Clusters;
using SalesGrains.Telemetry;

namespace SalesGrains.Hosting;

/// <summary>What the command line says.</summary>
public sealed record SalesOptions
{
    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The data folder.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Load the demo company and run it.</summary>
    public bool Demo { get; init; }

    /// <summary>Virtual seconds per second of the demo's clock; null leaves it as it is.</summary>
    public decimal? ClockRate { get; init; }

    /// <summary>The embedded store, a file in the data folder.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>A PostgreSQL database.</summary>
    public const string PostgreSql = "postgres";

    /// <summary>The tables of an Azure storage account.</summary>
    public const string AzureTables = "azure";

    /// <summary>The store: <see cref="Sqlite"/>, <see cref="PostgreSql"/> or <see cref="AzureTables"/>.</summary>
    public string Storage { get; init; } = Sqlite;

    /// <summary>The connection string of database or account; null: the program runs a server or an emulator of its own in the data folder.</summary>
    public string? Connection { get; init; }

    /// <summary>A certificate with its key (PFX, or PEM with the key beside it): https on every address. Without one only loopback is bound.</summary>
    public string? Certificate { get; init; }

    /// <summary>The address of a proxy whose forwarded headers are trusted.</summary>
    public IPAddress? Proxy { get; init; }

    /// <summary>Found an organisation of this name, print its administrator's password, and end.</summary>
    public string? FoundOrganization { get; init; }

    /// <summary>The administrator's sign-in name for <see cref="FoundOrganization"/>.</summary>
    public string Administrator { get; init; } = "";

    /// <summary>Back the store up to this file and end; the program may run meanwhile.</summary>
    public string? Backup { get; init; }

    /// <summary>Restore this backup into the store, which must be empty, and end.</summary>
    public string? Restore { get; init; }

    /// <summary>The issuer of bearer tokens; null: none are taken.</summary>
    public string? OidcIssuer { get; init; }

    /// <summary>The audience that bearer tokens must have.</summary>
    public string OidcAudience { get; init; } = "salesgrains";

    /// <summary>Whether it is one of several silos, or starts them.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>Calls per second and caller, and how they burst.</summary>
    public CallLimits Limits { get; init; } = new();

    /// <summary>Orleans' dashboard at <c>/dashboard</c>, for administrators.</summary>
    public bool Dashboard { get; init; }

    /// <summary>Write the log as one JSON object a line.</summary>
    public bool JsonLog { get; init; }

    /// <summary>Opens <c>/metrics</c> to whoever presents it; null: only this machine may read them. It stands in the environment only.</summary>
    public string? MetricsToken { get; init; } =
        Environment.GetEnvironmentVariable("SALESGRAINS_METRICS_TOKEN") is { Length: >= 16 } token ? token : null;

    /// <summary>Trace calls; without a command-line switch, because the standard variables of OpenTelemetry say where traces go.</summary>
    public bool Traces { get; init; } = OpenTelemetrySetup.HasCollector;

    /// <summary>One line for each option.</summary>
    public static string Help => $"""
        --port N           port (8080)
        --data DIR         data folder (data)
        --demo             load the demo company
        --clock-rate R     virtual seconds per second in the demo
        --storage sqlite   the store is a file in the data folder
        --storage postgres the store is a PostgreSQL database, the one that is named by
        --storage azure    the store is in the tables of an Azure storage account, likewise
        --connection TEXT  a connection string (or the environment's SALESGRAINS_CONNECTION); without one the program runs a
                           PostgreSQL server, or the emulator of Azure Tables, of its own in the data folder
        {ClusterOptions.Help.ReplaceLineEndings("\n        ")}
        --cert FILE        certificate with key: https on every address; without it only this machine can connect
        --proxy ADDRESS    trust forwarded headers from this address
        --oidc-issuer URL, --oidc-audience NAME   take bearer tokens of this issuer
        --backup FILE      back the store up to a new file, also while the program runs, and end
        --restore FILE     restore a backup into an empty store of any kind, and end
        --log text|json    how the log is written (text)
        --dashboard        Orleans' dashboard at /dashboard, for administrators of an installation with one organization
        --org NAME --admin SIGN-IN-NAME           found one more organization, print its administrator's password, end
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">Says what is wrong.</exception>
    public static SalesOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SalesOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            string Value() => ++i < args.Count ? args[i] : throw new FormatException($"{name} needs a value.");
            options = name switch
            {
                "--port" => options with { Port = Number(name, Value(), 0, 65535) },
                "--data" => options with { Data = Value() },
                "--demo" => options with { Demo = true },
                "--clock-rate" => options with { ClockRate = Rate(name, Value()) },
                "--storage" => options with { Storage = OneOf(name, Value(), Sqlite, PostgreSql, AzureTables) },
                "--connection" => options with { Connection = Value() },
                "--cert" => options with { Certificate = Value() },
                "--proxy" => options with { Proxy = IPAddress.TryParse(Value(), out var ip) ? ip : throw new FormatException($"{name} needs an address.") },
                "--oidc-issuer" => options with { OidcIssuer = Value() },
                "--oidc-audience" => options with { OidcAudience = Value() },
                "--backup" => options with { Backup = Value() },
                "--restore" => options with { Restore = Value() },
                "--log" => options with { JsonLog = OneOf(name, Value(), "text", "json") == "json" },
                "--dashboard" => options with { Dashboard = true },
                "--org" => options with { FoundOrganization = Value() },
                "--admin" => options with { Administrator = Value() },
                _ when ClusterOptions.Knows(name) => options with { Cluster = options.Cluster.With(name, Value()) },
                _ => throw new FormatException($"Unknown option {name}."),
            };
        }

        if (options is { Backup: not null, Restore: not null })
        {
            throw new FormatException("--backup and --restore are two commands.");
        }

        if (options.Connection is not null && options.Storage == Sqlite)
        {
            throw new FormatException("--connection needs --storage postgres or azure.");
        }

        if (options.Storage != Sqlite)
        {
            // There it is not seen by everybody who lists processes.
            options = options with { Connection = options.Connection ?? Environment.GetEnvironmentVariable("SALESGRAINS_CONNECTION") };
        }

        options.Cluster.Check(options);
        return options.FoundOrganization is null ? options
            : Accounts.AccountKeys.Normalize(options.Administrator) is { } administrator
                ? options with { Administrator = administrator, Port = 0, Demo = false }
                : throw new FormatException("--org needs --admin with a sign-in name: 3 to 100 letters, digits and . _ @ + -");
    }

    private static int Number(string name, string text, int from, int to) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : throw new FormatException($"{name} takes a number from {from} to {to}.");

    private static decimal Rate(string name, string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1_000_000
            ? rate
            : throw new FormatException($"{name} takes a number from 0 to 1000000.");

    private static string OneOf(string name, string text, params string[] known) =>
        known.Contains(text) ? text : throw new FormatException($"{name} takes {string.Join(", ", known)}.");
}

/// <summary>
/// Calls per second and caller: far above what people do, below what slows the others down. A whole office signs in from one address
/// at nine o'clock; each name has its own, much tighter limit.
/// </summary>
/// <param name="Person">Of a person.</param>
/// <param name="Client">Of an API client.</param>
/// <param name="Anonymous">Of an address without a session.</param>
/// <param name="SignIn">Tries to sign in per minute and address.</param>
/// <param name="Organization">Of all people and clients of one organisation together.</param>
/// <param name="PersonConnections">Live connections of a person or client at once.</param>
/// <param name="OrganizationConnections">Live connections of one organisation at once.</param>
public sealed record CallLimits(
    int Person = 1000,
    int Client = 5000,
    int Anonymous = 100,
    int SignIn = 300,
    int Organization = 6000,
    int PersonConnections = 500,
    int OrganizationConnections = 10_000);
