using System.Net;
using SalesGrains.Contracts;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>The printed code of a customer (P01): who scans it still has to be somebody who may see the customer.</summary>
[Collection(SharedApp.Name)]
public sealed class QrTests(SalesApp app)
{
    [Fact]
    public async Task A_printed_code_opens_its_customer_for_whoever_may_see_it()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer("苏州恒岳精密");

        var picture = await rep.Get($"/api/v1/customers/{customer}/qr");

        Assert.Equal((200, "image/svg+xml; charset=utf-8"), (picture.Status, picture.Headers["Content-Type"]));
        Assert.DoesNotMatch("style|script", picture.Text);
        var opened = (await rep.Post("/api/v1/qr/open", new { token = Token(picture.Text) })).Expect(200);
        Assert.Equal((customer, "苏州恒岳精密", "A"), (opened.Text("id"), opened.Text("name"), opened.Text("tier")));
    }

    [Fact]
    public async Task Nothing_of_the_customer_can_be_read_from_the_code()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var customer = await rep.Customer("苏州恒岳精密");

        var token = Token((await rep.Get($"/api/v1/customers/{customer}/qr")).Text);

        Assert.DoesNotContain(customer, token, StringComparison.Ordinal);
        var bytes = System.Text.Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token));
        Assert.DoesNotContain(customer, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(organization.Org, bytes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_opens_nothing_for_another_team_another_organization_or_nobody()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var east = await organization.As(Roles.Rep);
        var west = await director.Customer("杭州西禾", "rep-west");
        var token = Token((await director.Get($"/api/v1/customers/{west}/qr")).Text);

        (await east.Get($"/api/v1/customers/{west}/qr")).Refused(404, "customer.not-found");
        (await east.Post("/api/v1/qr/open", new { token })).Refused(404, "qr.not-found");
        using var stranger = await (await app.Company()).As(Roles.Director);
        (await stranger.Post("/api/v1/qr/open", new { token })).Refused(404, "qr.not-found");
        using var nobody = app.Client();
        Assert.Equal(401, (await nobody.Post("/api/v1/qr/open", new { token })).Status);
    }

    [Fact]
    public async Task A_changed_letter_anywhere_makes_it_no_code_at_all()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var token = Token((await rep.Get($"/api/v1/customers/{await rep.Customer()}/qr")).Text);

        // The last letter may bear bits that no byte holds.
        for (var i = 0; i < token.Length - 1; i += 7)
        {
            var changed = string.Concat(token.AsSpan(0, i), token[i] == 'A' ? "B" : "A", token.AsSpan(i + 1));
            (await rep.Post("/api/v1/qr/open", new { token = changed })).Refused(404, "qr.not-found");
        }

        foreach (var other in new[] { "", "x", new string('A', 2000), "你好" })
        {
            (await rep.Post("/api/v1/qr/open", new { token = other })).Refused(404, "qr.not-found");
        }
    }

    private static string Token(string picture)
    {
        var link = new Uri(PrintedCode.Read(picture));
        Assert.Equal("/m", link.AbsolutePath);
        Assert.StartsWith("?c=", link.Query, StringComparison.Ordinal);
        return WebUtility.UrlDecode(link.Query[3..]);
    }
}
