using SalesGrains.Browsing;

namespace SalesGrains.Boards;

/// <summary>Numbers change in place: nothing moves under the reader's eyes or pointer.</summary>
[Collection(nameof(Writing))]
public sealed class StillnessTests(Company company)
{
    /// <summary>Counts row changes from now on.</summary>
    private const string Observe = """
        () => {
          window.__changes = 0; window.__began = performance.now()
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
        await Shifts.Count(window.Page);
        await window.Page.EvaluateAsync(Observe);
        await using (var payers = new Payers(company, new SplitMix64(7)))
        {
            await Wait.Until(async () => await window.Page.EvaluateAsync<double>("performance.now() - window.__began") > 5_000, Company.Patience, "five seconds");
            Assert.True(payers.Booked > 0);
        }

        Assert.True(await window.Page.EvaluateAsync<int>("window.__changes") > 0, "No update came.");
        await Shifts.None(window.Page);
    }
}
