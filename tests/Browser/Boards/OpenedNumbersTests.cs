using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using SalesGrains.Pages;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Boards;

/// <summary>M1 on the pages of the field: a number leads to the list that it counts.</summary>
[Collection(nameof(Reading))]
public sealed class OpenedNumbersTests(Company company)
{
    [Fact]
    public async Task Each_number_of_the_misses_opens_as_many_contacts_as_it_says()
    {
        await Sites.Prepare(company);
        await using var window = await company.Open(Company.Director, "/first-contacts");
        var numbers = window.Page.Locator(".miss-table [data-metric$=contacts], .miss-table [data-metric$=missed]");
        await Expect(numbers.First).ToBeVisibleAsync();
        for (var i = 0; i < await numbers.CountAsync(); i++)
        {
            var count = await numbers.Nth(i).InnerTextAsync();
            await numbers.Nth(i).ClickAsync();
            var dialog = window.Page.GetByRole(AriaRole.Dialog);
            await Expect(dialog.Locator("[data-metric=miss-list]")).ToHaveTextAsync($"共 {count} 项");
            await Expect(dialog.Locator("[data-duty]")).ToHaveCountAsync(int.Parse(count, CultureInfo.InvariantCulture));
            if (i == 0)
            {
                await Accessibility.FindsNothing(window.Page);
            }

            await window.Page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToHaveCountAsync(0);
        }

        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Coverage_opens_whom_no_reminder_reached_in_time()
    {
        await Sites.Prepare(company);
        await using var window = await company.Open(Company.Director, "/first-contacts");
        var coverage = window.Page.Locator("[data-metric=coverage]");
        await Expect(coverage).ToContainTextAsync("提醒覆盖率");
        var counts = Regex.Match(await coverage.InnerTextAsync(), @"（(\d+) / (\d+)）");
        var unreached = int.Parse(counts.Groups[2].Value, CultureInfo.InvariantCulture) - int.Parse(counts.Groups[1].Value, CultureInfo.InvariantCulture);

        await coverage.ClickAsync();

        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator("[data-metric=coverage-list]")).ToContainTextAsync($"{unreached} 个");
        await Expect(dialog.Locator("[data-duty]")).ToHaveCountAsync(unreached);
        await Accessibility.FindsNothing(window.Page);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Each_number_of_a_day_opens_as_many_duties_as_it_says()
    {
        await Sites.Prepare(company);
        foreach (var kind in new[] { "contact", "follow-up", "payment" })
        {
            await using var window = await company.Open(FieldBooks.Rep, "/today");
            var number = window.Page.Locator($".today-count[data-metric={kind}]");
            await Expect(number).ToContainTextAsync("项");
            var said = await number.InnerTextAsync();

            await number.ClickAsync();

            await Expect(window.Page.Locator("dialog [data-metric=list]")).ToContainTextAsync($"{said.Split(' ')[0]} ");
            Assert.Empty(window.Faults);
        }
    }

    [Fact]
    public async Task The_boards_say_of_how_many_reps_they_may_lack_contacts_and_lead_to_who_they_are()
    {
        await Sites.Prepare(company);
        await using var window = await company.Open(Company.Director, "/exceptions");
        var note = window.Page.Locator("[data-testid=ready-note] [data-metric=not-ready]");
        await Expect(note).ToContainTextAsync("名销售未就绪");
        var count = (await note.InnerTextAsync()).Split(' ')[0];

        await note.ClickAsync();

        await Expect(window.Page.Locator("dialog [data-metric=ready-list]")).ToHaveTextAsync($"共 {count} 人");
        await Expect(window.Page.Locator("dialog [data-rep]")).ToHaveCountAsync(int.Parse(count, CultureInfo.InvariantCulture));
        await Expect(window.Page.Locator(".ready-figures [data-metric=not-ready] b")).ToHaveTextAsync(count);
        Assert.Empty(window.Faults);
    }
}
