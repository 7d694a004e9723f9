using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.RuleSets;

/// <summary>Keeps the rule sets of an organisation, and tells every silo's directory of each publication before it answers.</summary>
[GrainType(EntityKinds.RuleSet)]
public sealed class RuleSetGrain(EntityRuntime runtime, IOrganizationDirectory directory)
    : EntityGrain<RuleSetState, RuleSetCommand, RuleSetEvent>(runtime, RuleSetRules.Definition), IRuleSetGrain
{
    /// <inheritdoc/>
    public async Task<CommandOutcome> Execute(Command<RuleSetCommand> command)
    {
        var outcome = await Run(command);
        await directory.Publish(Key.Org);
        return outcome;
    }

    /// <inheritdoc/>
    public Task<RuleBook?> Published(long known) => Task.FromResult(Version == known ? null : new RuleBook(Version, State.Versions));
}
