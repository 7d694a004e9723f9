using System.Globalization;
using Microsoft.Playwright;

namespace SalesGrains.Browsing;

/// <summary>Things that moved on a page without anybody asking for it, as the browser itself counts them.</summary>
public static class Shifts
{
    private const string Script = """
        (buffered) => {
          window.__shift = 0; window.__shifted = []; window.__since = buffered ? 0 : performance.now()
          new PerformanceObserver((list) => { for (const it of list.getEntries()) if (!it.hadRecentInput && it.startTime >= window.__since) { window.__shift += it.value; window.__shifted.push(`at ${Math.round(it.startTime)} ms:\n` + it.sources.map((s) => `${s.node?.outerHTML?.slice(0, 120) ?? s.node?.textContent} ${JSON.stringify(s.previousRect)} -> ${JSON.stringify(s.currentRect)}`).join('\n')) } }).observe({ type: 'layout-shift', buffered })
        }
        """;

    /// <summary>Counts from now on, or since the page was opened.</summary>
    public static Task Count(IPage page, bool sinceOpened = false) => page.EvaluateAsync(Script, sinceOpened);

    /// <summary>Nothing has moved, or the failure says what did.</summary>
    public static async Task None(IPage page)
    {
        // The browser tells of a shift after the frame that shows it.
        await page.EvaluateAsync("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");
        var moved = await page.EvaluateAsync<string[]>("window.__shifted");
        var shift = await page.EvaluateAsync<double>("window.__shift");
        Assert.True(shift == 0, string.Create(CultureInfo.InvariantCulture, $"Layout shift {shift}:\n{string.Join('\n', moved)}"));
    }
}
