using System.Collections.Immutable;
using Orleans.Runtime;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios;

/// <summary>What tests of the portfolio say.</summary>
internal static class Shards
{
    /// <summary>All ways of keeping the portfolio awake but those that are asked for, off.</summary>
    public static SalesClusterOptions AwakeBy(bool timer = false, bool reminder = false, bool pinger = false, short silos = 1, Action<ISiloBuilder>? more = null) => new()
    {
        Silos = silos,
        Entities = entities => entities.PortfolioPingEvery = pinger ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromDays(1),
        Silo = silo =>
        {
            silo.Configure<PortfolioOptions>(portfolio => (portfolio.UseTimer, portfolio.UseReminder) = (timer, reminder));
            more?.Invoke(silo);
        },
    };

    public static GrainId Id(int shard = 0, int generation = 1) => GrainId.Create("portfolio", $"{SalesCluster.Org}|p{generation}|{shard}");

    public static IPortfolioGrain Portfolio(this SalesCluster sales, int shard = 0, int generation = 1) =>
        sales.Grains.GetGrain<IPortfolioGrain>(Id(shard, generation));

    public static PortfolioReader Reader(this SalesCluster sales) => new(sales.Grains, sales.Service<IOrganizationDirectory>());

    /// <summary>A kind that no grain keeps: nobody but the test posts its facts, no sweeper heals what the test has lost.</summary>
    public static EntityKey Contract(string id) => new("kept-by-nobody", SalesCluster.Org, id);

    public static ContractFacts Facts(string id, long version = 1, DateOnly? due = null, long open = 100_00, string number = "") => new()
    {
        Key = Contract(id),
        Version = version,
        Number = number.Length > 0 ? number : $"HT-{id}",
        Title = "安装工程",
        CustomerId = "c1",
        CustomerName = "华东钢构",
        Tier = "A",
        RepId = "r1",
        Stage = "signed",
        TotalFen = 100_00,
        RulesVersion = 1,
        CalendarVersion = 1,
        FactsCode = 1,
        Nodes = [new NodeFacts(1, "预付款", due ?? new DateOnly(2026, 3, 12), null, 100_00, open, "sales")],
    };

    /// <summary>Writes facts into the store as a commit does, and tells nobody.</summary>
    public static async Task Commit(IEntityStore store, EntityFacts facts)
    {
        var stored = await store.Load(facts.Key);
        await store.Commit(new()
        {
            Key = facts.Key,
            ExpectedEtag = stored?.Etag,
            Version = facts.Version,
            State = "{}"u8.ToArray(),
            Lanes = "{}"u8.ToArray(),
            EvolveVersion = 1,
            MinReader = 1,
            Row = new(facts.Version, facts.Version, facts.Version, DateTimeOffset.UnixEpoch.AddSeconds(facts.Version), "{}"u8.ToArray(), new byte[32]),
            Facts = facts,
        });
    }

    public static async Task<ImmutableArray<NodeItem>> Nodes(this SalesCluster sales) =>
        (await sales.Reader().Nodes(SalesCluster.Org, new(BoardScope.Company), new(200))).Items;
}
