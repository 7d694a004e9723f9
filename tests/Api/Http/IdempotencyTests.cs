using Microsoft.AspNetCore.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>A repeat changes nothing twice, and says what the first said.</summary>
[Collection(SharedApp.Name)]
public sealed class IdempotencyTests(SalesApp app)
{
    private const string Units = "/api/v1/organization/units";

    [Fact]
    public async Task A_thousand_parallel_repeats_of_a_create_make_one()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var key = ApiClient.NewKey();
        var body = new { kind = "region", name = "华南", parentId = "company" };
        var before = (await organization.Grain.View())!.Units.Length;

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => admin.Send(HttpMethod.Post, Units, body, key)));

        Assert.All(answers, answer => answer.Expect(201));
        Assert.Single(answers.Select(answer => (answer.Json["id"]!.GetValue<string>(), answer.Json["version"]!.GetValue<long>(), answer.Headers["Location"])).Distinct());
        Assert.Equal(before + 1, (await organization.Grain.View())!.Units.Length);
    }

    [Fact]
    public async Task The_order_of_members_and_white_space_do_not_make_another_payload()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var key = ApiClient.NewKey();

        var first = await admin.Send(HttpMethod.Post, Units, """{"kind":"region","name":"华南","parentId":"company"}""", key);
        var repeat = await admin.Send(HttpMethod.Post, Units, """{ "parentId":"company",  "name":"\u534e\u5357", "kind":"region" }""", key);

        Assert.Equal(first.Expect(201).ToJsonString(), repeat.Expect(201).ToJsonString());
    }

    [Fact]
    public async Task The_same_key_with_another_payload_is_refused()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var key = ApiClient.NewKey();
        (await admin.Send(HttpMethod.Post, Units, new { kind = "region", name = "华南", parentId = "company" }, key)).Expect(201);

        var other = await admin.Send(HttpMethod.Post, Units, new { kind = "region", name = "华北", parentId = "company" }, key);

        other.Refused(422, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_refusal_is_repeated_too()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        var key = ApiClient.NewKey();
        var body = new { id = "south-1", kind = "team", name = "三队", parentId = "south" };
        (await admin.Send(HttpMethod.Post, Units, body, key)).Refused(422, "unit.unknown", "/parentId");
        (await admin.Post(Units, new { id = "south", kind = "region", name = "华南", parentId = "company" })).Expect(201);

        (await admin.Send(HttpMethod.Post, Units, body, key)).Refused(422, "unit.unknown", "/parentId");
        (await admin.Post(Units, body)).Expect(201);
    }

    [Fact]
    public async Task Two_organizations_may_use_the_same_key()
    {
        var key = ApiClient.NewKey();
        var ids = new List<string>();
        foreach (var organization in new[] { await app.Found(), await app.Found() })
        {
            using var admin = await organization.As(Roles.Admin);
            ids.Add((await admin.Send(HttpMethod.Post, Units, new { kind = "region", name = "华南", parentId = "company" }, key)).Expect(201)["id"]!.GetValue<string>());
        }

        Assert.Equal(2, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("idempotency.key-required")]
    [InlineData("idempotency.key-malformed", "")]
    [InlineData("idempotency.key-malformed", "键")]
    [InlineData("idempotency.key-malformed", "a\tb")]
    [InlineData("idempotency.key-malformed", "one", "two")]
    public void A_key_is_one_printable_ascii_text(string code, params string[] keys)
    {
        var context = new DefaultHttpContext();
        if (keys.Length > 0)
        {
            context.Request.Headers[IdempotencyKeys.Header] = keys;
        }

        var refused = Assert.Throws<ProblemException>(() => IdempotencyKeys.Of(context.Request));

        Assert.Equal((400, code, "Idempotency-Key"), (refused.Problem.Status, refused.Problem.Code, refused.Problem.Field));
    }

    [Theory]
    [InlineData(255, 201)]
    [InlineData(256, 400)]
    public async Task A_key_has_at_most_255_characters(int length, int status)
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);

        (await admin.Send(HttpMethod.Post, Units, new { kind = "region", name = "华南", parentId = "company" }, new string('k', length))).Expect(status);
    }

    [Fact]
    public void A_derived_id_is_an_id_and_differs_by_organization_kind_and_key()
    {
        string[] ids =
        [
            DerivedId.Of("o0000001", "key", "contract"), DerivedId.Of("o0000002", "key", "contract"),
            DerivedId.Of("o0000001", "key", "customer"), DerivedId.Of("o0000001", "key2", "contract"),
        ];

        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id.Length == 26 && TenantGrains.IsId(id), id));
        Assert.Equal(ids[0], DerivedId.Of("o0000001", "key", "contract"));
    }
}
