using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SalesGrains.Browsing;

/// <summary>What axe says of a page (WCAG 2.2 AA and its best practices).</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice") };

    /// <summary>Axe finds nothing, or the failure names each place and what is wrong with it.</summary>
    public static async Task FindsNothing(IPage page)
    {
        var found = await page.RunAxe(Rules);
        Assert.True(found.Passes.Length > 10, "Axe checked next to nothing.");
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.SelectMany(
            rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}"))));
    }
}
