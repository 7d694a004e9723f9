using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Organizations;

/// <summary>An organisation (组织): its tree, its people, its API keys. Key: <c>{org}|org</c>.</summary>
[Alias("organization")]
public interface IOrganizationGrain : IEntityGrain
{
    /// <inheritdoc cref="CreateOrganization"/>
    [Alias("create")] Task<CommandOutcome> Create(Command<CreateOrganization> command);

    /// <inheritdoc cref="Organizations.AddUnit"/>
    [Alias("add-unit")] Task<CommandOutcome> AddUnit(Command<AddUnit> command);

    /// <inheritdoc cref="Organizations.ChangeUnit"/>
    [Alias("change-unit")] Task<CommandOutcome> ChangeUnit(Command<ChangeUnit> command);

    /// <inheritdoc cref="Organizations.AddPerson"/>
    [Alias("add-person")] Task<CommandOutcome> AddPerson(Command<AddPerson> command);

    /// <inheritdoc cref="Organizations.ChangePerson"/>
    [Alias("change-person")] Task<CommandOutcome> ChangePerson(Command<ChangePerson> command);

    /// <inheritdoc cref="Organizations.SetPassword"/>
    [Alias("set-password")] Task<CommandOutcome> SetPassword(Command<SetPassword> command);

    /// <inheritdoc cref="Organizations.LinkLogin"/>
    [Alias("link-login")] Task<CommandOutcome> LinkLogin(Command<LinkLogin> command);

    /// <inheritdoc cref="Organizations.IssueApiKey"/>
    [Alias("issue-api-key")] Task<CommandOutcome> IssueApiKey(Command<IssueApiKey> command);

    /// <inheritdoc cref="Organizations.RevokeApiKey"/>
    [Alias("revoke-api-key")] Task<CommandOutcome> RevokeApiKey(Command<RevokeApiKey> command);

    /// <summary>The organisation with its people and keys, or null when nothing is stored.</summary>
    [AlwaysInterleave, Alias("view")] Task<OrganizationView?> View();

    /// <summary>The tree by which rows are scoped; empty when nothing is stored.</summary>
    [AlwaysInterleave, Alias("tree")] Task<OrganizationTree> Tree();
}
