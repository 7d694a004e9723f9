using SalesGrains.Entities;

namespace SalesGrains.Identities;

/// <summary>Keeps one external identity. <see cref="IdentityRules"/> decides, the entity protocol commits and delivers.</summary>
[GrainType(EntityKinds.Identity)]
internal sealed class IdentityGrain(EntityRuntime runtime)
    : EntityGrain<IdentityState, IdentityCommand, IdentityEvent>(runtime, IdentityRules.Definition), IIdentityGrain
{
    public Task<CommandOutcome> Execute(Command<IdentityCommand> command) => Run(command);

    public async Task<IdentityView?> Get()
    {
        await See();
        return Exists ? IdentityViewRules.Of(State, Key.Id, Version) : null;
    }
}
