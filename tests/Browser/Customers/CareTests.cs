using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Customers;

/// <summary>How a customer is looked after, on its page: the first contact's clock, opportunities, follow-ups, the timeline.</summary>
[Collection(nameof(Writing))]
public sealed class CareTests(Company company)
{
    [Theory]
    [InlineData("clock", 1440)]
    [InlineData("clock-phone", 390)]
    public async Task The_clock_of_a_first_contact_runs_until_there_is_an_opportunity_and_the_opportunity_goes_through_its_stages(string mark, int width)
    {
        var id = await Customer(mark);
        await using var window = await company.Open(Company.Manager, $"/customers/{id}", new(width, 900));
        await window.Follow(async page =>
        {
            var first = page.Locator(".care-first");
            await Expect(first).ToContainTextAsync("还没有首次联系");
            await first.GetByRole(AriaRole.Button, new() { Name = "登记联系" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("什么时候").SelectOptionAsync("120");
            await Accessibility.FindsNothing(page);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "登记联系" }).ClickAsync();
            await Expect(first).ToHaveAttributeAsync("data-first", "running");
            await Expect(first.Locator(".clock")).ToContainTextAsync(new Regex("还剩 (21 小时 5[0-9]|22 小时 0) 分"));
            await Accessibility.FindsNothing(page);

            await first.GetByRole(AriaRole.Button, new() { Name = "创建商机" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "创建商机" }).ClickAsync();
            await Expect(dialog.Locator(".error")).ToBeVisibleAsync();
            await dialog.GetByLabel("内容").FillAsync("一号车间改造");
            await dialog.GetByLabel("预计金额（元，可不填）").FillAsync("86万");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "创建商机" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
            await Expect(first).ToHaveAttributeAsync("data-first", "opportunity");

            var opportunity = page.Locator("[data-opportunity]");
            await Expect(opportunity).ToContainTextAsync("860,000.00");
            await opportunity.GetByLabel("一号车间改造 的阶段").SelectOptionAsync("proposal");
            await Expect(opportunity.Locator(".stages .reached")).ToHaveCountAsync(3);
            await opportunity.GetByRole(AriaRole.Button, new() { Name = "结束" }).ClickAsync();
            await dialog.GetByLabel("结果").SelectOptionAsync("lost");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "输单" }).ClickAsync();
            await Expect(dialog.Locator(".error")).ToBeVisibleAsync();
            await dialog.GetByLabel("原因").FillAsync("预算取消");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "输单" }).ClickAsync();
            await Expect(opportunity.Locator(".chip")).ToHaveTextAsync("输单");

            var timeline = page.Locator(".history");
            foreach (var line in new[] { "登记联系：拜访", "首次联系：人工登记", "创建商机：一号车间改造", "商机进入「方案报价」", "商机输单：预算取消" })
            {
                await Expect(timeline).ToContainTextAsync(line);
            }

            // It was two hours ago, and says so.
            await Expect(timeline.Locator("li", new() { HasText = "登记联系：拜访" })).ToContainTextAsync("补录于");
        });
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_follow_up_shows_what_it_is_worth_and_why_and_a_managers_look_is_told()
    {
        var id = await Customer("viewed");
        var now = (await company.Sales.Get("/session"))["clock"]!["now"]!.GetValue<DateTimeOffset>();
        await company.Sales.Post($"/customers/{id}/follow-ups", new { occurredAt = now.AddMinutes(-10), done = "demo", said = "budget", next = "quote", note = "张总担心接口对接不上。周五我给张总发报价单。" });
        await using var window = await company.Open(Company.Manager, $"/customers/{id}");
        await window.Follow(async page =>
        {
            var followUp = page.Locator("[data-follow-up]");
            await Expect(followUp).ToContainTextAsync("已演示产品 · 客户提出预算质疑 · 准备并提交报价");
            await Expect(followUp).ToContainTextAsync("未核实 · 0 条佐证");
            await Expect(followUp).ToContainTextAsync("客户质疑预算但还没有报价");
            await followUp.GetByText(new Regex("分的原因$")).ClickAsync();
            await Expect(followUp.Locator(".why")).ToContainTextAsync("写到了具体的人：张总+18");
            await Accessibility.FindsNothing(page);
            await followUp.GetByRole(AriaRole.Button, new() { Name = "标为已阅" }).ClickAsync();
            await Expect(followUp).ToContainTextAsync("主管已阅：周倩");
            await Expect(page.Locator(".history")).ToContainTextAsync("主管已阅跟单");
        });
        var stored = (await company.Sales.Get($"/customers/{id}/follow-ups"))["items"]![0]!;
        Assert.Equal("周倩", stored["viewedBy"]!.GetValue<string>());
        Assert.Empty(window.Faults);
    }

    private async Task<string> Customer(string mark)
    {
        var id = $"c-care-{mark}";
        await company.Sales.Post("/customers", new { id, name = "常州同创机电有限公司", tier = "B", repId = "rep-li", industry = "制造" });
        return id;
    }
}
