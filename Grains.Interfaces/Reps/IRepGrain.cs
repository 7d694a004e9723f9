using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Reps;

/// <summary>A rep (销售员). Key: <c>{org}|{id}</c>.</summary>
[Alias("rep")]
public interface IRepGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<RepCommand> command);

    /// <summary>The rep as last committed; null when there is none under this id.</summary>
    [AlwaysInterleave, ReadOnly, Alias("get")] Task<RepView?> Get();
}

/// <summary>A rep as pages show it.</summary>
/// <param name="Id">Rep id.</param>
/// <param name="Profile">What is known of it.</param>
/// <param name="Version">The entity's version.</param>
[GenerateSerializer, Immutable, Alias("rep-view")]
public sealed record RepView([property: Id(0)] string Id, [property: Id(1)] RepProfile Profile, [property: Id(2)] long Version);
