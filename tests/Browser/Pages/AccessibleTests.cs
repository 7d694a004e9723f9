using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Pages;

/// <summary>Every page in both themes, wide and narrow, without a finding of axe.</summary>
[Collection(nameof(Reading))]
public sealed class AccessibleTests(Company company)
{
    public static TheoryData<string, int> Views
    {
        get
        {
            var views = new TheoryData<string, int>();
            foreach (var site in Sites.All)
            {
                views.Add(site, 390);
                views.Add(site, 1440);
            }

            return views;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Axe_finds_nothing(string site, int width)
    {
        await Sites.Prepare(company);
        await using var window = await Sites.Open(company, site, new(width, 900));
        await Accessibility.FindsNothing(window.Page);
        if (width > 720)
        {
            // The narrow page has the same colors.
            await window.Darken();
            await Accessibility.FindsNothing(window.Page);
        }
    }

    [Theory]
    [InlineData("list")]
    [InlineData("why")]
    public async Task Axe_finds_nothing_in_the_list_behind_a_number(string tab)
    {
        await using var window = await company.Open(Company.Director, $"/payments/list?bucket=total{(tab == "why" ? "&tab=why" : "")}");
        await Expect(window.Page.Locator(tab == "why" ? ".why-table" : "dialog [data-node]").First).ToBeVisibleAsync();
        await Accessibility.FindsNothing(window.Page);
    }
}
