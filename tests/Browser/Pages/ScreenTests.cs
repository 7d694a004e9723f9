using Microsoft.Playwright;
using SalesGrains.Browsing;

namespace SalesGrains.Pages;

/// <summary>
/// Every page at three widths in both themes, and the board on a wall: it renders, says nothing wrong in its console, and, when
/// UPDATE_SCREENS is 1, becomes a picture of the documentation.
/// </summary>
[Collection(nameof(Reading))]
public sealed class ScreenTests(Company company)
{
    private const int LargestPicture = 320 * 1024;

    public static TheoryData<string> Names => [.. Sites.All];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_page_renders_at_every_width_in_both_themes(string site)
    {
        await Sites.Prepare(company);
        foreach (var (width, height) in new[] { (390, 844), (1440, 900), (1920, 1080) })
        {
            await using var window = await Sites.Open(company, site, new(width, height));
            await Take(window, $"{site}-{width}-light");
            await window.Darken();
            await Take(window, $"{site}-{width}-dark");
        }
    }

    [Fact]
    public async Task The_board_fills_a_wall()
    {
        await Sites.Prepare(company);
        await using var window = await Sites.Open(company, "wall", new(1920, 1080));
        await Take(window, "wall-1920-dark");
        var page = window.Page;
        Assert.Equal((0, 0), (await page.Locator("main :is(select, input, .actions)").CountAsync(), await page.Locator(".rail").CountAsync()));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight"), "A wall cannot scroll.");
    }

    private static async Task Take(Window window, string name)
    {
        Assert.EndsWith(await window.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"), name, StringComparison.Ordinal);
        var picture = await window.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        Assert.True(picture.Length is > 8 * 1024 and < LargestPicture, $"{name} is a picture of {picture.Length} bytes.");
        Assert.Empty(window.Faults);
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENS") == "1")
        {
            await File.WriteAllBytesAsync(Path.Combine(Screens(), $"{name}.png"), picture);
        }
    }

    /// <summary>docs/screens of the repository that this was built in.</summary>
    private static string Screens()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SalesGrains.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No SalesGrains.sln above the tests.");
        }

        return Directory.CreateDirectory(Path.Combine(folder.FullName, "docs", "screens")).FullName;
    }
}
