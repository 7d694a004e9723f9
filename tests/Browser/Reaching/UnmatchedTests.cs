using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Reaching;

/// <summary>C04: a contact that nobody can place is placed from the tray, or told to be nobody's.</summary>
[Collection(nameof(Writing))]
public sealed class UnmatchedTests(Company company)
{
    [Fact]
    public async Task The_call_that_ends_first_stands_first_and_two_presses_give_it_to_its_customer()
    {
        await Signals.Call(company, "tray-late", "13912340001", "rep-li", 2);
        await Signals.Call(company, "tray-soon", "13912340002", "rep-wang", 22);
        await using var window = await company.Open(Company.Manager, "/unmatched");
        await window.Follow(async page =>
        {
            var soon = page.Locator("[data-identity]").Filter(new() { HasText = "139****0002" });
            var late = page.Locator("[data-identity]").Filter(new() { HasText = "139****0001" });
            await Expect(page.Locator("[data-identity]").First).ToContainTextAsync("139****0002");
            await Expect(soon).ToHaveAttributeAsync("data-urgency", "red");
            await Expect(soon).ToContainTextAsync(new Regex(@"剩 1:59:\d\d|剩 2:00:00"));
            await Expect(late).ToHaveAttributeAsync("data-urgency", "calm");
            await Expect(soon.GetByRole(AriaRole.Button, new() { Name = "匹配" })).ToBeDisabledAsync();

            await soon.GetByRole(AriaRole.Combobox).FillAsync("明德");
            await page.GetByRole(AriaRole.Option).Filter(new() { HasText = "南京明德" }).ClickAsync();
            await soon.GetByRole(AriaRole.Button, new() { Name = "匹配" }).ClickAsync();
            await Expect(soon).ToHaveCountAsync(0);

            await late.GetByRole(AriaRole.Button, new() { Name = "不是客户" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "不是客户" }).ClickAsync();
            await Expect(dialog.Locator(".field .error")).ToBeVisibleAsync();
            await Accessibility.FindsNothing(page);
            await dialog.GetByLabel("原因").FillAsync("快递公司");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "不是客户" }).ClickAsync();
            await Expect(page.Locator("[data-identity]")).ToHaveCountAsync(0);
        });
        await Wait.Until(async () => (await company.Sales.Get("/unmatched"))["items"]!.AsArray().Count == 0, Company.Patience, "the tray to be empty for everybody");
        Assert.Empty(window.Faults);
    }
}
