using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Boards;

/// <summary>
/// One shard of an organisation's portfolio: the latest facts of its entities in memory, their alarms, their lists.
/// Key: <c>{org}|p{generation}|{shard}</c>.
/// </summary>
[Alias("portfolio")]
public interface IPortfolioGrain : IGrainWithStringKey
{
    /// <summary>Folds facts, the later version wins; when it returns, lists and alarms have them.</summary>
    [Alias("post")] Task Post(ImmutableArray<EntityFacts> facts);

    /// <summary>Keeps the shard awake (the pinger's call).</summary>
    [Alias("ping")] Task Ping();
}
