using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Boards;

/// <summary>A manager goes through the spot check queue (主管抽查, P10) with the keyboard alone.</summary>
[Collection(nameof(Writing))]
public sealed class SpotCheckTests(Company company)
{
    private const string Customer = "c-spot";

    [Fact]
    public async Task Five_records_are_checked_with_one_key_each_and_the_time_of_each_is_told()
    {
        await company.Sales.Post("/customers", new { id = Customer, name = "宜兴华立环保设备有限公司", tier = "B", repId = "rep-li", industry = "制造" });
        var now = (await company.Sales.Get("/session"))["clock"]!["now"]!.GetValue<DateTimeOffset>();
        for (var i = 1; i <= 5; i++)
        {
            await company.Sales.Post($"/customers/{Customer}/follow-ups", new { id = $"f-{i}", occurredAt = now.AddMinutes(-60 + i), done = "call", note = "客户表示再看看" });
        }

        await using var window = await company.Open(Company.Manager, "/spot-checks");
        await window.Follow(async page =>
        {
            var line = (int i) => page.Locator($"[data-check='{Customer}/f-{i}']");
            await Expect(line(1)).ToBeVisibleAsync();
            await page.EvaluateAsync("key => document.activeElement?.blur?.()", "");
            var all = page.Locator("[data-reason=''] b");
            var before = int.Parse(await all.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

            // Down to the first of ours: j goes on, k goes back.
            while (await line(1).GetAttributeAsync("aria-current") is null)
            {
                await page.Keyboard.PressAsync("j");
            }

            await page.Keyboard.PressAsync("j");
            await Expect(line(2)).ToHaveAttributeAsync("aria-current", "true");
            await page.Keyboard.PressAsync("k");
            await Expect(line(1)).ToHaveAttributeAsync("aria-current", "true");
            await Accessibility.FindsNothing(page);

            await Shown(page, "a");
            await Expect(line(1)).ToContainTextAsync("已通过");
            await Expect(line(2)).ToHaveAttributeAsync("aria-current", "true");

            // r asks for the reason, Esc takes that back, Enter sends; a letter that is typed is no key.
            await Shown(page, "r");
            await Expect(page.GetByLabel("需要补充或更正什么")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByLabel("需要补充或更正什么")).ToHaveCountAsync(0);
            await page.Keyboard.PressAsync("r");
            await page.Keyboard.TypeAsync("a 请写明下一步");
            await Accessibility.FindsNothing(page);
            await page.Keyboard.PressAsync("Enter");
            await Expect(line(2)).ToContainTextAsync("已退回");

            for (var i = 3; i <= 5; i++)
            {
                await Expect(line(i)).ToHaveAttributeAsync("aria-current", "true");
                await Shown(page, "a");
                await Expect(line(i)).ToContainTextAsync("已通过");
            }

            // u goes back to what was decided last: another word on it stands in place of the first.
            await page.Keyboard.PressAsync("u");
            await Expect(line(5)).ToHaveAttributeAsync("aria-current", "true");
            await Expect(page.Locator(".spot-done")).ToHaveTextAsync("已通过");

            await Expect(all).ToHaveTextAsync($"{before - 5}");
            var checker = page.Locator("[data-checker]").First;
            await Expect(checker.Locator("[data-metric=checks]")).ToHaveTextAsync("5");
            await Expect(checker.Locator("[data-metric=median]")).ToHaveTextAsync(new Regex("^[0-9.]+ 秒$"));
            await checker.Locator("[data-metric=median]").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Dialog).Locator("li")).ToHaveCountAsync(5);
        });
        var stored = (await company.Sales.Get($"/customers/{Customer}/follow-ups"))["items"]!.AsArray();
        Assert.Equal(4, stored.Count(one => one!["check"]!["outcome"]!.GetValue<string>() == "approved"));
        Assert.Equal("a 请写明下一步", stored.Single(one => one!["check"]!["outcome"]!.GetValue<string>() == "returned")!["check"]!["reason"]!.GetValue<string>());
        Assert.All(stored, one => Assert.InRange(one!["check"]!["seconds"]!.GetValue<int>(), 0, 1800));
        Assert.Empty(window.Faults);
    }

    /// <summary>A person presses the key when the record is there to be read.</summary>
    private static async Task Shown(IPage page, string key)
    {
        await Expect(page.Locator("[data-spot=ticks]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync(key);
    }
}
