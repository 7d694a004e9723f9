using SalesGrains.Entities;

namespace SalesGrains.Reps;

/// <summary>Keeps one rep. <see cref="RepRules"/> decides, the entity protocol commits and delivers.</summary>
[GrainType(EntityKinds.Rep)]
internal sealed class RepGrain(EntityRuntime runtime) : EntityGrain<RepState, RepCommand, RepEvent>(runtime, RepRules.Definition), IRepGrain
{
    public Task<CommandOutcome> Execute(Command<RepCommand> command) => Run(command);

    public async Task<RepView?> Get()
    {
        await See();
        return Exists ? new RepView(Key.Id, State.Profile, Version) : null;
    }
}
