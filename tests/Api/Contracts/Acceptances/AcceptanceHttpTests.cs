using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SalesGrains.Organizations;

namespace SalesGrains.Contracts.Acceptances;

[Collection(SharedApp.Name)]
public sealed class AcceptanceHttpTests(SalesApp app)
{
    private static readonly byte[] Scan = Pdf("a scan");

    [Fact]
    public async Task A_signer_outside_of_the_chain_freezes_and_one_of_it_ends_the_freeze()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var id = await Signed(rep, "HT-1");
        var file = await Upload(rep, id, Scan);
        Assert.Equal(("pdf", Convert.ToHexStringLower(SHA256.HashData(Scan))), (file.Text("type"), file.Text("sha256")));

        (await Record(rep, id, file, "仓库主管")).Expect(200);
        var frozen = await rep.Page(id);
        Assert.Equal(["overdue", "frozen"], frozen["nodes"]!.AsArray().Select(node => node!.Text("status")));
        Assert.Equal(("mismatch", "700.00"), (frozen["acceptances"]!["items"]![0]!.Text("verdict"), frozen["acceptances"]!.Text("atRisk")));
        Assert.Equal("h1", frozen["acceptances"]!["holds"]![0]!.Text("id"));

        (await Record(rep, id, await Upload(rep, id, Pdf("signed again")), "总裁")).Expect(200);
        var free = await rep.Page(id);
        Assert.Empty(free["acceptances"]!["holds"]!.AsArray());
        Assert.Equal("2026-03-16", free["nodes"]![1]!.Text("dueOn"));
        Assert.Equal("总经理", free["acceptances"]!["items"]![0]!.Text("matchedTitle"));
    }

    [Fact]
    public async Task A_director_asks_and_another_person_agrees()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var director = await organization.As(Roles.Director);
        using var manager = await organization.As(Roles.Manager);
        var id = await Signed(rep, "HT-2");
        (await Record(rep, id, await Upload(rep, id, Scan), "仓库主管")).Expect(200);
        (await manager.Post($"/api/v1/contracts/{id}/holds/h1/release-requests", new { reason = "口头确认" })).Refused(403, "role.forbidden");

        (await director.Post($"/api/v1/contracts/{id}/holds/h1/release-requests", new { reason = "口头确认" })).Expect(200);
        (await director.Post($"/api/v1/contracts/{id}/holds/h1/release-decisions", new { approved = true })).Refused(422, "release.same-person");
        (await manager.Post($"/api/v1/contracts/{id}/holds/h1/release-decisions", new { approved = true })).Expect(200);

        Assert.Empty((await rep.Page(id))["acceptances"]!["holds"]!.AsArray());
    }

    [Fact]
    public async Task A_named_delegate_signs_for_the_chain()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        using var manager = await organization.As(Roles.Manager);
        var id = await Signed(rep, "HT-3");

        (await manager.Post($"/api/v1/contracts/{id}/delegates", new { name = "王立", from = "2026-03-01", until = "2026-03-31", reason = "授权书" })).Expect(200);
        (await Record(rep, id, await Upload(rep, id, Scan), "仓库主管")).Expect(200);

        Assert.Equal("delegate", (await rep.Page(id))["acceptances"]!["items"]![0]!.Text("verdict"));
    }

    [Fact]
    public async Task A_scan_is_given_out_as_it_came_and_as_nothing_that_a_browser_runs()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var id = await Signed(rep, "HT-4");
        var file = await Upload(rep, id, Scan);
        var path = $"/api/v1/contracts/{id}/files/{file.Text("sha256")}";
        (await rep.Get(path)).Refused(404, "upload.not-found");
        (await Record(rep, id, file, "总经理")).Expect(200);

        using var answer = await rep.Http.GetAsync(new Uri(app.Address, path));

        Assert.Equal(Scan, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/pdf", "attachment"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("scan.pdf", "<html>", "upload.type-unknown", null)]
    [InlineData("scan.png", "%PDF-1.7 ", "upload.other-type", "name")]
    [InlineData("../scan.pdf", "%PDF-1.7 ", "upload.name", "name")]
    [InlineData("scan.pdf", "%PDF-1.7 cut off", "upload.damaged", null)]
    public async Task What_is_no_scan_is_not_kept(string name, string content, string code, string? field)
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var id = await Signed(rep, "HT-5");

        (await Send(rep, id, name, Encoding.Latin1.GetBytes(content))).Refused(422, code, field);
    }

    [Fact]
    public async Task A_scan_of_another_contract_is_none_of_this_one()
    {
        var organization = await app.Company();
        using var rep = await organization.As(Roles.Rep);
        var (one, other) = (await Signed(rep, "HT-6"), await Signed(rep, "HT-7"));
        var file = await Upload(rep, one, Scan);

        (await Record(rep, other, file, "总经理")).Refused(422, "acceptance.file", "/file/sha256");
    }

    private static async Task<string> Signed(ApiClient client, string number)
    {
        var customer = await client.Customer();
        var id = await client.Contract(new
        {
            number, title = "仓储物流系统", customerId = customer, total = "1000.00", terms = new[] { Selling.Prepay(), Selling.Acceptance() },
            decisionChain = new[] { new { role = "approver", title = "总经理" } },
        });
        (await client.Post($"/api/v1/contracts/{id}/sign", new { signedOn = "2026-02-13" })).Expect(200);
        return id;
    }

    private static async Task<JsonNode> Upload(ApiClient client, string id, byte[] bytes) => (await Send(client, id, "验收单.pdf", bytes)).Expect(200);

    private static Task<ApiAnswer> Send(ApiClient client, string id, string name, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return client.Send(HttpMethod.Post, $"/api/v1/contracts/{id}/files", content, null, ("X-File-Name", Uri.EscapeDataString(name)));
    }

    private static Task<ApiAnswer> Record(ApiClient client, string id, JsonNode file, string title) =>
        client.Post($"/api/v1/contracts/{id}/acceptances", new
        {
            @event = "final-accepted", signedOn = "2026-03-02", signerName = "王立", signerTitle = title, file = new { sha256 = file.Text("sha256"), name = "验收单.pdf" },
        });

    private static byte[] Pdf(string words)
    {
        var text = $"%PDF-1.7\n% {words}\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
        return Encoding.Latin1.GetBytes($"{text}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n{text.Length}\n%%EOF\n");
    }
}
