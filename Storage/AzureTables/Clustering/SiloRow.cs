using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;

namespace SalesGrains.AzureTables.Clustering;

/// <summary>A silo's row, as the official package for Azure writes it: everything is text.</summary>
internal static class SiloRow
{
    /// <summary>The row that bears the table's version.</summary>
    public const string Version = "VersionRow";

    /// <summary>Rows before and behind all others, which bear the version too: a read that sees two of them differ was torn.</summary>
    public static readonly string[] Boundaries = ["!Start", "~End"];

    public static string KeyOf(SiloAddress silo) =>
        string.Create(CultureInfo.InvariantCulture, $"{silo.Endpoint.Address}-{silo.Endpoint.Port}-{silo.Generation}");

    public static TableEntity Write(MembershipEntry silo, string clusterId) => new(OrleansKeys.Name(clusterId), KeyOf(silo.SiloAddress))
    {
        ["DeploymentId"] = clusterId,
        ["Address"] = silo.SiloAddress.Endpoint.Address.ToString(),
        ["Port"] = Text(silo.SiloAddress.Endpoint.Port),
        ["Generation"] = Text(silo.SiloAddress.Generation),
        ["HostName"] = silo.HostName,
        ["Status"] = silo.Status.ToString(),
        ["ProxyPort"] = Text(silo.ProxyPort),
        ["RoleName"] = silo.RoleName,
        ["SiloName"] = silo.SiloName,
        ["InstanceName"] = silo.SiloName,
        ["UpdateZone"] = Text(silo.UpdateZone),
        ["FaultZone"] = Text(silo.FaultZone),
        ["SuspectingSilos"] = string.Join('|', (silo.SuspectTimes ?? []).Select(vote => vote.Item1.ToParsableString())),
        ["SuspectingTimes"] = string.Join('|', (silo.SuspectTimes ?? []).Select(vote => OrleansKeys.Instant(vote.Item2))),
        ["StartTime"] = OrleansKeys.Instant(silo.StartTime),
        ["IAmAliveTime"] = OrleansKeys.Instant(silo.IAmAliveTime),
    };

    public static MembershipEntry Read(TableEntity row)
    {
        var silo = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Parse(row.GetString("Address")), Number(row, "Port"), Number(row, "Generation")),
            HostName = row.GetString("HostName"),
            Status = Enum.Parse<SiloStatus>(row.GetString("Status")),
            ProxyPort = Number(row, "ProxyPort"),
            RoleName = row.GetString("RoleName"),
            SiloName = row.GetString("SiloName") ?? row.GetString("InstanceName"),
            UpdateZone = Number(row, "UpdateZone"),
            FaultZone = Number(row, "FaultZone"),
            StartTime = OrleansKeys.ReadInstant(row.GetString("StartTime")),
            IAmAliveTime = OrleansKeys.ReadInstant(row.GetString("IAmAliveTime")),
        };
        foreach (var (suspecting, at) in Parts(row, "SuspectingSilos").Zip(Parts(row, "SuspectingTimes")))
        {
            silo.AddSuspector(SiloAddress.FromParsableString(suspecting), OrleansKeys.ReadInstant(at));
        }

        return silo;
    }

    /// <summary>A row that bears the table's version.</summary>
    public static TableEntity WriteVersion(string clusterId, string key, int version)
    {
        var row = new TableEntity(OrleansKeys.Name(clusterId), key) { ["DeploymentId"] = clusterId, ["MembershipVersion"] = Text(version) };
        if (key != Version)
        {
            // So that nobody's housekeeping takes it for a silo that has ended.
            row["Status"] = nameof(SiloStatus.Active);
        }

        return row;
    }

    public static int ReadVersion(TableEntity row) => Number(row, "MembershipVersion");

    private static string[] Parts(TableEntity row, string name) => row.GetString(name) is { Length: > 0 } text ? text.Split('|') : [];

    private static int Number(TableEntity row, string name) =>
        int.TryParse(row.GetString(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
