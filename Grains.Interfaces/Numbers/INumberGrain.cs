using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Numbers;

/// <summary>One business number of an organisation, such as HT-2026-0131, and who holds it. Key: <c>{org}|{kind}-{hash of the number}</c>.</summary>
[Alias("number")]
public interface INumberGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<NumberCommand> command);

    /// <summary>Who holds the number; null when nobody does.</summary>
    [AlwaysInterleave, ReadOnly, Alias("get")] Task<NumberView?> Get();
}

/// <summary>What is asked of a number.</summary>
[GenerateSerializer, Immutable, Alias("number-command")]
public abstract record NumberCommand;

/// <summary>Claims a number for an entity before the entity takes it.</summary>
/// <param name="Text">The number as typed.</param>
/// <param name="HolderId">The entity that wants it.</param>
[GenerateSerializer, Immutable, Alias("claim-number")]
public sealed record ClaimNumber([property: Id(0)] string Text, [property: Id(1)] string HolderId) : NumberCommand;

/// <summary>Gives a claim back that its entity did not take after all.</summary>
[GenerateSerializer, Immutable, Alias("release-number")]
public sealed record ReleaseNumber([property: Id(0)] string HolderId) : NumberCommand;

/// <summary>Who holds a number.</summary>
/// <param name="Text">The number as typed.</param>
/// <param name="HolderId">The entity.</param>
/// <param name="Confirmed">True once that entity has taken it.</param>
[GenerateSerializer, Immutable, Alias("number-view")]
public sealed record NumberView([property: Id(0)] string Text, [property: Id(1)] string HolderId, [property: Id(2)] bool Confirmed);
