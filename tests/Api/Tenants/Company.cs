using SalesGrains.Organizations;

namespace SalesGrains.Tenants;

/// <summary>An organisation with one of everything: a customer, a signed contract, a receipt, a key.</summary>
internal sealed record Company(TestOrganization Organization, Ids Ids)
{
    /// <summary>Founds one; its mark stands in every name.</summary>
    public static async Task<Company> Found(SalesApp app, string mark, string prefix, string total = "100.00", string received = "2.00")
    {
        var organization = await app.Found(mark, prefix);
        using var admin = await organization.As(Roles.Admin);
        using var director = await organization.As(Roles.Director);
        using var finance = await organization.As(Roles.Finance);
        var ids = new Ids(organization.Org, $"{prefix}east", $"{prefix}east-1", $"{prefix}rep-east", organization.IdOf(Roles.Rep), "", "", "", "", $"{prefix}nudge");
        (await admin.Post("/api/v1/reps", new { id = ids.Rep, name = $"{mark}销售", unitId = ids.Team })).Expect(201);
        await Wait.Until(
            async () => (await organization.Grain.Tree()).Reps.ContainsKey(ids.Rep), TimeSpan.FromSeconds(20), "the rep to be placed");
        ids = ids with { ApiKey = await Created(admin, "/api/v1/api-keys", new { name = $"{mark}钥匙", role = "manager", unitId = ids.Unit }) };
        ids = ids with { Customer = await Created(director, "/api/v1/customers", new { name = $"{mark}客户", tier = "A", repId = ids.Rep }) };
        ids = ids with { Contract = await Created(director, "/api/v1/contracts", SampleBodies.Draft(ids, $"{mark}-1", total, $"{mark}合同")) };
        (await director.Post($"/api/v1/contracts/{ids.Contract}/sign", new { signedOn = "2026-01-20" })).Expect(200);
        ids = ids with
        {
            Receipt = (await finance.Post(
                $"/api/v1/customers/{ids.Customer}/receipts",
                new { amount = received, receivedOn = "2026-01-20", contractId = ids.Contract, nodeNo = 1, remark = $"{mark}汇款" })).Expect(201)["id"]!.GetValue<string>(),
        };
        (await director.Post(
            "/api/v1/signals/calls",
            new { items = new[] { new { id = "call-1", number = ids.Phone, startedAt = "2026-01-20T01:00:00Z", repId = ids.Rep } } })).Expect(200);
        return new(organization, ids);
    }

    /// <summary>The versions of all that it has: nothing of it changed when they are the same.</summary>
    public async Task<string> Versions(ApiClient admin, ApiClient director) => string.Join(" ",
        (await admin.Get("/api/v1/organization")).Expect(200)["version"]!.ToJsonString(),
        (await admin.Get("/api/v1/rules")).Expect(200).ToJsonString(),
        (await admin.Get("/api/v1/calendar")).Expect(200).ToJsonString(),
        (await director.Get($"/api/v1/contracts/{Ids.Contract}")).Expect(200)["version"]!.ToJsonString(),
        (await director.Get($"/api/v1/customers/{Ids.Customer}")).Expect(200)["version"]!.ToJsonString(),
        (await director.Get($"/api/v1/reps/{Ids.Rep}")).Expect(200)["version"]!.ToJsonString());

    private static async Task<string> Created(ApiClient client, string path, object body) =>
        (await client.Post(path, body)).Expect(201)["id"]!.GetValue<string>();
}
