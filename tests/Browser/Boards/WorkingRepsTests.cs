using System.Diagnostics;
using System.Globalization;
using SalesGrains.Browsing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Boards;

/// <summary>A rep records a follow-up; a manager who looks at how the reps work, and at the team, sees it without a reload (T10, P11, Z05).</summary>
public sealed class WorkingRepsTests(Company company, ITestOutputHelper output) : IClassFixture<Company>
{
    private const string Completeness = "[data-rep='rep-li'] [data-metric=completeness]";
    private const string FollowUps = "[data-rep='rep-li'] [data-metric='follow-up']";

    [Fact]
    public async Task A_follow_up_moves_the_numbers_of_its_rep_on_both_pages_and_they_open_it()
    {
        await FieldBooks.Prepare(company);
        await using var process = await company.Open(Company.Manager, "/process");
        await using var team = await company.Open(Company.Manager, "/team");
        foreach (var window in new[] { process, team })
        {
            await Expect(window.State).ToHaveAttributeAsync("data-state", "live");
            await window.Mark();
        }

        var (filled, late) = (await process.Page.Locator(Completeness).InnerTextAsync(), await team.Page.Locator(FollowUps).InnerTextAsync());
        var rep = await company.Person(FieldBooks.Rep);
        var now = (await company.Sales.Get("/session"))["clock"]!["now"]!.GetValue<string>();
        await rep.Post("/customers/c-hengyue/follow-ups", new { id = "f-live", occurredAt = now, done = "call", said = "budget", next = "quote" });
        var answered = Stopwatch.GetTimestamp();

        await Expect(process.Page.Locator(Completeness)).Not.ToHaveTextAsync(filled);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[measured] the process page moved {Stopwatch.GetElapsedTime(answered).TotalMilliseconds:0} ms after the follow-up was answered"));
        await Expect(team.Page.Locator(FollowUps)).Not.ToHaveTextAsync(late);
        await process.Page.Locator(Completeness).ClickAsync();
        await Expect(process.Page.Locator("dialog .process-list li").Filter(new() { HasText = "恒岳" })).ToHaveCountAsync(1);
        foreach (var window in new[] { process, team })
        {
            Assert.True(await window.IsMarked(), "The page was loaded again.");
            Assert.Empty(window.Faults);
        }
    }
}
