using System.Text.RegularExpressions;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Pages;

/// <summary>The program was replaced by a newer version while a page was open.</summary>
[Collection(nameof(Reading))]
public sealed class NewerVersionTests(Company company)
{
    [Fact]
    public async Task A_page_whose_parts_are_gone_is_opened_anew_at_the_address_that_was_asked_for()
    {
        await using var window = await company.Open(Company.Director, "/payments");
        await window.BoardIsLive();
        await window.Mark();
        var refused = 0;
        await window.Page.RouteAsync("**/assets/ContractsPage-*.js", route => refused++ == 0 ? route.FulfillAsync(new() { Status = 404 }) : route.ContinueAsync());
        await window.Page.Locator(".rail a[href='/contracts']").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/contracts$"));
        await Expect(window.Page.Locator("main [data-key]").First).ToBeVisibleAsync();
        Assert.False(await window.IsMarked(), "The page was not opened anew.");
    }
}
