using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Contracts;

/// <summary>A manager enters a contract and follows it to its first payment, all in the browser.</summary>
public sealed class JourneyTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task A_contract_goes_from_the_form_to_its_first_payment_and_its_history_says_who_and_when()
    {
        await using var window = await company.Open(null, "/");
        await window.Follow(page => Walk(window, page));
        var stored = await company.Sales.Get($"/contracts/{window.Page.Url.Split('/')[^1]}");
        Assert.Equal(("signed", "37500.00", "87500.00"), (stored["stage"]!.GetValue<string>(), stored["paid"]!.GetValue<string>(), stored["open"]!.GetValue<string>()));
        Assert.Empty(window.Faults);
    }

    private static async Task Walk(Window window, IPage page)
    {
        await page.Locator("input[name=username]").FillAsync(Company.Manager);
        await page.Locator("input[name=password]").FillAsync(Company.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await window.BoardIsLive();

        await page.GotoAsync("/contracts/new");
        await page.Locator("input[name=number]").FillAsync("HT-2026-7001");
        await page.Locator("input[name=title]").FillAsync("激光切割单元");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "客户" }).FillAsync("恒岳");
        await Expect(page.Locator(".picker [role=option]")).ToHaveTextAsync(["苏州恒岳精密制造有限公司李静"]);
        await page.Locator(".picker [role=option]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "客户" })).ToHaveValueAsync("苏州恒岳精密制造有限公司");
        await page.GetByLabel("合同金额（元）").FillAsync("125000");
        await page.GetByLabel("按模板拆分").SelectOptionAsync("30-60-10");

        var preview = page.Locator(".preview");
        await Expect(preview.Locator(".preview-nodes .num")).ToHaveTextAsync(["37,500.00", "75,000.00", "12,500.00"]);
        await Expect(preview.Locator("[data-metric=preview-sum]")).ToHaveTextAsync("125,000.00");
        await Expect(preview.Locator(".preview-nodes li").First).ToContainTextAsync(new Regex(@"\d+月\d+日"));
        await Expect(preview).ToContainTextAsync("可以签约");

        var saved = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync(), answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/contracts", StringComparison.Ordinal));
        Assert.True(saved.Status == 201, $"The draft was answered with {saved.Status}: {await saved.TextAsync()}");
        await Expect(page).ToHaveURLAsync(new Regex("/contracts/[a-z0-9-]{20,}$"));
        await Expect(page.Locator(".summary")).ToContainTextAsync("草稿");

        await page.GetByRole(AriaRole.Button, new() { Name = "签约" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认签约" }).ClickAsync();
        await Expect(page.Locator("[data-node]")).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Button, new() { Name = "登记事件" }).ClickAsync();
        await page.Locator("dialog select").SelectOptionAsync("final-accepted");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-node='2']")).ToHaveAttributeAsync("data-status", new Regex("upcoming|due-soon"));

        await page.GetByRole(AriaRole.Button, new() { Name = "登记收款" }).First.ClickAsync();
        await page.Locator("dialog").GetByLabel("付款节点").SelectOptionAsync("1");
        await page.Locator("dialog").GetByLabel("金额（元）").FillAsync("37500");
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "登记收款" }).ClickAsync();
        await Expect(page.Locator("[data-node='1']")).ToHaveAttributeAsync("data-status", "settled");
        await Expect(page.Locator("[data-metric=paid]")).ToHaveTextAsync("37,500.00");

        foreach (var type in new[] { "contract-drafted", "contract-signed", "milestone-recorded", "payment-applied" })
        {
            var entry = page.Locator($".history [data-type='{type}']").First;
            await Expect(entry).ToContainTextAsync("周倩");
            await Expect(entry.Locator("time")).ToHaveAttributeAsync("datetime", new Regex(@"^20\d\d-\d\d-\d\dT"));
        }
    }
}
