using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Contracts;

/// <summary>
/// R06–R08: a signature from outside of the decision chain freezes the later nodes on another person's open board; a valid one, or two people
/// together (X19), thaw them.
/// </summary>
public sealed class AcceptanceTests(Company company, ITestOutputHelper output) : IClassFixture<Company>
{
    private const string Row = "[data-key='n/k-accept/2']";

    [Fact]
    public async Task A_mismatch_freezes_the_later_nodes_on_anothers_open_board_and_a_valid_signature_thaws_them()
    {
        await Contract("k-accept", "HT-2026-7001");
        await using var board = await company.Open(Company.OtherManager, "/payments?text=7001");
        await board.BoardIsLive();
        await Expect(board.Page.Locator(Row)).ToBeVisibleAsync();
        await board.Mark();

        await using var rep = await company.Open(Company.Manager, "/contracts/k-accept");
        await rep.Follow(async page =>
        {
            await Sign(page, "扫描一.pdf", "one", "李力", "仓库主管");
            var frozen = Stopwatch.GetTimestamp();
            await Expect(board.Page.Locator($"{Row}[data-status=frozen]")).ToBeVisibleAsync();
            var took = Stopwatch.GetElapsedTime(frozen);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[measured] frozen on another's board {took.TotalMilliseconds:0} ms after the page said so"));
            Assert.True(took < TimeSpan.FromSeconds(5), $"It took {took}.");

            await Expect(page.Locator("[data-hold] b")).ToContainTextAsync("签字无效");
            await Expect(page.Locator("[data-verdict=mismatch]")).ToContainTextAsync("职务不在决策链上");
            await Expect(page.Locator(".history")).ToContainTextAsync("及其后冻结");
            await Accessibility.FindsNothing(page);

            await Sign(page, "扫描二.pdf", "two", "王芳", "采购总监");
            await Expect(board.Page.Locator($"{Row}[data-status=frozen]")).ToHaveCountAsync(0);
            await Expect(page.Locator("[data-hold]")).ToHaveCountAsync(0);
            await Expect(page.Locator("[data-verdict=title]")).ToHaveCountAsync(1);
        });
        Assert.True(await board.IsMarked(), "The board was loaded again.");
        Assert.Empty(board.Faults);
        Assert.Empty(rep.Faults);
    }

    [Fact]
    public async Task A_director_asks_and_a_manager_agrees_and_the_one_who_asked_cannot()
    {
        await Contract("k-release", "HT-2026-7002");
        await using var manager = await company.Open(Company.Manager, "/contracts/k-release");
        await using var director = await company.Open(Company.Director, "/contracts/k-release");
        await manager.Follow(async page =>
        {
            await Sign(page, "scan.pdf", "three", "李力", "仓库主管");
            await Expect(page.Locator("[data-hold]")).ToBeVisibleAsync();
        });
        await director.Follow(async page =>
        {
            await page.ReloadAsync();
            await page.Locator("[data-hold]").GetByRole(AriaRole.Button, new() { Name = "申请解冻" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "申请解冻" }).ClickAsync();
            await Expect(dialog.Locator(".error").First).ToBeVisibleAsync();
            await dialog.GetByLabel("原因").FillAsync("客户口头确认，月底补签");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "申请解冻" }).ClickAsync();
            await Expect(page.Locator("[data-requested]")).ToContainTextAsync("客户口头确认");
            await Expect(page.Locator("[data-hold]")).ToContainTextAsync("须由另一人确认");
        });
        await manager.Follow(async page =>
        {
            await page.ReloadAsync();
            await page.Locator("[data-hold]").GetByRole(AriaRole.Button, new() { Name = "同意解冻" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "同意解冻" }).ClickAsync();
            await Expect(page.Locator("[data-hold]")).ToHaveCountAsync(0);
            await Expect(page.Locator(".history")).ToContainTextAsync("两人同意，解除冻结");
        });
    }

    private static async Task Sign(IPage page, string name, string words, string signer, string title)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "上传验收单" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("[name=scan]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = Pdf(words) });
        await Expect(dialog.Locator("[data-scan]")).ToContainTextAsync(name);
        await dialog.GetByLabel("哪次验收").SelectOptionAsync("final-accepted");
        await dialog.Locator("[name=signer]").FillAsync(signer);
        await dialog.Locator("[name=signer-title]").FillAsync(title);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>A signed contract: half when it is accepted, half ten days after.</summary>
    private async Task Contract(string id, string number)
    {
        var today = Books.Day(company.Today);
        object Term(string name, string kind, int days) => new
        {
            name, kind, trigger = new { @event = "final-accepted" }, offset = new { count = days, unit = "day" }, amount = new { share = "50%" }, owner = "sales",
            deliverables = new[] { new { type = "acceptance-report", name = "验收报告" } }, requiresInvoice = false,
        };
        await company.Sales.Post("/contracts", new
        {
            id, number, title = "产线验收", customerId = "c-mingde", repId = "rep-li", total = "100000.00",
            decisionChain = new[] { new { role = "验收", title = "采购总监" } },
            terms = new[] { Term("验收款", "acceptance", 10), Term("尾款", "final", 30) },
        });
        await company.Sales.Post($"/contracts/{id}/sign", new { signedOn = today });
    }

    private static byte[] Pdf(string words)
    {
        var text = $"%PDF-1.7\n% {words}\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
        return Encoding.Latin1.GetBytes($"{text}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n{text.Length}\n%%EOF\n");
    }
}
