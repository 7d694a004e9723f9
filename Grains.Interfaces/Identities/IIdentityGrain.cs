using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Identities;

/// <summary>
/// One external identity (外部身份, C04): whose it is, and what waits for somebody to say so. Key: <c>{org}|{kind}-{hash of the value}</c>;
/// the value itself is nowhere.
/// </summary>
[Alias("identity")]
public interface IIdentityGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<IdentityCommand> command);

    /// <summary>The identity as last committed; null when nothing was ever heard of it.</summary>
    [AlwaysInterleave, ReadOnly, Alias("get")] Task<IdentityView?> Get();
}

/// <summary>An external identity as pages show it.</summary>
[GenerateSerializer, Immutable, Alias("identity-view")]
public sealed record IdentityView
{
    /// <summary>Identity id.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>wecom, phone or wechat.</summary>
    [Id(1)] public string Kind { get; init; } = "";

    /// <summary>The value with its middle left out, such as 138****0001.</summary>
    [Id(2)] public string Masked { get; init; } = "";

    /// <summary>The customer that it belongs to; empty: nobody's.</summary>
    [Id(3)] public string HolderId { get; init; } = "";

    /// <summary>The rep whom its signals name, or who owns the customer; empty: not known.</summary>
    [Id(4)] public string RepId { get; init; } = "";

    /// <summary>When the earliest signal that waits happened; null: none waits.</summary>
    [Id(5)] public DateTimeOffset? FirstAt { get; init; }

    /// <summary>How many signals came while it was nobody's.</summary>
    [Id(6)] public int Count { get; init; }

    /// <summary>True while somebody should say whose it is.</summary>
    [Id(7)] public bool IsWaiting { get; init; }

    /// <summary>The entity's version.</summary>
    [Id(8)] public long Version { get; init; }
}
