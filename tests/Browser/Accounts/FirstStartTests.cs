using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Accounts;

/// <summary>A new installation asks for its administrator on the page, with the code that the program printed.</summary>
[Collection(nameof(Reading))]
public sealed class FirstStartTests(Company company)
{
    private const string SetUp = "创建组织并登录";

    [Fact]
    public async Task The_first_page_makes_the_administrator_with_the_printed_code_and_is_never_shown_again()
    {
        await using var fresh = await SalesProcess.Start();
        await Wait.Until(() => fresh.Printed(@"enter the code (\S+)") is not null, Company.Patience, "the setup code");
        await using var window = await company.Open(null, "/", through: fresh.Address);
        await window.Follow(page => Walk(window, page, fresh.Printed(@"enter the code (\S+)")!));

        using var nobody = ApiClient.Nobody(fresh.Address);
        Assert.False((await nobody.Get("/setup"))["needed"]!.GetValue<bool>());
    }

    private static async Task Walk(Window window, IPage page, string code)
    {
        await Expect(page.Locator("h1")).ToHaveTextAsync("设置第一位管理员");
        await Accessibility.FindsNothing(page);
        await page.GetByLabel("一次性代码").FillAsync("wrong-code");
        await page.GetByLabel("组织名称").FillAsync("西岭装备");
        await page.GetByLabel("您的姓名").FillAsync("许知");
        await page.GetByLabel("登录名").FillAsync("xu.zhi");
        await page.GetByLabel("密码").FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = SetUp }).ClickAsync();
        await Expect(page.GetByLabel("一次性代码")).ToHaveAttributeAsync("aria-invalid", "true");

        await page.GetByLabel("一次性代码").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = SetUp }).ClickAsync();
        await Expect(page.GetByLabel("密码")).ToHaveAttributeAsync("aria-invalid", "true");

        await page.GetByLabel("密码").FillAsync(Company.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = SetUp }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/organization$"));
        await Expect(page.Locator(".unit-name")).ToHaveTextAsync(["西岭装备"]);
        await Expect(page.Locator(".person")).ToContainTextAsync(["许知"]);

        await page.Locator(".rail .who").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("登录");
        await page.Locator("input[name=username]").FillAsync("xu.zhi");
        await page.Locator("input[name=password]").FillAsync(Company.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Expect(page.Locator(".unit-name")).ToHaveTextAsync(["西岭装备"]);
        Assert.Empty(window.Faults);
    }
}
