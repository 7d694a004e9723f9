using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Contracts;

/// <summary>The form answers while it is filled in, and nothing that is already there moves for it.</summary>
[Collection(nameof(Reading))]
public sealed class StillFormTests(Company company)
{
    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    [InlineData(1920, 1080)]
    public async Task Nothing_moves_when_the_form_opens_a_template_is_applied_and_the_preview_answers(int width, int height)
    {
        await using var window = await company.Open(Company.Director, "/contracts/new", new(width, height));
        var page = window.Page;
        var amounts = page.Locator(".preview-nodes .num");
        await Expect(page.Locator(".terms-none")).ToBeVisibleAsync();
        await page.EvaluateAsync("document.fonts.ready");
        await Shifts.Count(page, sinceOpened: true);

        await page.GetByLabel("合同金额（元）").FillAsync("125000");
        await page.GetByLabel("按模板拆分").SelectOptionAsync("30-60-10");
        await Expect(amounts).ToHaveTextAsync(["37,500.00", "75,000.00", "12,500.00"]);
        await page.GetByLabel("按模板拆分").SelectOptionAsync("30-30-30-10");
        await Expect(amounts).ToHaveTextAsync(["37,500.00", "37,500.00", "37,500.00", "12,500.00"]);

        // A share that does not fit is told, in a place that was kept for it.
        await page.Locator(".term").First.GetByLabel("金额", new() { Exact = true }).FillAsync("20");
        await Expect(page.Locator(".terms .error-text")).ToBeVisibleAsync();
        await page.Locator(".term").First.GetByLabel("金额", new() { Exact = true }).FillAsync("30");
        await Expect(page.Locator(".terms .error-text")).ToHaveCountAsync(0);
        await Shifts.None(page);
        Assert.Empty(window.Faults);
    }
}
