using System.Collections.Immutable;
using SalesGrains.Accounts;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Imports;

/// <summary>What is there already, as far as the caller may see it: what rows refer to, and what they would make again.</summary>
/// <param name="Reps">Reps by external number.</param>
/// <param name="Customers">Customers by external number.</param>
/// <param name="Contracts">Contracts by business number.</param>
/// <param name="Units">Teams and stores by name.</param>
internal sealed record ImportBook(
    ImmutableDictionary<string, RepItem> Reps,
    ImmutableDictionary<string, CustomerItem> Customers,
    ImmutableDictionary<string, ContractItem> Contracts,
    ImmutableDictionary<string, OrganizationUnit> Units)
{
    /// <summary>Reads what a kind of file needs.</summary>
    public static async Task<ImportBook> Read(Caller caller, PortfolioReader portfolio, ImportKind kind)
    {
        var query = new ListQuery(caller.Scope);
        var reps = await All(page => portfolio.Reps(caller.Org, query, page));
        var customers = kind == ImportKind.Reps || kind == ImportKind.Calls ? [] : await All(page => portfolio.Customers(caller.Org, query, page));
        var contracts = kind == ImportKind.Contracts ? await All(page => portfolio.Contracts(caller.Org, query, page)) : [];
        return new(
            ByNo(reps, rep => rep.ExternalNo),
            ByNo(customers, customer => customer.ExternalNo),
            ByNo(contracts, contract => contract.Number),
            ByNo(caller.Organization.Tree.Units.Values.Where(unit => unit.Kind is "team" or "store" && Covers(caller, unit)), unit => unit.Name));
    }

    private static bool Covers(Caller caller, OrganizationUnit unit) => caller.Covers(new("team", unit.Id));

    private static async Task<List<T>> All<T>(Func<ListPage, Task<ListAnswer<T>>> read)
    {
        var all = new List<T>();
        for (string? after = null; ;)
        {
            var page = await read(new ListPage(PortfolioReader.MostRows, after));
            all.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }

    private static ImmutableDictionary<string, T> ByNo<T>(IEnumerable<T> items, Func<T, string?> no) =>
        items.Where(item => no(item) is not null).GroupBy(item => no(item)!).ToImmutableDictionary(group => group.Key, group => group.First());
}
