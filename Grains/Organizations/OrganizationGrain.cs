using SalesGrains.Entities;

namespace SalesGrains.Organizations;

/// <summary>Keeps an organisation, and tells every silo's directory of each change before it answers.</summary>
[GrainType(EntityKinds.Organization)]
public sealed class OrganizationGrain(EntityRuntime runtime, IOrganizationDirectory directory)
    : EntityGrain<OrganizationState, OrganizationCommand, OrganizationEvent>(runtime, OrganizationRules.Definition), IOrganizationGrain
{
    /// <inheritdoc/>
    public async Task<CommandOutcome> Execute(Command<OrganizationCommand> command)
    {
        var outcome = await Run(command);
        await directory.Publish(Key.Org);
        return outcome;
    }

    /// <inheritdoc/>
    async Task<LaneReply> IEntityGrain.Deliver(LaneBatch batch)
    {
        var reply = await Deliver(batch);
        await directory.Publish(Key.Org);
        return reply;
    }

    /// <inheritdoc/>
    public async Task<OrganizationView?> View()
    {
        await See();
        return Exists ? OrganizationReading.View(State, Version) : null;
    }

    /// <inheritdoc/>
    public async Task<OrganizationTree> Tree()
    {
        await See();
        return OrganizationReading.Tree(State, Version);
    }
}
