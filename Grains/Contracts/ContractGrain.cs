using SalesGrains.Entities;

namespace SalesGrains.Contracts;

/// <summary>Keeps one contract. <see cref="ContractRules"/> decides, the entity protocol commits and delivers.</summary>
[GrainType(EntityKinds.Contract)]
internal sealed class ContractGrain(EntityRuntime runtime)
    : EntityGrain<ContractState, ContractCommand, ContractEvent>(runtime, ContractRules.Definition), IContractGrain
{
    public Task<CommandOutcome> Execute(Command<ContractCommand> command) => Run(command);

    public async Task<ContractView?> Get()
    {
        await See();
        var context = await Look(Actor.System("view"));
        return Exists ? ContractViewRules.Of(State, context with { Version = Version }) : null;
    }
}
