using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Pages;

/// <summary>Every page in both themes, wide and narrow, without a finding of axe.</summary>
[Collection(nameof(Reading))]
public sealed class AccessibleTests(Company company)
{
    public static TheoryData<string, bool, int> Views
    {
        get
        {
            var views = new TheoryData<string, bool, int>();
            foreach (var site in Sites.All)
            {
                views.Add(site, false, 1440);
                views.Add(site, true, 1440);
                views.Add(site, false, 390);
            }

            return views;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Axe_finds_nothing(string site, bool dark, int width)
    {
        await Sites.Prepare(company);
        await using var window = await Sites.Open(company, site, new(width, 900, dark));
        await Accessibility.FindsNothing(window.Page);
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
