using System.Collections.Immutable;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>
/// Which nodes a missing signature freezes (冻结后续付款节点, R08): the first that hangs on the acceptance, whatever comes after it in the
/// terms, and whatever hangs on it besides. Their dates stand still until the freeze ends. Pure; the fold uses it, so it reads nothing else.
/// </summary>
public static class FreezeRules
{
    /// <summary>The first standing node that hangs on an acceptance; null: none does.</summary>
    public static PaymentNode? First(ContractState contract, string acceptance) =>
        contract.Nodes.FirstOrDefault(node => !node.Cancelled && HangsOn(node, acceptance));

    /// <summary>The numbers of the nodes that a freeze holds.</summary>
    public static ImmutableArray<int> Frozen(ContractState contract, string acceptance)
    {
        if (First(contract, acceptance) is not { } first)
        {
            return [];
        }

        var from = contract.Nodes.IndexOf(first);
        return [.. contract.Nodes.Where((node, at) => !node.Cancelled && (at >= from || HangsOn(node, acceptance))).Select(node => node.No)];
    }

    /// <summary>The contract with the marks on its nodes as its freezes say.</summary>
    public static ContractState Mark(ContractState contract)
    {
        if (contract.Holds.IsEmpty && !contract.Nodes.Any(node => node.Held))
        {
            return contract;
        }

        var frozen = contract.Holds.SelectMany(hold => Frozen(contract, hold.Event)).ToHashSet();
        return contract with { Nodes = [.. contract.Nodes.Select(node => node.Held == frozen.Contains(node.No) ? node : node with { Held = !node.Held })] };
    }

    /// <summary>True while there is money behind a freeze.</summary>
    public static bool IsOpen(ContractState contract, NodeHold hold) =>
        contract.Stage == ContractStages.Signed && Frozen(contract, hold.Event).Any(no => contract.Node(no) is { OpenFen: > 0 });

    /// <summary>True when a node's dates come from an acceptance, by its trigger or by the warranty that the final one begins.</summary>
    public static bool HangsOn(PaymentNode node, string acceptance) => node.Term.Trigger is { } trigger
        && (Names(trigger, acceptance) || (acceptance == ContractEvents.FinalAccepted && Names(trigger, ContractEvents.WarrantyEnd)));

    private static bool Names(TriggerExpr trigger, string name) => trigger switch
    {
        OnEvent on => on.Event == name,
        AfterEvent after => after.Event == name,
        AllOf all => all.Of.Any(part => Names(part, name)),
        AnyOf any => any.Of.Any(part => Names(part, name)),
        _ => false,
    };
}
