using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Portfolios;

/// <summary>What the portfolio says in the log.</summary>
internal static partial class PortfolioLog
{
    [LoggerMessage(1, LogLevel.Information, "{Shard} holds {Rows} entities, read in {Ms} ms.")]
    public static partial void Loaded(ILogger log, string shard, int rows, long ms);

    [LoggerMessage(2, LogLevel.Warning, "{Shard} belongs to an old generation and stops.")]
    public static partial void IsOld(ILogger log, string shard);

    [LoggerMessage(3, LogLevel.Information, "{Key} was not woken for {Due:O} (try {Attempt}): {Reason}")]
    public static partial void NotWoken(ILogger log, EntityKey key, DateTimeOffset due, int attempt, string reason);

    [LoggerMessage(4, LogLevel.Error, "Nobody wakes {Key} for {Due:O} any more, it is a dead letter: {Reason}")]
    public static partial void DeadLetter(ILogger log, EntityKey key, DateTimeOffset due, string reason);

    [LoggerMessage(9, LogLevel.Error, "{Key} gives up what was due at {Due:O}, it is a dead letter: {Reason}")]
    public static partial void GivenUp(ILogger log, EntityKey key, DateTimeOffset due, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Shard} found {Holes} holes and mended them.")]
    public static partial void Mended(ILogger log, string shard, int holes);

    [LoggerMessage(6, LogLevel.Warning, "{Work} of {Shard} failed and will be tried again.")]
    public static partial void WorkFailed(ILogger log, string work, string shard, Exception error);

    [LoggerMessage(7, LogLevel.Warning, "{Key} could not be re-evaluated.")]
    public static partial void NotReevaluated(ILogger log, EntityKey key, Exception error);

    [LoggerMessage(8, LogLevel.Debug, "The board {Topic} did not take a change: {Reason}")]
    public static partial void NotPushed(ILogger log, string topic, string reason);
}
