using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SalesGrains.Browsing;

/// <summary>One page in a browser context of its own. It notices when the page is loaded again and when a script of it fails.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> faults = new();
    private readonly Walk walk;

    public Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        walk = new(page);
        page.PageError += (_, error) => faults.Enqueue(error);
        page.Console += (_, said) =>
        {
            // What the network does is told by the pages themselves; refusals are part of the tests.
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load", StringComparison.Ordinal) && !said.Text.StartsWith("WebSocket", StringComparison.Ordinal))
            {
                faults.Enqueue(said.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Scripts that failed and what the browser complained about, for a test to find none.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>The line that says whether the numbers are live.</summary>
    public ILocator State => Page.Locator(".state-line");

    /// <summary>Waits until the board shows rows and says that they are live.</summary>
    public async Task BoardIsLive()
    {
        await Assertions.Expect(Page.Locator("[data-slot]").First).ToBeVisibleAsync();
        await Assertions.Expect(State).ToHaveAttributeAsync("data-state", "live");
    }

    /// <summary>Does what a person does; a failure says what was asked, what was answered and what the page showed.</summary>
    public Task Follow(Func<IPage, Task> steps) => walk.Follow(steps, faults);

    /// <summary>Lets the evening come: the reader's system turns dark, and the page with it.</summary>
    public async Task Darken()
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    /// <summary>Marks the document: a reload would lose the mark.</summary>
    public Task Mark() => Page.EvaluateAsync("window.__mark = 'kept'");

    /// <summary>Whether this is still the document that was marked.</summary>
    public async Task<bool> IsMarked() => await Page.EvaluateAsync<string?>("window.__mark ?? null") == "kept";

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
