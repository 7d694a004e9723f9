using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using IRequest = Microsoft.Playwright.IRequest;

namespace SalesGrains.Browsing;

/// <summary>
/// What happens between a page and the program while somebody walks through it: kept so that a walk that ends in a failure can
/// say what was asked, what was answered and what the page showed.
/// </summary>
public sealed class Walk
{
    private const int Shown = 60;
    private readonly ConcurrentDictionary<IRequest, (TimeSpan At, IResponse? Answer, string? Failure)> requests = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly IPage page;

    public Walk(IPage page)
    {
        this.page = page;
        page.Request += (_, request) => requests.TryAdd(request, (Stopwatch.GetElapsedTime(began), null, null));
        page.Response += (_, answer) => Note(answer.Request, answer, null);
        page.RequestFailed += (_, request) => Note(request, null, request.Failure);
    }

    /// <summary>Walks; a failure comes back with everything that was seen.</summary>
    public async Task Follow(Func<IPage, Task> steps, IEnumerable<string> faults)
    {
        try
        {
            await steps(page);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{await Seen()}\nfaults: {string.Join("; ", faults)}", failure);
        }
    }

    private async Task<string> Seen()
    {
        var picture = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "failures")).FullName, $"{Path.GetRandomFileName()}.png");
        var lines = new List<string> { $"at {page.Url} after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, picture {picture}" };
        foreach (var (request, (at, answer, problem)) in requests.Where(it => it.Key.Url.Contains("/api/", StringComparison.Ordinal)).OrderBy(it => it.Value.At).TakeLast(Shown))
        {
            var said = problem ?? (answer is null ? "not answered" : answer.Ok ? $"{answer.Status}" : $"{answer.Status} {await Body(answer)}");
            lines.Add($"{at.TotalSeconds,7:0.00} {request.Method} {request.Url} → {said}{(request.Method is "GET" ? "" : $"\n        {request.PostData}")}");
        }

        try
        {
            await page.ScreenshotAsync(new() { Path = picture });
            lines.Add(await page.Locator("body").InnerTextAsync(new() { Timeout = 5_000 }));
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
        {
            lines.Add($"The page cannot be read any more: {gone.Message}");
        }

        return string.Join('\n', lines);
    }

    private void Note(IRequest request, IResponse? answer, string? failure) =>
        requests.AddOrUpdate(request, _ => (Stopwatch.GetElapsedTime(began), answer, failure), (_, known) => known with { Answer = answer ?? known.Answer, Failure = failure ?? known.Failure });

    private static async Task<string> Body(IResponse answer)
    {
        try
        {
            return await answer.TextAsync();
        }
        catch (PlaywrightException gone)
        {
            return gone.Message;
        }
    }
}
