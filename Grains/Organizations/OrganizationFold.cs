using SalesGrains.Entities;

namespace SalesGrains.Organizations;

/// <summary>Folds an organisation's events. Pure, and reads the event only.</summary>
public static class OrganizationFold
{
    /// <summary>The state after an event.</summary>
    public static OrganizationState Evolve(OrganizationState state, OrganizationEvent happened, EventMeta meta) => happened switch
    {
        OrganizationCreated created => state with
        {
            Name = created.Name,
            Units = state.Units.Add(OrganizationKeys.Root, new() { Kind = "company", Name = created.Name }),
        },
        UnitAdded added => state with
        {
            Units = state.Units.Add(added.Id, new() { Kind = added.Kind, Name = added.Name, ParentId = added.ParentId }),
        },
        UnitChanged changed => Unit(state, changed),
        PersonAdded added => state with { People = state.People.Add(added.Id, Person(added)) },
        PersonChanged changed => Person(state, changed.Id, person => person with
        {
            Name = changed.Name,
            Role = changed.Role,
            UnitId = changed.UnitId,
            RepId = changed.RepId,
            Active = changed.Active,
            Stamp = person.Active == changed.Active ? person.Stamp : person.Stamp + 1,
        }),
        PasswordSet set => Person(state, set.Id, person => person with { PasswordHash = set.PasswordHash, Stamp = person.Stamp + 1 }),
        LoginLinked linked => Person(state, linked.Id, person => person with
        {
            Logins = person.Logins.Add(new() { Issuer = linked.Issuer, Subject = linked.Subject }),
        }),
        ApiKeyIssued issued => state with { ApiKeys = state.ApiKeys.Add(issued.Id, ApiKey(issued, meta)) },
        ApiKeyRevoked revoked => state with
        {
            ApiKeys = state.ApiKeys.SetItem(revoked.Id, state.ApiKeys[revoked.Id] with { Active = false }),
        },
        RepPlaced placed => state with
        {
            Reps = state.Reps.SetItem(placed.RepId, new() { Name = placed.Name, UnitId = placed.UnitId, Active = placed.Active }),
        },
        _ => throw new NotSupportedException(happened.GetType().Name),
    };

    private static OrganizationState Unit(OrganizationState state, UnitChanged changed)
    {
        var unit = state.Units[changed.Id] with { Name = changed.Name, ParentId = changed.ParentId };
        return state with
        {
            Name = unit.Kind == "company" ? changed.Name : state.Name,
            Units = state.Units.SetItem(changed.Id, unit),
        };
    }

    private static OrganizationState Person(OrganizationState state, string id, Func<PersonState, PersonState> change) =>
        state with { People = state.People.SetItem(id, change(state.People[id])) };

    private static PersonState Person(PersonAdded added) => new()
    {
        Name = added.Name,
        SignInName = added.SignInName,
        PasswordHash = added.PasswordHash,
        Role = added.Role,
        UnitId = added.UnitId,
        RepId = added.RepId,
    };

    private static ApiKeyState ApiKey(ApiKeyIssued issued, EventMeta meta) => new()
    {
        Name = issued.Name,
        SecretHash = issued.SecretHash,
        Role = issued.Role,
        UnitId = issued.UnitId,
        IssuedAt = meta.RecordedAt,
        IssuedBy = meta.Actor.Name,
    };
}
