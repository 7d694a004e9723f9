using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Entities;

namespace SalesGrains.Portfolios;

/// <summary>
/// One shard of an organisation's portfolio: the latest facts of its entities in memory, their alarms, their lists.
/// Key: <c>{org}|p{generation}|{shard}</c>.
/// </summary>
[Alias("portfolio")]
public interface IPortfolioGrain : IGrainWithStringKey
{
    /// <summary>Folds facts, the later version wins; when it returns, lists and alarms have them.</summary>
    /// <exception cref="OldGenerationException">The shard belongs to a generation that is no longer the organisation's.</exception>
    [Alias("post")] Task Post(ImmutableArray<EntityFacts> facts);

    /// <summary>Keeps the shard awake (the pinger's call).</summary>
    [Alias("ping")] Task Ping();

    /// <summary>
    /// Says what the shard holds of a topic and, for 15 s from now, puts every change of it to the topic's board grain. To be repeated
    /// every 5 s. The answer is null when the caller holds the newest already.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="epoch">Epoch of the partial that the caller holds, 0 for none.</param>
    /// <param name="number">Its number, −1 for none.</param>
    [Alias("watch")] Task<BoardPartial?> Watch(BoardTopic topic, long epoch, long number);

    /// <summary>Everything the shard holds of a topic; nothing is pushed afterwards.</summary>
    [Alias("partial")] Task<BoardPartial> Partial(BoardTopic topic);
}

/// <summary>The shard belongs to a generation that is no longer the organisation's; ask the directory for the new one.</summary>
[GenerateSerializer, Alias("old-generation")]
public sealed class OldGenerationException : Exception
{
    /// <summary>For the serializer.</summary>
    public OldGenerationException() : base("This generation of the portfolio is no longer the organisation's.") { }
}
