using System.Globalization;
using SalesGrains.Browsing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Boards;

/// <summary>Two people look at one board in two browsers while an API client books a payment, and while the program is killed.</summary>
public sealed class TwoBrowsersTests(Company company, ITestOutputHelper output) : IClassFixture<Company>
{
    private const string Scope = "scope=region/east";
    private const string Row = "n/k-04/1";

    /// <summary>Notes when a place of the page changes first, and when the document does.</summary>
    private const string Watch = """
        (selectors) => {
          window.__changed = {}
          for (const selector of selectors) {
            const note = () => { window.__changed[selector] ??= Date.now() }
            new MutationObserver(note).observe(document.querySelector(selector), { subtree: true, childList: true, characterData: true, attributes: true })
          }
        }
        """;

    private static readonly string[] Places = [$"[data-key='{Row}'] .money", ".buckets [data-metric=total] .money"];

    [Fact]
    public async Task A_receipt_of_an_api_client_changes_row_and_total_in_both_browsers_without_a_reload()
    {
        await using var one = await company.Open(Company.Manager, "/payments");
        await using var two = await company.Open(Company.OtherManager, "/payments");
        var before = await Ready(one);
        await Ready(two);
        var open = await OpenOf(one);

        var sent = Now();
        await company.Cashier.Post("/customers/c-mingde/receipts", new { amount = "12345.67", receivedOn = Books.Day(company.Today), contractId = "k-04", nodeNo = 1, method = "bank" });
        var answered = Now();

        foreach (var (window, name) in new[] { (one, "first"), (two, "second") })
        {
            await Wait.Until(async () => await OpenOf(window) == open - 12345.67m, Company.Patience, "the row to change");
            await Totals(window, before.Amount - 12345.67m);
            Assert.Equal(before.Count, (await BoardReading.Number(window.Page, "total")).Count);
            Assert.True(await window.IsMarked(), "The page was loaded again.");
            var changed = await window.Page.EvaluateAsync<Dictionary<string, double>>("window.__changed");
            foreach (var place in Places)
            {
                var late = changed[place] - answered;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[measured] receipt seen in the {name} browser at {place}: {changed[place] - sent:0} ms after it was sent, {late:0} ms after it was answered"));
                Assert.True(late < 5_000, $"{place} changed {late} ms after the answer.");
            }

            await BoardReading.Agrees(window.Page, company.Sales, Scope);
            Assert.Empty(window.Faults);
        }
    }

    [Fact]
    public async Task A_killed_program_is_told_on_both_pages_and_after_its_restart_the_numbers_are_right_again()
    {
        const string filter = "status=overdue";
        await using var one = await company.Open(Company.Manager, $"/payments?{filter}");
        await using var two = await company.Open(Company.OtherManager, $"/payments?{filter}");
        var before = await Ready(one);
        await Ready(two);
        var address = one.Page.Url;
        await Pay("1000.01");
        foreach (var window in new[] { one, two })
        {
            await Totals(window, before.Amount - 1000.01m);
            await BoardReading.Agrees(window.Page, company.Sales, $"{Scope}&{filter}");
        }

        var shown = await BoardReading.Shown(one.Page);
        await company.Program.Kill();
        foreach (var window in new[] { one, two })
        {
            await Expect(window.State).ToHaveAttributeAsync("data-state", "lost");
            await Expect(window.State).ToContainTextAsync("重新连接中");
            await Expect(window.State).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"数据已 \d+ 秒未更新"));
            Assert.Equal(shown, await BoardReading.Shown(window.Page));
        }

        await company.Program.Restart();
        await Pay("2000.02");
        foreach (var window in new[] { one, two })
        {
            await Expect(window.State).ToHaveAttributeAsync("data-state", "live");
            await Totals(window, before.Amount - 3000.03m);
            await BoardReading.Agrees(window.Page, company.Sales, $"{Scope}&{filter}");
            Assert.Equal(address, window.Page.Url);
            Assert.True(await window.IsMarked(), "The page was loaded again.");
            Assert.Empty(window.Faults);
        }
    }

    private Task Pay(string amount) => company.Cashier.Post(
        "/customers/c-hengyue/receipts", new { amount, receivedOn = Books.Day(company.Today), contractId = "k-01", nodeNo = 1, method = "bank" });

    /// <summary>A receipt is answered before its contract has it: waits until the page shows what is open then.</summary>
    private static Task Totals(Window window, decimal open) => Wait.Until(
        async () => (await BoardReading.Number(window.Page, "total")).Amount == open, Company.Patience, $"a total of {open}");

    private static async Task<(int Count, decimal Amount)> Ready(Window window)
    {
        await window.BoardIsLive();
        await window.Mark();
        await window.Page.EvaluateAsync(Watch, await window.Page.Locator(Places[0]).CountAsync() == 0 ? Places[1..] : Places);
        return await BoardReading.Number(window.Page, "total");
    }

    private static async Task<decimal> OpenOf(Window window) =>
        BoardReading.Yuan((await window.Page.Locator(Places[0]).GetAttributeAsync("title"))!);

    private static double Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
