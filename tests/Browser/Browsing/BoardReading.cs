using System.Globalization;
using Microsoft.Playwright;

namespace SalesGrains.Browsing;

/// <summary>What a board says, as text that two readings can be compared by: each number, and each row with status and open amount.</summary>
public static class BoardReading
{
    private const string Script = """
        () => {
          const digits = (text) => Number(/\d+/.exec(text)?.[0] ?? -1)
          const yuan = (place) => place.querySelector('.money').title.replace(/[^\d.-]/g, '')
          const totals = [...document.querySelectorAll('.buckets [data-metric]:not([data-metric=overdue])')].map((it) => `${it.dataset.metric} ${digits(it.querySelector('.count').textContent)} ${yuan(it)}`)
          const rows = [...document.querySelectorAll('[data-slot]:not(.gone)')].map((it) => `${it.dataset.key} ${it.dataset.status} ${yuan(it)}`)
          return [...totals, ...rows]
        }
        """;

    /// <summary>What the page shows.</summary>
    public static async Task<string> Shown(IPage page) => Join(await page.EvaluateAsync<string[]>(Script));

    /// <summary>What the server answers an API client under the same address.</summary>
    public static async Task<string> Served(ApiClient client, string query)
    {
        var board = await client.Get($"/boards/payments?{query}");
        var totals = board["totals"]!.AsArray().Select(total => $"{total!["metric"]} {total["count"]} {total["amount"]}");
        var rows = board["rows"]!.AsArray().Select(row => $"{row!["key"]} {row["cells"]![14]} {row["cells"]![12]}");
        return Join([.. totals, .. rows]);
    }

    /// <summary>Waits until the page shows what the server answers.</summary>
    public static async Task Agrees(IPage page, ApiClient client, string query)
    {
        var (shown, served) = ("", "");
        try
        {
            await Wait.Until(
                async () => (shown = await Shown(page)) == (served = await Served(client, query)), Company.Patience, "the page to show what the server says");
        }
        catch (TimeoutException)
        {
            Assert.Equal(served, shown);
        }
    }

    /// <summary>A number of the page: how many nodes, and the exact amount.</summary>
    public static async Task<(int Count, decimal Amount)> Number(IPage page, string metric)
    {
        var place = page.Locator($".buckets [data-metric='{metric}']");
        var count = new string([.. (await place.Locator(".count").InnerTextAsync()).TakeWhile(c => c is not '·').Where(char.IsAsciiDigit)]);
        var amount = await place.Locator(".money").GetAttributeAsync("title");
        return (int.Parse(count, CultureInfo.InvariantCulture), Yuan(amount!));
    }

    /// <summary>An amount as the page writes it exactly.</summary>
    public static decimal Yuan(string text) => decimal.Parse(new string([.. text.Where(c => char.IsAsciiDigit(c) || c is '.')]), CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}
