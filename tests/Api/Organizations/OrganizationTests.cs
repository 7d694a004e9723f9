namespace SalesGrains.Organizations;

/// <summary>Units, people and the calendar over HTTP.</summary>
[Collection(SharedApp.Name)]
public sealed class OrganizationTests(SalesApp app)
{
    [Fact]
    public async Task Everybody_sees_the_units_in_tree_order_and_only_administrators_see_the_people()
    {
        var organization = await app.Found();
        using var rep = await organization.As(Roles.Rep);
        using var admin = await organization.As(Roles.Admin);

        var seen = (await rep.Get("/api/v1/organization")).Expect(200);
        var administered = (await admin.Get("/api/v1/organization")).Expect(200);

        Assert.Equal(["company", "east", "east-1", "west", "west-1"], seen["units"]!.AsArray().Select(unit => unit!["id"]!.GetValue<string>()));
        Assert.Empty(seen["people"]!.AsArray());
        Assert.Equal(6, administered["people"]!.AsArray().Count);
        Assert.DoesNotContain("assword", administered.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("region", "", "company", "name.length", "/name")]
    [InlineData("city", "华南", "company", "unit.kind-unknown", "/kind")]
    [InlineData("region", "华南", "east", "unit.parent-kind", "/parentId")]
    [InlineData("team", "华南", "nowhere", "unit.unknown", "/parentId")]
    [InlineData("team", "华南", "east-1", "unit.parent-kind", "/parentId")]
    public async Task A_unit_that_does_not_fit_is_refused(string kind, string name, string parentId, string code, string field)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        (await admin.Post("/api/v1/organization/units", new { kind, name, parentId })).Refused(422, code, field);
    }

    [Fact]
    public async Task A_sign_in_name_is_unique_in_the_installation()
    {
        var ours = await app.Found();
        var theirs = await app.Found();
        using var admin = await ours.As(Roles.Admin);
        var person = new { name = "李四", signInName = theirs.NameOf(Roles.Rep).ToUpperInvariant(), password = SalesApp.Password, role = "finance", unitId = "company" };

        (await admin.Post("/api/v1/organization/people", person)).Refused(422, "person.sign-in-name-taken", "/signInName");
    }

    [Fact]
    public async Task A_person_that_is_refused_gives_the_name_back()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var name = $"li@{organization.Org}";
        var refused = new { name = "李四", signInName = name, password = SalesApp.Password, role = "rep", unitId = "east-1" };

        (await admin.Post("/api/v1/organization/people", refused)).Refused(422, "person.rep-required", "/repId");
        (await admin.Post("/api/v1/organization/people", new { name = "李四", signInName = name, password = SalesApp.Password, role = "finance", unitId = "east-1" })).Expect(201);

        using var person = app.Client();
        await person.SignIn(name, SalesApp.Password);
    }

    [Theory]
    [InlineData("x", "password.too-short", "/password")]
    [InlineData("elevenchars", "password.too-short", "/password")]
    public async Task A_password_has_at_least_twelve_characters(string password, string code, string field)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        var answer = await admin.Post(
            "/api/v1/organization/people", new { name = "李四", signInName = $"li@{organization.Org}", password, role = "finance", unitId = "company" });

        answer.Refused(422, code, field);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        var answer = await admin.Put(
            $"/api/v1/organization/people/{organization.IdOf(Roles.Admin)}", new { name = "x", role = "finance", unitId = "company", active = true });

        answer.Refused(422, "person.last-administrator");
    }

    [Fact]
    public async Task A_person_who_is_not_there_cannot_be_changed()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        (await admin.Put("/api/v1/organization/people/nobody", new { name = "x", role = "finance", unitId = "company", active = true })).Refused(404, "person.not-found");
        (await admin.Put("/api/v1/organization/people/No!Body", new { name = "x", role = "finance", unitId = "company", active = true })).Refused(404, "person.not-found");
    }

    [Theory]
    [InlineData(2026, "official")]
    [InlineData(2027, "provisional")]
    [InlineData(2090, "missing")]
    public async Task A_calendar_year_says_how_well_it_is_known(int year, string status)
    {
        var organization = await app.Found();
        using var rep = await organization.As(Roles.Rep);

        var calendar = (await rep.Get($"/api/v1/calendar/{year}")).Expect(200);

        Assert.Equal(status, calendar["status"]!.GetValue<string>());
        Assert.Equal(status == "missing", calendar["days"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task A_calendar_year_out_of_range_is_not_there()
    {
        var organization = await app.Found();
        using var rep = await organization.As(Roles.Rep);

        (await rep.Get("/api/v1/calendar/1999")).Refused(404, "id.unknown");
    }
}
