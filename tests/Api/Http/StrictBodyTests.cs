using System.Text;
using SalesGrains.Organizations;

namespace SalesGrains.Http;

/// <summary>What is not understood in full is refused, with the place at fault, and nothing has changed.</summary>
[Collection(SharedApp.Name)]
public sealed class StrictBodyTests(SalesApp app)
{
    private const string People = "/api/v1/organization/people";

    [Theory]
    [InlineData("""{"kind":"region","name":"华南","parentId":"company","colour":"red"}""", "body.unknown-member", "/colour")]
    [InlineData("""{"kind":"region","name":"华南","parentId":"company","Kind":"team"}""", "body.unknown-member", "/Kind")]
    [InlineData("""{"kind":"region","name":"华南","parentId":"company","kind":"team"}""", "body.malformed", "/")]
    [InlineData("""{"kind":"region","name":7,"parentId":"company"}""", "body.malformed", "/name")]
    [InlineData("""{"kind":"region","name":null,"parentId":"company"}""", "body.malformed", "/name")]
    [InlineData("""{"kind":"region","name":"华南"}""", "body.malformed", "/")]
    [InlineData("""{"kind":"region","name":"华南","parentId":"company",}""", "body.malformed", "/")]
    [InlineData("""{"kind":"region" /* why */,"name":"华南","parentId":"company"}""", "body.malformed", "/")]
    [InlineData("""["kind"]""", "body.malformed", "/")]
    [InlineData("null", "body.malformed", "/")]
    [InlineData("", "body.malformed", "/")]
    [InlineData("{", "body.malformed", "/")]
    [InlineData("""{"kind":"region","name":"\ud800","parentId":"company"}""", "body.malformed", "/name")]
    [InlineData("""{"kind":"region","name":"x","\udc00\ud800":"company"}""", "body.malformed", "/")]
    public async Task A_body_with_a_fault_is_refused_with_its_place(string body, string code, string field)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var before = (await organization.Grain.View())!.Version;

        var answer = await admin.Post("/api/v1/organization/units", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Equal(field, answer.Field is "" ? "/" : answer.Field);
        Assert.Equal(before, (await organization.Grain.View())!.Version);
    }

    [Theory]
    [InlineData("passwordHash", "\"AQAAAA\"")]
    [InlineData("org", "\"o0000001\"")]
    [InlineData("active", "false")]
    [InlineData("stamp", "0")]
    [InlineData("id", "\"chosen\"")]
    public async Task A_person_cannot_be_given_what_the_call_does_not_take(string member, string value)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var before = (await organization.Grain.View())!;
        var body = $$"""{"name":"李四","signInName":"li@{{organization.Org}}","password":"{{SalesApp.Password}}","role":"finance","unitId":"company","{{member}}":{{value}}}""";

        (await admin.Post(People, body)).Refused(400, "body.unknown-member", $"/{member}");

        Assert.Equal(before.Version, (await organization.Grain.View())!.Version);
    }

    [Theory]
    [InlineData("text/plain", "utf-8")]
    [InlineData("application/x-www-form-urlencoded", "utf-8")]
    [InlineData("multipart/form-data", "utf-8")]
    [InlineData("application/json", "iso-8859-1")]
    [InlineData("text/json-ish", "utf-8")]
    public async Task Only_json_in_utf_8_is_taken(string type, string charset)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var content = new ByteArrayContent("""{"kind":"region","name":"x","parentId":"company"}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"{type}; charset={charset}");

        (await admin.Post("/api/v1/organization/units", content)).Refused(415, "body.not-json");
    }

    [Fact]
    public async Task A_body_over_its_limit_is_refused()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        var answer = await admin.Post("/api/v1/organization/units", new { kind = "region", name = new string('x', 300 * 1024), parentId = "company" });

        answer.Refused(413, "body.too-large");
    }

    [Fact]
    public async Task A_body_nested_without_end_is_refused()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var deep = string.Concat(Enumerable.Repeat("""{"name":""", 5000)) + "1" + new string('}', 5000);

        (await admin.Post("/api/v1/organization/units", deep)).Expect(400);
    }

    [Theory]
    [InlineData("$", "")]
    [InlineData("$.terms[0].share", "/terms/0/share")]
    [InlineData("$['a b'].c", "/a b/c")]
    [InlineData("$[12]", "/12")]
    [InlineData("$['a/b~c']", "/a~1b~0c")]
    public void The_serializers_path_becomes_a_pointer(string path, string pointer) => Assert.Equal(pointer, JsonPointer.Of(path));
}
