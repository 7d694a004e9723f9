using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>Keeps one customer. <see cref="CustomerRules"/> decides, the entity protocol commits and delivers.</summary>
[GrainType(EntityKinds.Customer)]
internal sealed class CustomerGrain(EntityRuntime runtime)
    : EntityGrain<CustomerState, CustomerCommand, CustomerEvent>(runtime, CustomerRules.Definition), ICustomerGrain
{
    public Task<CommandOutcome> Execute(Command<CustomerCommand> command) => Run(command);

    public async Task<CustomerView?> Get()
    {
        await See();
        var context = await Look(Actor.System("view"));
        return Exists ? CustomerViewRules.Of(State, Key.Id, context with { Version = Version }) : null;
    }
}
