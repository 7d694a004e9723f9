using System.Net;
using SalesGrains.Hosting;

namespace SalesGrains.Clusters;

/// <summary>The options of a cluster: what goes together and what does not.</summary>
public sealed class ClusterOptionsTests
{
    [Theory]
    [InlineData("--silos 3", "needs a store that several processes can share")]
    [InlineData("--silos 3 --storage sqlite", "needs a store that several processes can share")]
    [InlineData("--silos 17 --storage postgres", "from 1 to 16")]
    [InlineData("--silos 3 --storage postgres --cluster x", "Choose one")]
    [InlineData("--silos 3 --storage postgres --port 65534", "as many ports")]
    [InlineData("--silos 2 --storage postgres --org X --admin boss", "needs no --silos")]
    [InlineData("--cluster x", "needs a store that several processes can share")]
    [InlineData("--cluster x --storage postgres", "--cluster needs --connection")]
    [InlineData("--cluster x/y --storage postgres", "1 to 64 letters")]
    [InlineData("--cluster x --storage postgres --connection Host=x --demo", "--demo --silos N")]
    [InlineData("--silo-address no.such.host.invalid", "cannot be found")]
    [InlineData("--silo-port 70000", "from 0 to 65535")]
    public void What_does_not_go_together_is_said(string line, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => SalesOptions.Parse(line.Split(' '))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_silo_is_told_its_place()
    {
        var silo = SalesOptions.Parse(["--storage", "postgres", "--connection", "Host=x", "--cluster", "sales", "--silo-address", "10.1.2.3", "--silo-port", "12000"])
            .Cluster.ToSilo();

        Assert.Equal(new SiloCluster(12000, IPAddress.Parse("10.1.2.3"), "sales"), silo);
        Assert.Null(SalesOptions.Parse(["--storage", "postgres"]).Cluster.ToSilo());
        Assert.Equal(11111, SalesOptions.Parse(["--storage", "postgres", "--connection", "Host=x", "--cluster", "sales"]).Cluster.ToSilo()!.SiloPort);
    }

    [Fact]
    public void Every_option_is_in_the_help() =>
        Assert.All(["--silos", "--cluster", "--silo-address", "--silo-port"], name => Assert.Contains(name, SalesOptions.Help, StringComparison.Ordinal));
}
