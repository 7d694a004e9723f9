using System.Globalization;
using SalesGrains.Browsing;

namespace SalesGrains.Boards;

/// <summary>Numbers change in place: nothing moves under the reader's eyes or pointer.</summary>
[Collection(nameof(Writing))]
public sealed class StillnessTests(Company company)
{
    /// <summary>Counts layout shifts that no input caused, and row changes, from now on.</summary>
    private const string Observe = """
        () => {
          window.__shift = 0; window.__shifted = []; window.__changes = 0; window.__since = performance.now()
          new PerformanceObserver((list) => { for (const it of list.getEntries()) if (!it.hadRecentInput && it.startTime >= window.__since) { window.__shift += it.value; window.__shifted.push(it.sources.map((s) => `${s.node?.outerHTML?.slice(0, 120)} ${JSON.stringify(s.previousRect)} -> ${JSON.stringify(s.currentRect)}`).join('\n')) } }).observe({ type: 'layout-shift', buffered: false })
          new MutationObserver((all) => { window.__changes += all.length }).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true })
        }
        """;

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task Nothing_moves_in_five_seconds_of_live_updates(int width, int height)
    {
        await using var window = await company.Open(Company.Director, "/payments", new(width, height));
        await window.BoardIsLive();
        await window.Page.EvaluateAsync("document.fonts.ready");
        await window.Page.EvaluateAsync(Observe);
        await using (var payers = new Payers(company, new SplitMix64(7)))
        {
            await Wait.Until(async () => await window.Page.EvaluateAsync<double>("performance.now() - window.__since") > 5_000, Company.Patience, "five seconds");
            Assert.True(payers.Booked > 0);
        }

        Assert.True(await window.Page.EvaluateAsync<int>("window.__changes") > 0, "No update came.");
        var moved = await window.Page.EvaluateAsync<string[]>("window.__shifted");
        var shift = await window.Page.EvaluateAsync<double>("window.__shift");
        Assert.True(shift == 0, string.Create(CultureInfo.InvariantCulture, $"Layout shift {shift}:\n{string.Join('\n', moved)}"));
    }
}
