using System.Collections.Immutable;

namespace SalesGrains.Organizations;

/// <summary>The organisation tree (组织架构): company → region → team or store → rep. It decides who sees what (X11).</summary>
/// <param name="Version">Rises with each change.</param>
/// <param name="Units">All units; exactly one company, the root.</param>
/// <param name="Reps">Which unit each rep belongs to, by rep id.</param>
[GenerateSerializer, Immutable, Alias("organization-tree")]
public sealed record OrganizationTree(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableDictionary<string, OrganizationUnit> Units,
    [property: Id(2)] ImmutableDictionary<string, string> Reps)
{
    /// <summary>Names of the reps, by rep id; lists and boards show them.</summary>
    [Id(3)] public ImmutableDictionary<string, string> RepNames { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The name of a rep; the id while no name is known.</summary>
    public string RepName(string repId) => RepNames.GetValueOrDefault(repId, repId);

    /// <summary>A tree without units.</summary>
    public static OrganizationTree Empty { get; } =
        new(0, ImmutableDictionary<string, OrganizationUnit>.Empty, ImmutableDictionary<string, string>.Empty);

    /// <summary>The unit of a rep, or null when the rep has no place yet.</summary>
    public OrganizationUnit? UnitOf(string repId) =>
        Reps.TryGetValue(repId, out var unit) && Units.TryGetValue(unit, out var found) ? found : null;

    /// <summary>The region above a rep, or null.</summary>
    public OrganizationUnit? RegionOf(string repId)
    {
        for (var unit = UnitOf(repId); unit is not null; unit = unit.ParentId is { } up && Units.TryGetValue(up, out var parent) ? parent : null)
        {
            if (unit.Kind == "region")
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>True when the scope contains the rep.</summary>
    public bool Contains(BoardScope scope, string repId) => scope.Kind switch
    {
        "company" => true,
        "region" => RegionOf(repId)?.Id == scope.Id,
        "team" => UnitOf(repId)?.Id == scope.Id,
        "rep" => repId == scope.Id,
        _ => false,
    };

    /// <summary>True when everything in <paramref name="inner"/> is also in <paramref name="outer"/>.</summary>
    public bool Covers(BoardScope outer, BoardScope inner) =>
        outer.Kind == "company"
        || outer == inner
        || (inner.Kind == "rep" && Contains(outer, inner.Id!))
        || (inner.Kind == "team" && outer.Kind == "region" && Units.TryGetValue(inner.Id!, out var team) && team.ParentId == outer.Id);
}

/// <summary>A place in the tree.</summary>
/// <param name="Id">Unit id.</param>
/// <param name="Kind">company, region, team or store; a store is a team of kind store.</param>
/// <param name="Name">Name.</param>
/// <param name="ParentId">The unit above, null for the company.</param>
[GenerateSerializer, Immutable, Alias("organization-unit")]
public sealed record OrganizationUnit(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string? ParentId);

/// <summary>Whose rows: <c>company</c>, <c>region/{id}</c>, <c>team/{id}</c> or <c>rep/{id}</c>.</summary>
/// <param name="Kind">company, region, team or rep.</param>
/// <param name="Id">The unit or rep, null for the company.</param>
[GenerateSerializer, Immutable, Alias("board-scope")]
public sealed record BoardScope([property: Id(0)] string Kind, [property: Id(1)] string? Id)
{
    /// <summary>Everything.</summary>
    public static BoardScope Company { get; } = new("company", null);

    /// <summary>Reads <c>region/r1</c>; null when it is not a scope.</summary>
    public static BoardScope? Parse(string? text)
    {
        if (text is "company")
        {
            return Company;
        }

        var parts = text?.Split('/') ?? [];
        return parts is [("region" or "team" or "rep") and var kind, { Length: > 0 and <= 64 } id] ? new(kind, id) : null;
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Id is null ? Kind : $"{Kind}/{Id}";
}
