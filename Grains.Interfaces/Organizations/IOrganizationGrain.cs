using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Organizations;

/// <summary>An organisation (组织): its tree, its people, its API keys. Key: <c>{org}|org</c>.</summary>
[Alias("organization")]
public interface IOrganizationGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<OrganizationCommand> command);

    /// <summary>The organisation with its people and keys, or null when nothing is stored.</summary>
    [AlwaysInterleave, ReadOnly, Alias("view")] Task<OrganizationView?> View();

    /// <summary>The tree by which rows are scoped; empty when nothing is stored.</summary>
    [AlwaysInterleave, ReadOnly, Alias("tree")] Task<OrganizationTree> Tree();
}
