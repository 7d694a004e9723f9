using System.Collections.Frozen;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios.Lists;

/// <summary>Which reps a scope contains, looked up once and then asked for every row. Pure.</summary>
public sealed class ScopeRules
{
    private readonly FrozenSet<string>? reps;

    /// <summary>Looks the scope up in the tree.</summary>
    public ScopeRules(BoardScope scope, OrganizationTree tree)
    {
        Rep = scope.Kind == "rep" ? scope.Id : null;
        reps = scope.Kind switch
        {
            "company" => null,
            "rep" => [scope.Id!],
            _ => tree.Reps.Keys.Where(rep => tree.Contains(scope, rep)).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The rep, when the scope is one rep.</summary>
    public string? Rep { get; }

    /// <summary>True when rows of the rep belong to the scope.</summary>
    public bool Contains(string repId) => reps is null || reps.Contains(repId);
}
