using System.Text.RegularExpressions;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Pages;

/// <summary>Pages fit the screen that they are on.</summary>
[Collection(nameof(Reading))]
public sealed class LayoutTests(Company company)
{
    /// <summary>What is wider than the screen, for a failure to name.</summary>
    private const string TooWide = """
        () => {
          const wide = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= wide) return []
          return [`${document.documentElement.scrollWidth} > ${wide}`, ...[...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > wide + 0.5).slice(-5).map((it) => it.outerHTML.slice(0, 160))]
        }
        """;

    /// <summary>Buttons, links and fields of the main area that a thumb would miss. Links inside a sentence are text.</summary>
    private const string TooSmall = """
        () => {
          const inline = (it) => it.tagName === 'A' && getComputedStyle(it).display === 'inline'
          const label = (it) => (it.matches('input[type=checkbox],input[type=file]') ? it.closest('label') ?? it : it)
          const all = [...document.querySelectorAll('main :is(a[href], button, select, input, summary), .signin :is(a[href], button, select, input), .tabbar a, .topbar button')]
          if (all.length < 4) throw new Error('There is nothing to hit.')
          return all.filter((it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !inline(it) && it.tabIndex >= 0)
            .map(label).map((it) => [it, it.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && (box.height < 43.5 || box.width < 43.5))
            .map(([it, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${it.outerHTML.slice(0, 140)}`)
        }
        """;

    public static TheoryData<string> Names => [.. Sites.All];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_phone_never_scrolls_sideways_and_a_thumb_hits_every_target(string site)
    {
        await Sites.Prepare(company);
        await using var window = await Sites.Open(company, site, new(390, 844));
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(TooWide));
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(TooSmall));
    }

    [Fact]
    public async Task The_first_screen_of_a_phone_shows_totals_and_rows_and_the_filters_wait_behind_a_button_that_counts_them()
    {
        await using var window = await company.Open(Company.Director, "/payments?status=overdue&tier=A", new(390, 844));
        var page = window.Page;
        await window.BoardIsLive();
        var bar = (await page.Locator(".tabbar").BoundingBoxAsync())!;
        foreach (var whole in new[] { page.Locator(".buckets"), page.Locator("[data-slot]").Nth(0), page.Locator("[data-slot]").Nth(1) })
        {
            var box = (await whole.BoundingBoxAsync())!;
            Assert.True(box.Y + box.Height <= bar.Y, $"It ends at {box.Y + box.Height}, under the bar at {bar.Y}.");
        }

        var unfold = page.Locator(".unfold");
        await Expect(unfold).ToHaveTextAsync("筛选2，已启用 2 项");
        await Expect(page.Locator(".filters")).ToBeHiddenAsync();
        await unfold.ClickAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
        Assert.Empty(await page.EvaluateAsync<string[]>(TooWide));
        await Accessibility.FindsNothing(page);
        await page.GetByLabel("客户级别").SelectOptionAsync("");
        await Expect(unfold).ToHaveTextAsync("筛选1，已启用 1 项");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?status=overdue$"));
    }

    [Theory]
    [InlineData("board", 719, false)]
    [InlineData("board", 720, true)]
    [InlineData("contracts", 719, false)]
    [InlineData("contracts", 720, true)]
    public async Task Rows_are_cards_under_720_pixels_and_a_table_from_there(string site, int width, bool table)
    {
        await using var window = await Sites.Open(company, site, new(width, 900));
        await Expect(window.Page.Locator("main table")).ToHaveCountAsync(table ? 1 : 0);
        await Expect(window.Page.Locator("main ul [data-key]")).ToHaveCountAsync(table ? 0 : await window.Page.Locator("main [data-key]").CountAsync());
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(TooWide));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_page_scrolls_sideways_on_a_laptop_or_a_wall(string site)
    {
        await Sites.Prepare(company);
        await using var window = await Sites.Open(company, site, new(1024, 900));
        foreach (var width in new[] { 1024, 1440, 1920 })
        {
            await window.Page.SetViewportSizeAsync(width, 900);
            Assert.Empty(await window.Page.EvaluateAsync<string[]>(TooWide));
        }
    }
}
