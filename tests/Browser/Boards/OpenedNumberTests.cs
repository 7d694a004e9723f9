using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Boards;

/// <summary>Every number opens the list that it counts and says what it is made of.</summary>
[Collection(nameof(Reading))]
public sealed class OpenedNumberTests(Company company)
{
    public static TheoryData<string> Metrics =>
        ["total", "overdue", "not-started", "not-due", "overdue-1-7", "overdue-8-30", "overdue-31-60", "overdue-61-90", "overdue-90"];

    [Theory]
    [MemberData(nameof(Metrics))]
    public async Task A_number_opens_exactly_the_nodes_that_it_counts_and_says_what_they_rest_on(string metric)
    {
        await using var window = await company.Open(Company.Director, "/payments");
        var page = window.Page;
        await window.BoardIsLive();
        var (count, amount) = await BoardReading.Number(page, metric);
        Assert.True(count > 0, "The books have a node in every bucket.");

        await page.Locator($".buckets [data-metric='{metric}']").ClickAsync();
        await Expect(page.Locator("dialog [data-metric=list]")).ToContainTextAsync($"{count} 个节点");
        await Expect(page.Locator("dialog [data-metric=list]")).ToContainTextAsync(amount.ToString("N2", CultureInfo.InvariantCulture));
        await Expect(page.Locator("dialog [data-node]")).ToHaveCountAsync(count);
        var listed = await page.Locator("dialog [data-node] .money").AllInnerTextsAsync();
        Assert.Equal(amount, listed.Sum(BoardReading.Yuan));

        await page.GetByRole(AriaRole.Button, new() { Name = "怎么算的" }).ClickAsync();
        var why = page.Locator("dialog .panel");
        await Expect(why.First).ToContainTextAsync("公式");
        await Expect(why.First).ToContainTextAsync(new Regex("\\d+ 个节点"));
        foreach (var closed in await page.Locator("dialog details:not([open]) > summary").AllAsync())
        {
            // Opening one takes it out of the list, so always the first.
            await page.Locator("dialog details:not([open]) > summary").First.ClickAsync();
        }

        await Expect(page.Locator("dialog .why-table tbody tr")).ToHaveCountAsync(count);
        var inputs = await page.Locator("dialog .why-table tbody td.num").AllInnerTextsAsync();
        Assert.Equal(amount, inputs.Sum(BoardReading.Yuan));
        var events = await page.Locator("dialog .events li").AllInnerTextsAsync();
        Assert.NotEmpty(events);
        Assert.All(events, id => Assert.Matches(@"^contract/k-\d\d\|\d+\.\d+", id));
        Assert.Empty(window.Faults);
    }
}
