using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Organizations;

/// <summary>A key for another system: shown once, usable at once, gone when it is revoked.</summary>
[Collection(nameof(Writing))]
public sealed class ApiKeyTests(Company company)
{
    [Fact]
    public async Task A_key_is_shown_once_opens_what_its_role_may_and_nothing_after_it_is_revoked()
    {
        await using var window = await company.Open("admin", "/organization");
        await window.Follow(async page =>
        {
            var dialog = page.GetByRole(AriaRole.Dialog);
            await page.GetByRole(AriaRole.Button, new() { Name = "新建密钥" }).ClickAsync();
            await dialog.GetByLabel("用途").FillAsync("对账系统");
            await dialog.GetByLabel("角色").SelectOptionAsync("finance");
            await Accessibility.FindsNothing(page);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "新建密钥" }).ClickAsync();
            await Expect(dialog.Locator(".secret")).ToHaveTextAsync(new Regex(@"^sg_\S{20,}$"));
            await Accessibility.FindsNothing(page);
            var key = await dialog.Locator(".secret").InnerTextAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "复制" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();

            using var system = ApiClient.WithKey(company.Program.Address, key);
            Assert.Equal("finance", (await system.Get("/session"))["user"]!["role"]!.GetValue<string>());

            await page.ReloadAsync();
            var row = page.Locator("li", new() { HasText = "对账系统" });
            await Expect(row).ToContainTextAsync("财务");
            Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);

            await row.GetByRole(AriaRole.Button, new() { Name = "吊销" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "吊销" }).ClickAsync();
            await Expect(row).ToContainTextAsync("已吊销");
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => system.Get("/session"));
            Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        });
        Assert.Empty(window.Faults);
    }
}
