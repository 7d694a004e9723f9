using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Watching;

/// <summary>Those who keep the system well see what is wrong and put it right on the page.</summary>
[Collection(nameof(Writing))]
public sealed class SystemTests(Company company)
{
    [Fact]
    public async Task An_administrator_sees_silo_and_triggers_and_replays_a_dead_letter_after_a_question()
    {
        await Planted.Letters(company);
        await using var window = await company.Open("admin", "/system");
        await window.Follow(async page =>
        {
            await Expect(page.Locator("[data-silo]")).ToHaveCountAsync(1);
            await Expect(page.Locator("[data-silo]")).ToContainTextAsync("运行中");
            await Expect(page.Locator("[data-trigger=sweeper]")).ToContainTextAsync("正常");
            await Expect(page.Locator("[data-trigger='payment-warning:rep']")).ToContainTextAsync("回款预警");
            var letter = page.Locator("[data-letter=planted-due]");
            await letter.GetByRole(AriaRole.Button, new() { Name = "重放" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Accessibility.FindsNothing(page);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
            await Expect(letter).ToBeVisibleAsync();
            await letter.GetByRole(AriaRole.Button, new() { Name = "重放" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "重放" }).ClickAsync();
            await Expect(letter).ToHaveCountAsync(0);
        });
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_director_finds_the_fen_that_went_astray_opens_its_contract_and_has_it_mended()
    {
        await Planted.Drift(company, "k-04");
        await using var window = await company.Open(Company.Director, "/system");
        await window.Follow(async page =>
        {
            await Expect(page.Locator("[data-silo], [data-trigger], [data-letter]")).ToHaveCountAsync(0);
            var difference = page.Locator("[data-difference]");
            await Expect(difference).ToHaveCountAsync(1);
            await Expect(difference).ToContainTextAsync("存储事实");
            await Accessibility.FindsNothing(page);
            await Expect(difference.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/contracts/k-04");
            await page.GetByRole(AriaRole.Button, new() { Name = "修复 1 份合同" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "修复 1 份合同" }).ClickAsync();
            await Expect(difference).ToHaveCountAsync(0);
            await Expect(page.GetByText("看板与合同记录完全一致")).ToBeVisibleAsync();
        });
        Assert.Empty(window.Faults);
    }
}
