using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Customers;

/// <summary>X18: a rep mentions the manager in a comment, by keyboard; the manager's unread number rises while they look at something else.</summary>
public sealed class CommentTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task A_mention_raises_the_unread_number_of_who_is_mentioned_and_reading_lowers_it()
    {
        await FieldBooks.Prepare(company);
        var id = (await company.Sales.Post("/customers", new { name = "江阴澄海泵业有限公司", tier = "A", repId = "rep-li" }))["id"]!.GetValue<string>();
        await using var manager = await company.Open(Company.Manager, "/payments");
        await manager.BoardIsLive();
        var before = await Unread(manager.Page);

        await using var rep = await company.Open(FieldBooks.Rep, $"/customers/{id}", new(390, 844));
        await rep.Follow(async page =>
        {
            var box = page.Locator("[name=comment]");
            await box.PressSequentiallyAsync("客户想要 3% 的折扣，@周");
            await Expect(page.Locator(".mention-list [role=option]").First).ToContainTextAsync("周倩");
            await Accessibility.FindsNothing(page);
            await box.PressAsync("Enter");
            await Expect(box).ToHaveValueAsync("客户想要 3% 的折扣，@周倩 ");
            await box.PressSequentiallyAsync("能批吗？");
            await box.PressAsync("Control+Enter");
            await Expect(page.Locator("[data-type=comment-added]")).ToContainTextAsync("@周倩 能批吗？");
        });

        await Wait.Until(async () => await Unread(manager.Page) == before + 1, Company.Patience, "the manager's unread number to rise");
        await manager.Page.Locator("nav a[href='/nudges']").First.ClickAsync();
        await manager.Page.Locator(".nudge.unread").Filter(new() { HasText = "江阴澄海" }).GetByText("标为已读").ClickAsync();
        await Wait.Until(async () => await Unread(manager.Page) == before, Company.Patience, "the number to fall again");
        Assert.Empty(manager.Faults);
        Assert.Empty(rep.Faults);
    }

    private static async Task<int> Unread(IPage page)
    {
        var title = await page.TitleAsync();
        return Regex.Match(title, @"^\((\d+)\)") is { Success: true } found ? int.Parse(found.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }
}
