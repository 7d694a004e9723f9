namespace SalesGrains.Demo;

/// <summary>Those who work at the demo company: somebody for each region, and finance.</summary>
internal sealed class DemoStaff : IDisposable
{
    /// <summary>Whose key finance's is.</summary>
    public const string Finance = "finance";

    private readonly Dictionary<string, DemoClient> clients;
    private readonly Dictionary<string, string> regionOfRep;

    public DemoStaff(DemoCompany company, Uri address, Dictionary<string, string> keys)
    {
        clients = keys.ToDictionary(key => key.Key, key => DemoClient.WithKey(address, key.Value));
        var parents = company.Units.ToDictionary(unit => unit.Id, unit => unit.ParentId);
        regionOfRep = company.Reps.ToDictionary(rep => rep.Id, rep => parents[rep.UnitId]!);
    }

    /// <summary>Who records money.</summary>
    public DemoClient Cashier => clients[Finance];

    /// <summary>Who writes a rep's customers and contracts.</summary>
    public DemoClient SellerOf(string repId) => clients[regionOfRep[repId]];

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }
}
