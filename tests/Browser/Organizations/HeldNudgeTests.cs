using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Organizations;

/// <summary>After a restore an administrator finds what is held on the page, and decides it.</summary>
[Collection(nameof(Restoring))]
public sealed class HeldNudgeTests(Company company)
{
    [Fact]
    public async Task An_administrator_releases_one_held_nudge_and_discards_the_others()
    {
        var before = (await company.Sales.Get("/nudges?level=all&limit=200"))["items"]!.AsArray().Count;
        Assert.True(before > 3, $"{before} nudges");
        Assert.Equal(0, await company.Program.Stop());
        var (backup, restored) = (Path.Combine(company.Program.Folder, "all.backup"), Path.Combine(company.Program.Folder, "restored"));
        await Run("--data", company.Program.Folder, "--backup", backup);
        await Run("--data", restored, "--restore", backup);
        await company.Program.Restart("--data", restored);
        Assert.Empty((await company.Sales.Get("/nudges?level=all"))["items"]!.AsArray());

        await using var window = await company.Open("admin", "/organization");
        await window.Follow(async page =>
        {
            var held = page.Locator("section.held");
            await Expect(held.GetByRole(AriaRole.Heading)).ToHaveTextAsync($"暂扣的提醒（{before}）");
            await Expect(held.Locator("li")).ToHaveCountAsync(before);
            await Expect(held).ToContainTextAsync("从备份恢复");
            await Accessibility.FindsNothing(page);

            await held.Locator("li").First.GetByRole(AriaRole.Button, new() { Name = "放行" }).ClickAsync();
            await Expect(held.GetByRole(AriaRole.Heading)).ToHaveTextAsync($"暂扣的提醒（{before - 1}）");

            await held.GetByRole(AriaRole.Button, new() { Name = "全部丢弃" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Expect(dialog).ToContainTextAsync(new Regex($"{before - 1} 条提醒将被丢弃"));
            await Accessibility.FindsNothing(page);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "全部丢弃" }).ClickAsync();
            await Expect(held).ToHaveCountAsync(0);
        });

        Assert.Single((await company.Sales.Get("/nudges?level=all"))["items"]!.AsArray());
        Assert.Empty(window.Faults);
    }

    private static async Task Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(SalesGrains.Hosting.SalesOptions).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }
}
