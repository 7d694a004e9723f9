using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains;

/// <summary>Facts of a signed contract with one open node, posted as its entity would post them.</summary>
public static class PostedContract
{
    /// <summary>Posts to the shard that owns the contract; when it returns, lists and boards have it.</summary>
    public static Task Post(IGrainFactory grains, StoredOrganization organization, string id, long openFen, long version = 1, string rep = "rep-1")
    {
        var key = new EntityKey(EntityKinds.Contract, organization.Org, id);
        var facts = new ContractFacts
        {
            Key = key,
            Version = version,
            RulesVersion = int.MaxValue,
            CalendarVersion = int.MaxValue,
            Number = $"HT-{id}",
            Title = "年度维保",
            CustomerId = "cu-1",
            CustomerName = "上海示例机械有限公司",
            RepId = rep,
            Stage = "signed",
            TotalFen = openFen,
            Nodes = [new(1, "预付款", new(2099, 1, 1), new(2026, 1, 1), openFen, openFen, "sales")],
        };
        return grains.GetGrain<IPortfolioGrain>(Partitioning.ShardKeyOf(organization, key)).Post([facts]);
    }
}
