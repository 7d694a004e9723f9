using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Customers;

/// <summary>X10 on the page: who may be here already is told while a customer is entered; two become one, and the duplicate's address leads to it.</summary>
[Collection(nameof(Writing))]
public sealed class MergingTests(Company company)
{
    [Theory]
    [InlineData("常州锦屏液压件有限公司", "锦屏液压件", 1440)]
    [InlineData("嘉善乐途轴承有限公司", "嘉善乐途轴承厂", 390)]
    public async Task A_likely_duplicate_is_told_and_merged_and_its_address_leads_to_the_customer_that_stays(string stays, string duplicate, int width)
    {
        var winner = (await company.Sales.Post("/customers", new { name = stays, tier = "A", repId = "rep-li" }))["id"]!.GetValue<string>();
        var loser = (await company.Sales.Post(
            "/customers", new { name = duplicate, tier = "B", repId = "rep-li", contacts = new[] { new { name = "顾明", title = "采购", phone = "" } } }))["id"]!.GetValue<string>();

        await using var window = await company.Open(Company.Manager, "/customers", new(width, 900));
        await window.Follow(async page =>
        {
            // While the same firm is entered for the third time, both are named; a wrong code is told at its field.
            await page.GetByRole(AriaRole.Button, new() { Name = "新增客户" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.Locator("[name=customer-name]").FillAsync($"{stays[..^4]}股份有限公司");
            await Expect(dialog.Locator($"[data-like='{winner}']")).ToContainTextAsync("名称相同");
            await Expect(dialog.Locator($"[data-like='{loser}']")).ToContainTextAsync("名称相近");
            await dialog.GetByLabel("负责销售").FillAsync("李静");
            await dialog.Locator("[role=listbox] [role=option]").First.ClickAsync();
            await dialog.Locator("[name=customer-code]").FillAsync("91350100M000100Y44");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
            await Expect(dialog.Locator("[name=customer-code]")).ToHaveAttributeAsync("aria-invalid", "true");
            await Accessibility.FindsNothing(page);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();

            await page.GotoAsync($"/customers/{loser}");
            await page.GetByRole(AriaRole.Button, new() { Name = "合并", Exact = true }).ClickAsync();
            await dialog.Locator($"[data-like='{winner}']").ClickAsync();
            await Expect(dialog.Locator("[data-conflict=tier]")).ToContainTextAsync("A");
            await Expect(dialog.Locator(".merge-moves")).ToContainTextAsync("联系人");
            await Accessibility.FindsNothing(page);
            var merge = dialog.GetByRole(AriaRole.Button, new() { Name = "合并", Exact = true });
            await Expect(merge).ToBeDisabledAsync();
            await dialog.Locator("[name=merge-sure]").CheckAsync();
            await merge.ClickAsync();
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/customers/{winner}\\?from={loser}$"));
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(stays);

            await page.GotoAsync($"/customers/{loser}");
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/customers/{winner}\\?from={loser}$"));
            await Expect(page.Locator("[data-merged]")).ToBeVisibleAsync();
            await Expect(page.Locator("main")).ToContainTextAsync("顾明");
        });
        Assert.Empty(window.Faults);
    }
}
