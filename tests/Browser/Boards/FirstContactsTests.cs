using System.Globalization;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Boards;

/// <summary>C01, C08: first contacts as a page: by deadline, each with both ways to end it, and each number with its list.</summary>
public sealed class FirstContactsTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task Each_first_contact_has_its_clock_and_both_ways_to_end_it_and_each_number_its_list()
    {
        await FieldBooks.Prepare(company);
        await using var window = await company.Open(Company.Director, "/first-contacts");
        await IsLive(window);
        var page = window.Page;
        var missed = int.Parse(await page.Locator("[data-metric=missed] b").InnerTextAsync(), CultureInfo.InvariantCulture);
        Assert.True(missed > 0, "The books have missed contacts.");
        await Expect(page.Locator(".contact[data-state=missed]")).ToHaveCountAsync(missed);
        await page.Locator(".contact[data-state=missed]").First.GetByRole(AriaRole.Button, new() { Name = "不是商机" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToContainTextAsync("原因");
        await page.GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAsync();

        await page.Locator("[data-metric=missed]").ClickAsync();
        await Expect(page.Locator("dialog [data-duty]")).ToHaveCountAsync(missed);
        await page.GetByRole(AriaRole.Button, new() { Name = "怎么算的" }).ClickAsync();
        await Expect(page.Locator("dialog .why-table tbody tr")).ToHaveCountAsync(missed);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_page_has_no_faults_of_access_and_the_period_of_misses_can_be_chosen()
    {
        await FieldBooks.Prepare(company);
        await using var window = await company.Open(Company.Director, "/first-contacts");
        await IsLive(window);
        await Accessibility.FindsNothing(window.Page);
        await window.Page.GetByLabel("开始日期").FillAsync("2020-01-01");
        await window.Page.GetByLabel("结束日期").FillAsync("2020-01-31");
        await Expect(window.Page.GetByText("这段时间没有首次联系")).ToBeVisibleAsync();
        Assert.Empty(window.Faults);
    }

    private static async Task IsLive(Window window)
    {
        await Expect(window.Page.Locator("[data-duty]").First).ToBeVisibleAsync();
        await Expect(window.State).ToHaveAttributeAsync("data-state", "live");
    }
}
