using System.Collections.Immutable;
using System.Text.Json;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Contracts.Payments;

/// <summary>What a contract's own record says is open: the source that boards and lists are compared with. Pure.</summary>
public static class ContractBooks
{
    /// <summary>Open nodes by the stored state; null when the record is of another version of the program, which then speaks by its facts only.</summary>
    public static ImmutableArray<NodeFacts>? OpenByState(StoredEntity stored)
    {
        if (stored.EvolveVersion != ContractRules.Definition.EvolveVersion)
        {
            return null;
        }

        var contract = JsonSerializer.Deserialize(stored.State.Span, ContractJson.Stored.ContractState)!;
        return contract.Stage == ContractStages.Signed ? Open(contract.Nodes.Select(node => ContractFactsRules.Of(contract, node))) : [];
    }

    /// <summary>Open nodes by the stored facts.</summary>
    public static ImmutableArray<NodeFacts> OpenByFacts(EntityFacts facts) =>
        facts is ContractFacts { Stage: ContractStages.Signed } contract ? Open(contract.Nodes) : [];

    private static ImmutableArray<NodeFacts> Open(IEnumerable<NodeFacts> nodes) => [.. nodes.Where(node => node is { Cancelled: false, OpenFen: > 0 })];
}
