using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Customers;

/// <summary>What worked for an objection in an industry (问题回溯, P08), from the question to the customer.</summary>
[Collection(nameof(Writing))]
public sealed class ChainTests(Company company)
{
    [Fact]
    public async Task A_manager_asks_what_worked_for_a_budget_objection_in_education_and_opens_the_customer()
    {
        const string id = "c-chain";
        await company.Sales.Post("/customers", new { id, name = "南京知行教育科技有限公司", tier = "B", repId = "rep-li", industry = "K12教育" });
        var now = (await company.Sales.Get("/session"))["clock"]!["now"]!.GetValue<DateTimeOffset>();
        await company.Sales.Post($"/customers/{id}/opportunities", new { id = "o-1", title = "智慧教室一期" });
        await company.Sales.Post($"/customers/{id}/follow-ups", new { occurredAt = now.AddHours(-3), said = "budget" });
        await company.Sales.Post($"/customers/{id}/follow-ups", new { occurredAt = now.AddHours(-2), done = "trial-lesson" });
        await company.Sales.Post($"/customers/{id}/opportunities/o-1/close", new { outcome = "won", reason = "试用课见效" });

        await using var window = await company.Open(Company.Manager, "/chains");
        await window.Follow(async page =>
        {
            await page.GetByRole(AriaRole.Combobox, new() { Name = "问题" }).SelectOptionAsync("budget");
            await page.GetByLabel("行业").FillAsync("教育");
            var row = page.Locator("[data-solution=trial-lesson]");
            await Expect(row).ToContainTextAsync("已安排试用课");
            await Expect(page.Locator("[data-solution]")).ToHaveCountAsync(1);
            await row.Locator("[data-metric=won]").ClickAsync();
            var chain = page.Locator("[data-chain]");
            await Expect(chain).ToHaveCountAsync(1);
            await Expect(page.Locator(".chains-list header")).ToContainTextAsync("已安排试用课 · 赢单 · 共 1 条");
            await Accessibility.FindsNothing(page);
            await chain.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(page.Locator(".customer-chains [data-chain]")).ToContainTextAsync("预算质疑");
            await Expect(page.Locator(".customer-chains [data-chain]")).ToContainTextAsync("赢单");
            await Accessibility.FindsNothing(page);
        });
        Assert.Empty(window.Faults);
    }
}
