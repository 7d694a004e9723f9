using SalesGrains.Entities;

namespace SalesGrains.Numbers;

/// <summary>Keeps one business number. <see cref="NumberRules"/> decides, the entity protocol commits.</summary>
[GrainType(EntityKinds.Number)]
internal sealed class NumberGrain(EntityRuntime runtime)
    : EntityGrain<NumberState, NumberCommand, NumberEvent>(runtime, NumberRules.Definition), INumberGrain
{
    public Task<CommandOutcome> Execute(Command<NumberCommand> command) => Run(command);

    public async Task<NumberView?> Get()
    {
        await See();
        return State.HolderId.Length > 0 ? new NumberView(State.Text, State.HolderId, State.Confirmed) : null;
    }
}
