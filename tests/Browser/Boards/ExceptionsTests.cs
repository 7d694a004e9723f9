using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Boards;

/// <summary>A rep ticks a follow-up in one browser, the manager's number moves in another; and each number opens what it counts.</summary>
public sealed class ExceptionsTests(Company company, ITestOutputHelper output) : IClassFixture<Company>
{
    private const string Number = ".figures [data-metric='follow-up'] b";
    private const string Row = "[data-key='f/c-hengyue']";

    /// <summary>Notes when the number changes first.</summary>
    private const string Watch = """
        (selector) => {
          window.__changed = null
          new MutationObserver(() => { window.__changed ??= Date.now() }).observe(document.querySelector(selector), { subtree: true, childList: true, characterData: true })
        }
        """;

    [Fact]
    public async Task A_follow_up_that_is_ticked_in_one_browser_moves_the_managers_number_in_the_other_without_a_reload()
    {
        await FieldBooks.Prepare(company);
        await using var manager = await company.Open(Company.Manager, "/exceptions");
        await manager.BoardIsLive();
        await Expect(manager.Page.Locator(Row)).ToBeVisibleAsync();
        var before = await Count(manager.Page);
        Assert.True(before > 1, "The books have follow-ups that are late.");
        await manager.Mark();
        await manager.Page.EvaluateAsync(Watch, Number);

        await using var rep = await company.Open(FieldBooks.Rep, "/today", new(390, 844));
        var sent = 0.0;
        await rep.Follow(async page =>
        {
            await page.Locator("[data-duty='f/c-hengyue']").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "电话沟通", Exact = true }).TapAsync();
            sent = await page.EvaluateAsync<double>("Date.now()");
            await page.GetByRole(AriaRole.Button, new() { Name = "完成", Exact = true }).TapAsync();
        });

        await Wait.Until(async () => await Count(manager.Page) == before - 1, Company.Patience, "the manager's number to move");
        var changed = await manager.Page.EvaluateAsync<double>("window.__changed");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[measured] the manager's number moved {changed - sent:0} ms after the rep's tap"));
        Assert.InRange(changed - sent, 0, 5_000);
        await Expect(manager.Page.Locator($"{Row}:not(.gone)")).ToHaveCountAsync(0);
        Assert.True(await manager.IsMarked(), "The page was loaded again.");
        Assert.Empty(manager.Faults);
        Assert.Empty(rep.Faults);
    }

    [Theory]
    [InlineData("contact")]
    [InlineData("payment")]
    [InlineData("follow-up")]
    public async Task A_number_opens_exactly_what_it_counts(string kind)
    {
        await FieldBooks.Prepare(company);
        await using var window = await company.Open(Company.Director, "/exceptions");
        await window.BoardIsLive();
        var count = int.Parse(await window.Page.Locator($".figures [data-metric='{kind}'] b").InnerTextAsync(), CultureInfo.InvariantCulture);
        Assert.True(count > 0, "The books have each kind of exception.");
        await window.Page.Locator($".figures [data-metric='{kind}']").ClickAsync();
        await Expect(window.Page.Locator("dialog [data-metric=list]")).ToContainTextAsync(new Regex($@"^(共 )?{count} "));
        await Expect(window.Page.Locator("dialog [data-duty]")).ToHaveCountAsync(count);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "怎么算的" }).ClickAsync();
        await Expect(window.Page.Locator("dialog .why-table tbody tr")).ToHaveCountAsync(count);
        await Expect(window.Page.Locator("dialog .events li")).Not.ToHaveCountAsync(0);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_share_of_missed_contacts_is_split_by_source_and_device()
    {
        await FieldBooks.Prepare(company);
        await using var window = await company.Open(Company.Director, "/exceptions/list?bucket=contact&tab=split");
        await Expect(window.Page.Locator("[data-metric=misses]")).ToContainTextAsync("漏录率 80.0%（4/5）");
        await Expect(window.Page.Locator(".miss-table").First.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(".miss-table").Last).ToContainTextAsync("设备未知");
        await Accessibility.FindsNothing(window.Page);
        Assert.Empty(window.Faults);
    }

    private static async Task<int> Count(IPage page) => int.Parse(await page.Locator(Number).InnerTextAsync(), CultureInfo.InvariantCulture);
}
