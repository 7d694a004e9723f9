using System.Text.RegularExpressions;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Reaching;

/// <summary>X27: one number of unread nudges, wherever a browser can show one.</summary>
[Collection(nameof(Writing))]
public sealed class UnreadTests(Company company)
{
    /// <summary>Writes down what the page asks of the browser, and looks away: what is looked at says itself what is new.</summary>
    private const string Notes = """
        window.asked = { badge: null, shown: [] }
        navigator.setAppBadge = async (count) => { window.asked.badge = count }
        navigator.clearAppBadge = async () => { window.asked.badge = 0 }
        document.hasFocus = () => false
        window.Notification = class extends Notification { constructor(title, options) { super(title, options); window.asked.shown.push(`${title} · ${options.body}`) } }
        """;

    [Fact]
    public async Task A_nudge_that_arrives_counts_in_title_tab_icon_and_application_icon_and_is_shown_beside_the_page()
    {
        await using var window = await company.Open(Company.Manager, "/customers");
        var page = window.Page;
        await page.Context.GrantPermissionsAsync(["notifications"]);
        await page.AddInitScriptAsync(Notes);
        await page.ReloadAsync();
        await Expect(page.Locator("main [data-key], main .card-item, main tbody tr").First).ToBeVisibleAsync();
        await Wait.Until(async () => await page.EvaluateAsync<int?>("window.asked.badge") is not null, Company.Patience, "the first count");
        var before = await Unread(page);

        await company.Sales.Post("/customers", new { id = "c-unread", name = "常州新遇", tier = "B", repId = "rep-li", contacts = new[] { new { name = "王总", title = "采购总监", phone = "13912349999" } } });
        await Signals.Call(company, "unread-1", "13912349999", "rep-li", 26);

        await Expect(page).ToHaveTitleAsync(new Regex($@"^\({before + 1}\) 客户 "));
        await Expect(page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "/favicon-unread.svg");
        await Expect(page.Locator(".rail [data-metric=unseen]")).ToContainTextAsync($"{before + 1}");
        Assert.Equal(before + 1, await page.EvaluateAsync<int>("window.asked.badge"));
        Assert.Equal(["下属漏录商机：首次联系满 24 小时仍无商机 · 常州新遇"], await page.EvaluateAsync<string[]>("window.asked.shown"));

        await page.GotoAsync("/nudges");
        await page.Locator(".nudge.unread").Filter(new() { HasText = "常州新遇" }).GetByText("标为已读").ClickAsync();
        await Wait.Until(async () => await Unread(page) == before, Company.Patience, "the number to go back");
        Assert.Empty(window.Faults);
    }

    private static async Task<int> Unread(Microsoft.Playwright.IPage page) =>
        Regex.Match(await page.TitleAsync(), @"^\((\d+)\) ") is { Success: true } match ? int.Parse(match.Groups[1].Value, null) : 0;
}
