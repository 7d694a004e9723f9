using Microsoft.Playwright;
using SalesGrains.Browsing;

namespace SalesGrains.Pages;

/// <summary>
/// Every page at three widths in both themes: it renders, says nothing wrong in its console, and, when UPDATE_SCREENS is 1,
/// becomes a picture of the documentation; in the dark only those that people look at for long.
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
            foreach (var dark in new[] { false, true })
            {
                await using var window = await Sites.Open(company, site, new(width, height, dark));
                Assert.Equal(dark ? "dark" : "light", await window.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
                var picture = await window.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
                Assert.True(picture.Length is > 8 * 1024 and < LargestPicture, $"{site} at {width} is a picture of {picture.Length} bytes.");
                Assert.Empty(window.Faults);
                if (Environment.GetEnvironmentVariable("UPDATE_SCREENS") == "1" && (!dark || site is "board" or "contract"))
                {
                    await File.WriteAllBytesAsync(Path.Combine(Screens(), $"{site}-{width}-{(dark ? "dark" : "light")}.png"), picture);
                }
            }
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
