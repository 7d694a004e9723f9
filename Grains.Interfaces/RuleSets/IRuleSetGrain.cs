using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.RuleSets;

/// <summary>The rule sets of an organisation (规则集): published, never edited. Key: <c>{org}|rules</c>.</summary>
[Alias("rule-set")]
public interface IRuleSetGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<RuleSetCommand> command);

    /// <summary>What was published, or null when the caller knows it: its book is of this version.</summary>
    [AlwaysInterleave, ReadOnly, Alias("published")] Task<RuleBook?> Published(long known);
}

/// <summary>Where the rule sets of an organisation live. Stored: never change it.</summary>
public static class RuleSetKeys
{
    /// <summary>The id of the entity inside its organisation.</summary>
    public const string Id = "rules";

    /// <summary>The entity of an organisation.</summary>
    public static EntityKey Of(string org) => new(EntityKinds.RuleSet, org, Id);
}
