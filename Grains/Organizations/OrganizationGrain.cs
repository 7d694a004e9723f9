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

    // Neither waits for the grain's turn: its own decisions look at the organization, too.

    /// <inheritdoc/>
    public Task<OrganizationView?> View() => Task.FromResult(Exists ? OrganizationReading.View(State, Version) : null);

    /// <inheritdoc/>
    public Task<OrganizationTree> Tree() => Task.FromResult(OrganizationReading.Tree(State, Version));
}
