using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Reaching;

/// <summary>C05, C06, C07: an administrator sets a rep's channels, tests them, and the broken link of a nudge is named.</summary>
[Collection(nameof(Writing))]
public sealed class ChannelTests(Company company)
{
    [Fact]
    public async Task A_channel_that_is_set_and_tested_says_on_the_page_what_became_of_the_test()
    {
        await using var window = await company.Open("admin", "/channels?id=rep-chen");
        await window.Follow(async page =>
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("陈嘉欣的提醒通道");
            await Expect(page.Locator(".channels-none")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "修改地址" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("邮件").FillAsync("nobody");
            await dialog.GetByLabel("短信（阿里云）").FillAsync("138 0000 1111");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
            await Expect(dialog.Locator(".field .error")).ToContainTextAsync("邮箱");
            await Accessibility.FindsNothing(page);
            await dialog.GetByLabel("邮件").FillAsync("chen@example.com");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
            var sms = page.Locator("[data-channel=sms-aliyun]");
            await Expect(sms).ToContainTextAsync("+8613800001111");
            await Expect(sms).ToHaveAttributeAsync("data-light", "amber");

            // This installation has settings for no channel, and says so.
            await page.GetByRole(AriaRole.Button, new() { Name = "测试我的通道" }).ClickAsync();
            await Expect(sms.Locator("[data-test]")).ToContainTextAsync("公司尚未配置此通道");
            await Expect(page.Locator("[data-channel=mail] [data-test]")).ToContainTextAsync("公司尚未配置此通道");
        });
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_contract_leads_to_the_chain_of_its_nudge_whose_broken_link_is_named_with_what_to_do()
    {
        await using var window = await company.Open(Company.Manager, "/contracts/k-04");
        await window.Follow(async page =>
        {
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "为什么没提醒" }).ClickAsync();
            await Expect(page.Locator(".why-verdict")).ToHaveAttributeAsync("data-broken", "sent");
            await Expect(page.Locator(".why-verdict")).ToHaveAttributeAsync("data-fault", "inbox-only");
            await Expect(page.Locator(".why-verdict")).ToContainTextAsync("怎么办");
            await Expect(page.Locator("[data-link=raised]")).ToHaveAttributeAsync("data-state", "ok");
            await Expect(page.Locator("[data-link=sent]")).ToHaveAttributeAsync("data-state", "broken");
        });
        Assert.Empty(window.Faults);
    }
}
