using System.Collections.Immutable;

namespace SalesGrains.Organizations;

/// <summary>What others read of an organisation. Pure.</summary>
public static class OrganizationReading
{
    /// <summary>The tree by which rows are scoped.</summary>
    public static OrganizationTree Tree(OrganizationState state, long version) => new(
        version,
        state.Units.ToImmutableDictionary(unit => unit.Key, unit => Unit(unit.Key, unit.Value)),
        state.Reps.ToImmutableDictionary(rep => rep.Key, rep => rep.Value.UnitId))
    {
        RepNames = state.Reps.ToImmutableDictionary(rep => rep.Key, rep => rep.Value.Name),
    };

    /// <summary>The organisation with its people and keys.</summary>
    public static OrganizationView View(OrganizationState state, long version) => new(
        state.Name,
        version,
        [.. Below(state, null)],
        [.. state.People.OrderBy(person => person.Value.Name, StringComparer.Ordinal).Select(person => Person(state, person.Key, person.Value))],
        [.. state.ApiKeys.OrderBy(key => key.Value.Name, StringComparer.Ordinal).Select(key => ApiKey(state, key.Key, key.Value))],
        [.. state.Reps.Select(rep => new RepPlaceView(rep.Key, rep.Value.Name, rep.Value.UnitId, rep.Value.Active))]);

    /// <summary>The largest scope that somebody with this role and place may see.</summary>
    public static BoardScope ScopeOf(OrganizationState state, string role, string unitId, string? repId) =>
        role == Roles.Rep && repId is not null
            ? new("rep", repId)
            : state.Units.GetValueOrDefault(unitId)?.Kind switch
            {
                "company" => BoardScope.Company,
                "region" => new("region", unitId),
                _ => new("team", unitId),
            };

    private static IEnumerable<OrganizationUnit> Below(OrganizationState state, string? parentId) =>
        state.Units.Where(unit => unit.Value.ParentId == parentId)
            .SelectMany(unit => Below(state, unit.Key).Prepend(Unit(unit.Key, unit.Value)));

    private static OrganizationUnit Unit(string id, UnitState unit) => new(id, unit.Kind, unit.Name, unit.ParentId);

    private static PersonView Person(OrganizationState state, string id, PersonState person) => new(
        id,
        person.Name,
        person.SignInName,
        person.Role,
        person.UnitId,
        person.RepId,
        person.Active,
        person.PasswordHash,
        person.Stamp,
        ScopeOf(state, person.Role, person.UnitId, person.RepId));

    private static ApiKeyView ApiKey(OrganizationState state, string id, ApiKeyState key) => new(
        id,
        key.Name,
        key.SecretHash,
        key.Role,
        key.UnitId,
        ScopeOf(state, key.Role, key.UnitId, null),
        key.IssuedAt,
        key.IssuedBy,
        key.Active);
}
