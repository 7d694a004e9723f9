using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>Comments on a customer over HTTP (X18): who is mentioned is reminded, who wrote it takes it back, nobody else sees it.</summary>
[Collection(SharedApp.Name)]
public sealed class CommentHttpTests(SalesApp app)
{
    [Fact]
    public async Task Who_is_mentioned_is_reminded_until_they_have_read_it_and_the_comment_stands_on_the_timeline()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        var people = (await rep.Get($"/api/v1/customers/{id}/mentionable")).Expect(200)["people"]!.AsArray();
        Assert.Equal(["director", "manager"], people.Select(one => one!.Text("role")).Order());

        (await rep.Post($"/api/v1/customers/{id}/comments", new { id = "c-1", text = "报价能再让 3% 吗？\n<b>急</b>", mentions = new[] { organization.IdOf(Roles.Manager) } })).Expect(201);

        System.Text.Json.Nodes.JsonNode? nudge = null;
        await Selling.Eventually(
            async () => (nudge = (await manager.Get("/api/v1/nudges")).Expect(200)["items"]!.AsArray().FirstOrDefault(one => one!.Text("rule") == "mention")) is not null,
            "the manager to be reminded");
        var entry = (await manager.Get($"/api/v1/customers/{id}/timeline")).Expect(200)["items"]!.AsArray().Single(one => one!.Text("type") == "comment-added")!;
        Assert.Equal("报价能再让 3% 吗？\n<b>急</b>", entry["data"]!.Text("text"));

        (await manager.Post($"/api/v1/nudges/customer/{id}/{nudge!.Text("nudgeId")}/seen", null)).Expect(200);
        await Selling.Eventually(
            async () => !(await manager.Get("/api/v1/nudges")).Expect(200)["items"]!.AsArray().Any(one => one!.Text("rule") == "mention"), "the mention to be read");
    }

    [Fact]
    public async Task Only_its_author_takes_a_comment_back_and_then_no_page_shows_it()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await rep.Customer();
        (await rep.Post($"/api/v1/customers/{id}/comments", new { id = "c-1", text = "写错客户了" })).Expect(201);

        (await manager.Post($"/api/v1/customers/{id}/comments/c-1/remove", null)).Refused(422, "comment.not-yours");
        (await rep.Post($"/api/v1/customers/{id}/comments/c-1/remove", null)).Expect(200);

        var timeline = (await rep.Get($"/api/v1/customers/{id}/timeline")).Expect(200);
        Assert.DoesNotContain("写错客户了", timeline.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(timeline["items"]!.AsArray(), one => one!.Text("type") == "comment-removed");
    }

    [Fact]
    public async Task Who_does_not_look_after_the_customer_cannot_be_mentioned_and_who_does_not_see_it_comments_nothing()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var director = await organization.As(Roles.Director);
        var (mine, others) = (await rep.Customer(), (await director.Post("/api/v1/customers", new { name = "乙", tier = "A", repId = "rep-west" })).Expect(201).Text("id"));

        (await rep.Post($"/api/v1/customers/{mine}/comments", new { text = "请看", mentions = new[] { organization.IdOf(Roles.Director), organization.IdOf(Roles.Finance) } }))
            .Refused(422, "comment.mention-unreachable", "/mentions/1");
        (await rep.Post($"/api/v1/customers/{mine}/comments", new { text = " " })).Refused(422, "comment.text-missing", "/text");
        (await rep.Post($"/api/v1/customers/{others}/comments", new { text = "请看" })).Refused(404, "customer.not-found");
        (await rep.Get($"/api/v1/customers/{others}/mentionable")).Refused(404, "customer.not-found");
    }
}
