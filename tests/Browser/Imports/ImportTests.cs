using System.Text;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Imports;

/// <summary>A spreadsheet as Chinese spreadsheet programs save it, looked at and then imported on the page.</summary>
[Collection(nameof(Writing))]
public sealed class ImportTests(Company company)
{
    private const string Header = "合同编号,合同名称,客户编号,销售编号,合同金额,签约日期,节点名称,节点类型,触发事件,固定日期,期限,单位,比例或金额,责任人,交付物,需开票,触发日期";
    private const string Good = "HT-I-{0},真空镀膜线{0},C-HENGYUE,REP-LI,\"¥120,000.00\",2026年1月5日,全款,全款,签约,,5,工作日,100%,销售,合同扫描件,是,";

    /// <summary>What is wrong in which column, and what must stand in the report for it.</summary>
    private static readonly (string From, string To, string Column)[] Faults =
    [
        ("\"¥120,000.00\"", "12.345", "合同金额"), ("C-HENGYUE", "C-9999", "客户编号"), ("2026年1月5日", "2026-02-30", "签约日期"),
        (",全款,全款,", ",全款,奇怪,", "节点类型"), (",签约,", ",什么时候,", "触发事件"), (",工作日,", ",星期,", "单位"),
        (",100%,", ",0%,", "比例或金额"), (",销售,", ",老板,", "责任人"), (",是,", ",也许,", "需开票"), ("REP-LI", "REP-99", "销售编号"),
    ];

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public async Task Ten_planted_faults_are_reported_by_row_and_column_and_a_good_file_is_imported_once()
    {
        await using var window = await company.Open(Company.Manager, "/import");
        var page = window.Page;
        var faulty = Faults.Select((fault, i) => Line(i + 100).Replace(fault.From, fault.To, StringComparison.Ordinal)).Prepend(Line(1));
        await Choose(page, faulty);

        await Expect(page.Locator("[data-metric=good]")).ToHaveTextAsync("1");
        await Expect(page.Locator("[data-metric=bad]")).ToHaveTextAsync($"{Faults.Length}");
        await Expect(page.GetByTestId("import-report")).ToContainTextAsync("GB18030");
        var rows = page.Locator(".of-problems tbody tr");
        await Expect(rows).ToHaveCountAsync(Faults.Length);
        for (var i = 0; i < Faults.Length; i++)
        {
            // Row 1 is the header, row 2 the good one.
            Assert.Equal([$"{i + 3}", Faults[i].Column], (await rows.Nth(i).Locator("td").AllInnerTextsAsync()).Take(2));
            await Expect(rows.Nth(i).Locator("td").Nth(2)).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[一-龥]{3,}"));
        }

        Assert.Empty((await company.Sales.Get("/contracts?search=HT-I-"))["items"]!.AsArray());

        await Choose(page, [Line(1), Line(2)]);
        await Expect(page.Locator("[data-metric=bad]")).ToHaveTextAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "导入 2 行" }).ClickAsync();
        await Expect(page.GetByText("新增 2，更新 0，不变 0")).ToBeVisibleAsync();
        await Wait.Until(
            async () => (await company.Sales.Get("/contracts?search=HT-I-"))["items"]!.AsArray().Count == 2, Company.Patience, "the imported contracts in the list");

        await Choose(page, [Line(1), Line(2)]);
        await Expect(page.Locator(".of-preview tbody tr")).ToContainTextAsync(["不变", "不变"]);
        Assert.Empty(window.Faults);
    }

    private static string Line(int no) => Good.Replace("{0}", $"{no}", StringComparison.Ordinal);

    private static Task Choose(IPage page, IEnumerable<string> lines) => page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
    {
        Name = "合同.csv",
        MimeType = "text/csv",
        Buffer = Gb18030.GetBytes(string.Join("\r\n", lines.Prepend(Header))),
    });
}
