using SalesGrains.Entities;

namespace SalesGrains.Organizations;

public sealed class OrganizationRulesTests
{
    [Fact]
    public void A_new_organisation_has_its_company_unit_and_an_administrator()
    {
        var organization = Founded();

        var view = OrganizationReading.View(organization.State, 1);

        Assert.Equal(("示例公司", "company"), (view.Name, view.Units.Single().Id));
        Assert.Equal((Roles.Admin, "company", BoardScope.Company), (view.People[0].Role, view.People[0].UnitId, view.People[0].Scope));
    }

    [Fact]
    public void An_organisation_is_founded_once_and_before_anything_else()
    {
        Assert.Equal("organization.not-found", Organization().Do(new AddUnit("east", "region", "华东", "company"))?.Code);
        Assert.Equal("organization.exists", Founded().Do(new CreateOrganization("示例公司", Person("p2")))?.Code);
        Assert.Equal("name.length", Organization().Do(new CreateOrganization(" ", Person("p1")))?.Code);
    }

    [Theory]
    [InlineData("region", "company", null)]
    [InlineData("team", "company", null)]
    [InlineData("store", "east", null)]
    [InlineData("team", "east", null)]
    [InlineData("region", "east", "unit.parent-kind")]
    [InlineData("team", "east-1", "unit.parent-kind")]
    [InlineData("team", "nowhere", "unit.unknown")]
    [InlineData("company", "company", "unit.kind-unknown")]
    public void A_unit_has_its_place_by_its_kind(string kind, string parentId, string? code)
    {
        var refused = WithUnits().Do(new AddUnit("new", kind, "新", parentId));

        Assert.Equal(code, refused?.Code);
    }

    [Theory]
    [InlineData("east", null, "unit.unknown")]
    [InlineData("east", "east", "unit.parent-kind")]
    [InlineData("east", "east-1", "unit.parent-kind")]
    [InlineData("company", "east", "unit.parent-kind")]
    [InlineData("nowhere", "company", "unit.not-found")]
    [InlineData("east-1", "company", null)]
    [InlineData("company", null, null)]
    public void A_unit_moves_only_to_where_its_kind_belongs(string id, string? parentId, string? code) =>
        Assert.Equal(code, WithUnits().Do(new ChangeUnit(id, "新名", parentId))?.Code);

    [Theory]
    [InlineData(1, null)]
    [InlineData(100, null)]
    [InlineData(0, "name.length")]
    [InlineData(101, "name.length")]
    public void A_name_has_1_to_100_characters(int length, string? code) =>
        Assert.Equal(code, WithUnits().Do(new AddUnit("new", "region", new string('名', length), "company"))?.Code);

    [Fact]
    public void A_name_has_no_control_characters() =>
        Assert.Equal("name.length", WithUnits().Do(new AddUnit("new", "region", "a\u001b[31mb\r\n", "company"))?.Code);

    [Theory]
    [InlineData("rep", "east-1", "r1", "rep/r1")]
    [InlineData("manager", "east-1", null, "team/east-1")]
    [InlineData("manager", "east", null, "region/east")]
    [InlineData("director", "company", null, "company")]
    [InlineData("finance", "east", null, "region/east")]
    [InlineData("manager", "east", "r1", "region/east")]
    public void A_person_sees_what_lies_below_their_place(string role, string unitId, string? repId, string scope)
    {
        var organization = WithUnits();

        Assert.Null(organization.Do(Person("p2", role, unitId, repId)));

        Assert.Equal(scope, OrganizationReading.View(organization.State, 1).Person("p2")!.Scope.ToString());
    }

    [Theory]
    [InlineData("king", "company", null, "person.role-unknown", "/role")]
    [InlineData("manager", "nowhere", null, "unit.unknown", "/unitId")]
    [InlineData("rep", "east-1", null, "person.rep-required", "/repId")]
    public void A_person_that_does_not_fit_is_refused(string role, string unitId, string? repId, string code, string field)
    {
        var refused = WithUnits().Do(Person("p2", role, unitId, repId));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void A_sign_in_name_and_an_id_belong_to_one_person()
    {
        var organization = WithUnits();

        Assert.Equal("person.exists", organization.Do(Person("p1") with { SignInName = "other@example" })?.Code);
        Assert.Equal("person.sign-in-name-taken", organization.Do(Person("p2") with { SignInName = "p1@example" })?.Code);
    }

    [Fact]
    public void The_last_active_administrator_can_neither_leave_nor_become_something_else()
    {
        var organization = WithUnits();
        var leave = new ChangePerson("p1", "张三", Roles.Admin, "company", null, Active: false);
        var change = new ChangePerson("p1", "张三", Roles.Finance, "company", null, Active: true);

        Assert.Equal("person.last-administrator", organization.Do(leave)?.Code);
        Assert.Equal("person.last-administrator", organization.Do(change)?.Code);
        Assert.Null(organization.Do(Person("p2", Roles.Admin)));
        Assert.Null(organization.Do(leave));
        Assert.Equal("person.last-administrator", organization.Do(new ChangePerson("p2", "李四", Roles.Admin, "company", null, Active: false))?.Code);
    }

    [Fact]
    public void A_new_password_and_every_change_of_access_end_older_sessions_and_a_new_name_does_not()
    {
        var organization = WithUnits();
        organization.Do(Person("p2"));
        List<long> stamps = [Stamp()];
        organization.Do(new ChangePerson("p2", "新名", Roles.Manager, "east", null, Active: true));
        stamps.Add(Stamp());
        organization.Do(new SetPassword("p2", "hash-2"));
        stamps.Add(Stamp());
        organization.Do(new ChangePerson("p2", "新名", Roles.Manager, "east", null, Active: false));
        stamps.Add(Stamp());
        organization.Do(new ChangePerson("p2", "新名", Roles.Manager, "east", null, Active: true));
        stamps.Add(Stamp());

        Assert.Equal([0, 0, 1, 2, 3], stamps);

        long Stamp() => organization.State.People["p2"].Stamp;
    }

    [Theory]
    [InlineData("finance", "company", null)]
    [InlineData("rep", "company", "api-key.role-unknown")]
    [InlineData("king", "company", "api-key.role-unknown")]
    [InlineData("finance", "nowhere", "unit.unknown")]
    public void A_key_has_a_role_and_a_place(string role, string unitId, string? code) =>
        Assert.Equal(code, WithUnits().Do(new IssueApiKey("k1", "ERP", "hash", role, unitId))?.Code);

    [Fact]
    public void A_key_is_revoked_for_good()
    {
        var organization = WithUnits();
        organization.Do(new IssueApiKey("k1", "ERP", "hash", "finance", "company"));

        Assert.Null(organization.Do(new RevokeApiKey("k1")));
        Assert.Null(organization.Do(new RevokeApiKey("k1")));

        Assert.False(organization.State.ApiKeys["k1"].Active);
        Assert.Single(organization.Events.OfType<ApiKeyRevoked>());
        Assert.Equal("api-key.exists", organization.Do(new IssueApiKey("k1", "ERP", "hash", "finance", "company"))?.Code);
        Assert.Equal("api-key.not-found", organization.Do(new RevokeApiKey("k2"))?.Code);
    }

    [Fact]
    public void A_rep_is_placed_as_the_rep_tells_and_telling_it_again_records_nothing()
    {
        var organization = WithUnits();
        var rep = new EntityKey(EntityKinds.Rep, "acme0001", "r1");

        Assert.Null(organization.Receive(rep, new PlaceRep("r1", "李四", "east-1", true)));
        Assert.Null(organization.Receive(rep, new PlaceRep("r1", "李四", "east-1", true)));
        Assert.Equal("unit.not-found", organization.Receive(rep, new PlaceRep("r1", "李四", "nowhere", true))?.Code);

        var tree = OrganizationReading.Tree(organization.State, 7);
        Assert.Equal(("east-1", "east", 7), (tree.UnitOf("r1")?.Id, tree.RegionOf("r1")?.Id, tree.Version));
        Assert.Single(organization.Events.OfType<RepPlaced>());
    }

    [Fact]
    public void Units_come_in_tree_order()
    {
        var organization = WithUnits();
        organization.Do(new AddUnit("a-team", "team", "总部直属", "company"));
        organization.Do(new AddUnit("east-0", "store", "门店", "east"));

        Assert.Equal(
            ["company", "a-team", "east", "east-0", "east-1"], OrganizationReading.View(organization.State, 1).Units.Select(unit => unit.Id));
    }

    [Fact]
    public void The_state_is_the_fold_of_the_stored_events()
    {
        var organization = WithUnits();
        organization.Do(Person("p2", Roles.Rep, "east-1", "r1"));
        organization.Do(new SetPassword("p2", "hash-2"));
        organization.Do(new LinkLogin("p2", "https://issuer.example", "s1"));
        organization.Do(new IssueApiKey("k1", "ERP", "hash", "finance", "company"));
        organization.Do(new RevokeApiKey("k1"));
        organization.Do(new ChangeUnit("company", "新公司", null));
        organization.Receive(new(EntityKinds.Rep, "acme0001", "r1"), new PlaceRep("r1", "李四", "east-1", true));

        Assert.Equal(organization.Stored(), organization.Refolded());
        Assert.Equal("新公司", organization.State.Name);
    }

    private static PureEntity<OrganizationState, OrganizationCommand, OrganizationEvent> Organization() =>
        new(OrganizationRules.Definition, OrganizationKeys.Of("acme0001"), new(2026, 3, 2));

    private static PureEntity<OrganizationState, OrganizationCommand, OrganizationEvent> Founded()
    {
        var organization = Organization();
        Assert.Null(organization.Do(new CreateOrganization("示例公司", Person("p1"))));
        return organization;
    }

    private static PureEntity<OrganizationState, OrganizationCommand, OrganizationEvent> WithUnits()
    {
        var organization = Founded();
        Assert.Null(organization.Do(new AddUnit("east", "region", "华东", "company")));
        Assert.Null(organization.Do(new AddUnit("east-1", "team", "一队", "east")));
        return organization;
    }

    private static AddPerson Person(string id, string role = Roles.Manager, string unitId = "company", string? repId = null) =>
        new(id, "张三", $"{id}@example", "hash", role, unitId, repId);
}
