using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Organizations;

/// <summary>An administrator builds up the company on the page.</summary>
[Collection(nameof(Writing))]
public sealed class OrganizationTests(Company company)
{
    private const string SignInName = "he.chuan";

    [Fact]
    public async Task A_unit_a_rep_and_their_sign_in_are_added_and_the_rep_sees_just_their_own()
    {
        await using (var window = await company.Open("admin", "/organization"))
        {
            await window.Follow(Add);
            Assert.Empty(window.Faults);
        }

        using var rep = await ApiClient.SignIn(company.Program.Address, SignInName, Company.Password);
        var session = await rep.Get("/session");
        Assert.Equal("rep", session["user"]!["role"]!.GetValue<string>());
        Assert.StartsWith("rep/", session["scope"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(session["scopes"]!.AsArray());
    }

    private static async Task Add(IPage page)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await page.GetByRole(AriaRole.Button, new() { Name = "添加单位" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog.GetByLabel("名称")).ToHaveAttributeAsync("aria-invalid", "true");
        await dialog.GetByLabel("名称").FillAsync("西南大区");
        await dialog.GetByLabel("类型").SelectOptionAsync("region");
        await Accessibility.FindsNothing(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        var region = page.Locator(".tree > li", new() { HasText = "西南大区" });
        await Expect(region).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "添加销售" }).ClickAsync();
        await dialog.GetByLabel("姓名").FillAsync("何川");
        await dialog.GetByLabel("所在单位").SelectOptionAsync(new SelectOptionValue { Label = "西南大区" });
        await Accessibility.FindsNothing(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(region.Locator(".person")).ToContainTextAsync(["尚无登录名"]);

        await region.Locator(".person").ClickAsync();
        await Expect(dialog.GetByLabel("姓名")).ToHaveValueAsync("何川");
        await dialog.GetByLabel("登录名").FillAsync(SignInName);
        await dialog.GetByLabel("初始密码").FillAsync(Company.Password);
        await Accessibility.FindsNothing(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(region.Locator(".person")).ToHaveTextAsync(["何川销售 · he.chuan"]);
    }
}
