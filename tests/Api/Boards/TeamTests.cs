using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>A team at a glance over HTTP.</summary>
[Collection(SharedApp.Name)]
public sealed class TeamTests(SalesApp app)
{
    [Fact]
    public async Task Each_number_of_a_rep_is_the_length_of_the_list_that_it_opens()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var manager = await organization.As(Roles.Manager);
        var customer = await director.Customer();
        var contract = await director.Contract(Selling.Draft(customer, "HT-1", [Selling.DueOn("2026-01-05", "1000.00")]));
        (await director.Post($"/api/v1/contracts/{contract}/sign", new { signedOn = "2026-01-02" })).Expect(200);
        var fresh = await director.Customer("苏州二厂");
        (await director.Post($"/api/v1/customers/{fresh}/contacts", new { at = TimeProvider.System.GetUtcNow(), channel = "visit" })).Expect(201);

        JsonArray? numbers = null;
        await Selling.Eventually(
            async () => (numbers = (await manager.Get("/api/v1/boards/team")).Expect(200)["reps"]!.AsArray().Single()!["numbers"]!.AsArray()).Count == 2,
            "both numbers");

        foreach (var number in numbers!)
        {
            var list = (await manager.Get($"/api/v1/boards/{number!.Text("board")}/items?rep=rep-east&bucket={number!.Text("metric")}")).Expect(200);
            Assert.Equal((number!.Text("count"), number!.Text("amount")), (list.Text("count"), list.Text("amount")));
        }

        Assert.Equal(["payment", "running"], numbers!.Select(number => number!.Text("metric")));
        (await manager.Get("/api/v1/boards/team?scope=company")).Refused(403, "scope.forbidden", "scope");
    }
}
