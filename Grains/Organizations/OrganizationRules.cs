using SalesGrains.Entities;

namespace SalesGrains.Organizations;

/// <summary>What may become of an organisation, its units, people and keys. Pure.</summary>
public static class OrganizationRules
{
    /// <summary>Longest name of anything, in characters.</summary>
    private const int MaxName = 100;

    /// <summary>The rules as the protocol calls them.</summary>
    internal static EntityDefinition<OrganizationState, OrganizationCommand, OrganizationEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = static (state, command, _) => Decide(state, command),
        Receive = static (state, effect, _) => Receive(state, effect.Body),
        Evolve = OrganizationFold.Evolve,
        Facts = static (_, _) => new PlainFacts(),
        FollowsRules = false,
        StateJson = OrganizationJson.Stored.OrganizationState,
        EventJson = OrganizationJson.Stored.OrganizationEvent,
    };

    /// <summary>Decides a command.</summary>
    public static Decision<OrganizationEvent> Decide(OrganizationState state, OrganizationCommand command) => command switch
    {
        CreateOrganization create => Create(state, create),
        _ when state.Name == "" => Refuse("organization.not-found"),
        AddUnit add => Add(state, add),
        ChangeUnit change => Change(state, change),
        AddPerson add => Add(state, add),
        ChangePerson change => Change(state, change),
        SetPassword set => state.People.ContainsKey(set.Id) ? new PasswordSet(set.Id, set.PasswordHash) : Refuse("person.not-found"),
        LinkLogin link => Link(state, link),
        IssueApiKey issue => Issue(state, issue),
        RevokeApiKey revoke => Revoke(state, revoke),
        _ => throw new NotSupportedException(command.GetType().Name),
    };

    /// <summary>Takes a rep's place, as the rep told it. A unit that does not exist any more is a refusal.</summary>
    public static Decision<OrganizationEvent> Receive(OrganizationState state, EffectBody effect) => effect switch
    {
        PlaceRep place when !state.Units.ContainsKey(place.UnitId) => Refuse("unit.not-found", "/unitId"),
        PlaceRep place when state.Reps.TryGetValue(place.RepId, out var known)
            && (known.Name, known.UnitId, known.Active) == (place.Name, place.UnitId, place.Active) => Decision<OrganizationEvent>.Accept(),
        PlaceRep place => new RepPlaced(place.RepId, place.Name, place.UnitId, place.Active),
        _ => new Rejection("effect.unknown").With("effect", effect.GetType().Name),
    };

    private static Decision<OrganizationEvent> Create(OrganizationState state, CreateOrganization create)
    {
        if (state.Name != "")
        {
            return Refuse("organization.exists");
        }

        var founded = state with { Name = create.Name, Units = state.Units.Add(OrganizationKeys.Root, new() { Kind = "company", Name = create.Name }) };
        var first = create.Administrator with { Role = Roles.Admin, UnitId = OrganizationKeys.Root, RepId = null };
        return !IsName(create.Name) ? Refuse("name.length", "/organizationName")
            : Add(founded, first) is { Rejection: { } refused } ? refused
            : Decision<OrganizationEvent>.Accept(new OrganizationCreated(create.Name), Added(first));
    }

    private static Decision<OrganizationEvent> Add(OrganizationState state, AddUnit add) =>
        state.Units.ContainsKey(add.Id) ? Refuse("unit.exists", "/id")
        : add.Kind is not ("region" or "team" or "store") ? Refuse("unit.kind-unknown", "/kind")
        : !IsName(add.Name) ? Refuse("name.length", "/name")
        : ParentFault(state, add.Kind, add.ParentId) is { } fault ? fault
        : new UnitAdded(add.Id, add.Kind, add.Name, add.ParentId);

    private static Decision<OrganizationEvent> Change(OrganizationState state, ChangeUnit change) =>
        !state.Units.TryGetValue(change.Id, out var unit) ? Refuse("unit.not-found")
        : !IsName(change.Name) ? Refuse("name.length", "/name")
        : unit.Kind == "company" ? (change.ParentId is null ? new UnitChanged(change.Id, change.Name, null) : Refuse("unit.parent-kind", "/parentId"))
        : ParentFault(state, unit.Kind, change.ParentId) is { } fault ? fault
        : new UnitChanged(change.Id, change.Name, change.ParentId);

    private static Decision<OrganizationEvent> Add(OrganizationState state, AddPerson add) =>
        state.People.ContainsKey(add.Id) ? Refuse("person.exists", "/id")
        : state.People.Values.Any(person => person.SignInName == add.SignInName) ? Refuse("person.sign-in-name-taken", "/signInName")
        : PersonFault(state, add.Name, add.Role, add.UnitId, add.RepId) is { } fault ? fault
        : Added(add);

    private static Decision<OrganizationEvent> Change(OrganizationState state, ChangePerson change) =>
        !state.People.TryGetValue(change.Id, out var person) ? Refuse("person.not-found")
        : PersonFault(state, change.Name, change.Role, change.UnitId, change.RepId) is { } fault ? fault
        : IsLastAdministrator(state, change.Id, person) && (!change.Active || change.Role != Roles.Admin) ? Refuse("person.last-administrator")
        : new PersonChanged(change.Id, change.Name, change.Role, change.UnitId, change.RepId, change.Active);

    private static Decision<OrganizationEvent> Link(OrganizationState state, LinkLogin link) =>
        !state.People.TryGetValue(link.Id, out var person) ? Refuse("person.not-found")
        : link.Issuer is { Length: 0 or > 255 } ? Refuse("login.issuer-length", "/issuer")
        : link.Subject is { Length: 0 or > 255 } ? Refuse("login.subject-length", "/subject")
        : person.Logins.Any(login => login.Issuer == link.Issuer && login.Subject == link.Subject) ? Decision<OrganizationEvent>.Accept()
        : new LoginLinked(link.Id, link.Issuer, link.Subject);

    private static Decision<OrganizationEvent> Issue(OrganizationState state, IssueApiKey issue) =>
        state.ApiKeys.ContainsKey(issue.Id) ? Refuse("api-key.exists", "/id")
        : !IsName(issue.Name) ? Refuse("name.length", "/name")
        : issue.Role == Roles.Rep || !Roles.All.Contains(issue.Role) ? Refuse("api-key.role-unknown", "/role")
        : !state.Units.ContainsKey(issue.UnitId) ? Refuse("unit.unknown", "/unitId")
        : new ApiKeyIssued(issue.Id, issue.Name, issue.SecretHash, issue.Role, issue.UnitId);

    private static Decision<OrganizationEvent> Revoke(OrganizationState state, RevokeApiKey revoke) =>
        !state.ApiKeys.TryGetValue(revoke.Id, out var key) ? Refuse("api-key.not-found")
        : key.Active ? new ApiKeyRevoked(revoke.Id)
        : Decision<OrganizationEvent>.Accept();

    private static PersonAdded Added(AddPerson add) =>
        new(add.Id, add.Name, add.SignInName, add.PasswordHash, add.Role, add.UnitId, add.RepId);

    private static Rejection? PersonFault(OrganizationState state, string name, string role, string unitId, string? repId) =>
        !IsName(name) ? new("name.length", "/name")
        : !Roles.All.Contains(role) ? new("person.role-unknown", "/role")
        : !state.Units.ContainsKey(unitId) ? new("unit.unknown", "/unitId")
        : role == Roles.Rep && repId is null ? new("person.rep-required", "/repId")
        : null;

    private static Rejection? ParentFault(OrganizationState state, string kind, string? parentId) =>
        parentId is null || !state.Units.TryGetValue(parentId, out var parent) ? new("unit.unknown", "/parentId")
        : parent.Kind == "company" || (parent.Kind == "region" && kind != "region") ? null
        : new("unit.parent-kind", "/parentId");

    private static bool IsLastAdministrator(OrganizationState state, string id, PersonState person) =>
        person is { Role: Roles.Admin, Active: true }
        && !state.People.Any(other => other.Key != id && other.Value is { Role: Roles.Admin, Active: true });

    private static bool IsName(string name) => name.Trim().Length is >= 1 and <= MaxName && !name.Any(char.IsControl);

    private static Decision<OrganizationEvent> Refuse(string code, string? field = null) => Decision<OrganizationEvent>.Refuse(code, field);
}
