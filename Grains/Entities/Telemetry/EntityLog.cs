using Microsoft.Extensions.Logging;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Telemetry;

/// <summary>What the protocol says in the log.</summary>
internal static partial class EntityLog
{
    [LoggerMessage(1, LogLevel.Warning, "{What} of {Key} did not end well; its outcome is unknown.")]
    public static partial void StoreUnknown(ILogger log, EntityKey key, string what, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "{Key} forgets what it decided and goes.")]
    public static partial void Forgets(ILogger log, EntityKey key);

    [LoggerMessage(3, LogLevel.Error, "The rules of {Key} failed in {Where}.")]
    public static partial void RulesFailed(ILogger log, EntityKey key, string where, Exception error);

    [LoggerMessage(4, LogLevel.Information, "{Consumer} does not take effects of {Source} now (try {Attempt}): {Reason}")]
    public static partial void NotDelivered(ILogger log, EntityKey source, EntityKey consumer, int attempt, string reason);

    [LoggerMessage(5, LogLevel.Error, "{Consumer} failed at effect {EffectId} of {Source} ({Failures} times): {Reason}")]
    public static partial void EffectFailed(ILogger log, EntityKey source, EntityKey consumer, string effectId, int failures, string reason);

    [LoggerMessage(6, LogLevel.Error, "Effect {EffectId} of {Source} was given up and is a dead letter.")]
    public static partial void DeadLetter(ILogger log, EntityKey source, string effectId);

    [LoggerMessage(7, LogLevel.Warning, "The state of {Key} has {Bytes} bytes.")]
    public static partial void LargeState(ILogger log, EntityKey key, int bytes);

    [LoggerMessage(8, LogLevel.Information, "{Key} is folded anew: its snapshot is of Evolve {Stored}, the program's is {Current}.")]
    public static partial void Refolds(ILogger log, EntityKey key, int stored, int current);

    [LoggerMessage(9, LogLevel.Information, "The facts of {Key} did not reach the portfolio (try {Attempt}): {Reason}")]
    public static partial void FactsNotPosted(ILogger log, EntityKey key, int attempt, string reason);

    [LoggerMessage(10, LogLevel.Error, "A delivery loop of {Key} ended by an error.")]
    public static partial void DrainFailed(ILogger log, EntityKey key, Exception error);

    [LoggerMessage(11, LogLevel.Warning, "The sweep did not reach the store.")]
    public static partial void SweepFailed(ILogger log, Exception error);

    [LoggerMessage(12, LogLevel.Information, "{Key} was not reached by the sweep: {Reason}")]
    public static partial void NotPinged(ILogger log, EntityKey key, string reason);
}
