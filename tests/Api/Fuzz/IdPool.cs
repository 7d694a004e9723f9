using SalesGrains.Tenants;

namespace SalesGrains.Fuzz;

/// <summary>Ids that exist: those of the company, and of whatever the generated calls have made.</summary>
internal sealed class IdPool(Pick pick, Ids ids)
{
    private readonly Dictionary<string, List<string>> known = new()
    {
        ["repId"] = [ids.Rep],
        ["rep"] = [ids.Rep],
        ["unitId"] = [ids.Unit, ids.Team, "company"],
        ["parentId"] = [ids.Unit, "company"],
        ["teamId"] = [ids.Team],
        ["customerId"] = [ids.Customer],
        ["customer"] = [ids.Customer],
        ["contractId"] = [ids.Contract],
        ["receiptId"] = [ids.Receipt],
        ["people"] = [ids.Person],
        ["api-keys"] = [ids.ApiKey],
        ["units"] = [ids.Unit],
    };

    private static readonly Dictionary<string, string[]> Made = new()
    {
        ["/api/v1/contracts/"] = ["contractId"],
        ["/api/v1/customers/"] = ["customerId", "customer"],
        ["/api/v1/reps/"] = ["repId", "rep"],
    };

    /// <summary>An id that a member or parameter of this name may name, or null when it names none.</summary>
    public string? Of(string name) => known.TryGetValue(name, out var all) ? pick.One(all) : null;

    /// <summary>The id for <c>{id}</c> in a path.</summary>
    public string? OfPath(string path) => path.Split('/') switch
    {
        [_, _, _, "contracts", ..] => Of("contractId"),
        [_, _, _, "customers", ..] => Of("customerId"),
        [_, _, _, "reps", ..] => Of("repId"),
        [_, _, _, "organization", var kind, ..] => Of(kind),
        [_, _, _, "api-keys", ..] => Of("api-keys"),
        _ => null,
    };

    /// <summary>Remembers what a call has made.</summary>
    public void Take(string location)
    {
        foreach (var (prefix, names) in Made.Where(made => location.StartsWith(made.Key, StringComparison.Ordinal)))
        {
            var id = location[prefix.Length..];
            foreach (var name in names.Where(_ => !id.Contains('/', StringComparison.Ordinal)))
            {
                known[name].Add(id);
            }
        }
    }
}
