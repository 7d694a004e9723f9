using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using SalesGrains.Hosting;
using YamlDotNet.RepresentationModel;

namespace SalesGrains.Clusters;

/// <summary>What stands in deploy/ and docs/deploy.md: it can be read, it names options that there are, and the container's command runs.</summary>
public sealed partial class DeployTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] Known = [.. OptionName().Matches(SalesOptions.Help).Select(match => match.Value).Distinct()];

    [Fact]
    public void The_manifests_fit_together()
    {
        var parts = Documents("kubernetes.yaml").ToDictionary(part => Text(part, "kind"));
        Assert.Equal(["Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service"], parts.Keys.Order());
        var pod = At(parts["Deployment"], "spec", "template");
        var app = Text(At(pod, "metadata", "labels"), "app");
        Assert.Equal(app, Text(At(parts["Deployment"], "spec", "selector", "matchLabels"), "app"));
        Assert.Equal(app, Text(At(parts["Service"], "spec", "selector"), "app"));
        Assert.Equal(app, Text(At(parts["PodDisruptionBudget"], "spec", "selector", "matchLabels"), "app"));
        Assert.Equal(app, Text(At(parts["NetworkPolicy"], "spec", "podSelector", "matchLabels"), "app"));
        var silo = At(At(pod, "spec", "containers")[0]);
        var ports = ((YamlSequenceNode)At(silo, "ports")).ToDictionary(port => Text(port, "name"), port => Text(port, "containerPort"));
        Assert.Equal(("8080", "11111"), (ports["web"], ports["silo"]));
        foreach (var probe in (string[])["startupProbe", "readinessProbe", "livenessProbe"])
        {
            Assert.Contains(Text(At(silo, probe, "httpGet"), "path"), (string[])["/health/live", "/health/ready"]);
            Assert.Equal(("web", "HTTPS"), (Text(At(silo, probe, "httpGet"), "port"), Text(At(silo, probe, "httpGet"), "scheme")));
        }

        Parsed(Entry().Concat(Strings(At(silo, "args")).Select(argument => argument.Replace("$(POD_IP)", "10.1.2.3", StringComparison.Ordinal))));
    }

    [Fact]
    public void Each_silo_of_the_compose_file_takes_the_options_it_is_given()
    {
        var services = (YamlMappingNode)At(Documents("compose.yaml").Single(), "services");
        Assert.Equal(["postgres", "silo1", "silo2", "silo3"], services.Children.Keys.Select(name => name.ToString()).Order());
        foreach (var name in (string[])["silo1", "silo2", "silo3"])
        {
            var command = Strings(At(services, name, "command")).ToArray();
            Assert.Contains(name, command);
            Parsed(Entry().Concat(command.Select(argument => argument == name ? "127.0.0.1" : argument)));
        }
    }

    [Theory]
    [InlineData("docs/deploy.md")]
    [InlineData("deploy/compose.yaml")]
    [InlineData("deploy/kubernetes.yaml")]
    [InlineData("deploy/Dockerfile")]
    public void Every_option_that_is_named_is_one(string file)
    {
        // Lines for other programs have options of their own.
        var lines = File.ReadLines(Path.Combine(Sources.Root, file)).Where(line => !OtherProgram().IsMatch(line));

        Assert.All(lines.SelectMany(line => OptionName().Matches(line)).Select(match => match.Value), name => Assert.Contains(name, Known));
    }

    [Fact]
    public async Task The_containers_command_becomes_ready_serves_https_and_stops()
    {
        using var folder = new TemporaryFolder();
        var certificate = Certificate(folder.Path);
        var server = await PostgreSqlTestServer.Shared;
        var connection = await server.Database();
        var silo = At(Documents("compose.yaml").Single(), "services", "silo1", "command");
        string[] told = [.. Entry(), .. Strings(silo)];
        var start = new ProcessStartInfo(told[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SALESGRAINS_CONNECTION"] = connection;
        foreach (var argument in told[1..].Select(argument => argument switch
        {
            "/app/SalesGrains.Api.dll" => typeof(SalesOptions).Assembly.Location,
            "/data" => Path.Combine(folder.Path, "data"),
            "/tls/tls.crt" => certificate,
            "silo1" => "localhost",
            "8080" => "0",
            _ => argument,
        }).Concat(["--silo-port", "0"]))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = "";
        while (!said.StartsWith("SalesGrains is open at https://", StringComparison.Ordinal))
        {
            said = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        }

        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true } })
        {
            BaseAddress = new(Regex.Match(said, @"https://localhost:\d+").Value),
        };
        await Wait.Until(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode, Patience, "the container's program to be ready");
        using (Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        Assert.Equal(0, process.ExitCode);
        await server.Release(connection);
    }

    private static string[] Entry()
    {
        var entry = File.ReadLines(Path.Combine(Sources.Root, "deploy", "Dockerfile")).Single(line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal));
        return JsonSerializer.Deserialize<string[]>(entry["ENTRYPOINT ".Length..])!;
    }

    private static void Parsed(IEnumerable<string> command)
    {
        // The program and its file come first; the connection string comes from the environment.
        var options = SalesOptions.Parse([.. command.Skip(2), "--connection", "Host=postgres"]);
        Assert.Equal(("sales", SalesOptions.PostgreSql, 8080, 11111), (options.Cluster.Name, options.Storage, options.Port, options.Cluster.Port));
    }

    private static YamlMappingNode[] Documents(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(Sources.Root, "deploy", file))));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, name) => at[name]);

    private static string Text(YamlNode node, string name) => ((YamlScalarNode)node[name]).Value!;

    private static IEnumerable<string> Strings(YamlNode node) => ((YamlSequenceNode)node).Select(one => ((YamlScalarNode)one).Value!);

    private static string Certificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        File.WriteAllText(Path.Combine(folder, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "tls.crt"), made.ExportCertificatePem());
        return Path.Combine(folder, "tls.crt");
    }

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"COPY --from|INITDB_ARGS")]
    private static partial Regex OtherProgram();
}
