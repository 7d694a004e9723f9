using System.Diagnostics;
using SalesGrains.Company;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>What is due across a stop, and under a clock that is set, in the real program (K06, K07). The machine's clock moves on as ever; the
/// program's is ahead of it by what the test says.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Five_hundred_items_due_while_everything_was_down_are_done_after_the_start_once_each()
    {
        const int Items = 500;
        await using var due = await DueCompany.Found(Items);
        await due.Company.Site.Kill();
        due.To(0, "09:10");
        await due.Company.Site.Programs[0].Restart();
        var ready = Stopwatch.GetTimestamp();
        await due.Raised(Items);
        var caughtUp = Stopwatch.GetElapsedTime(ready);

        // The next stage comes while the program is up: the clock is set to ten seconds before it.
        due.To(4, "08:59:50");
        await due.Raised(Items * 2);
        var nudges = await due.End();
        var late = nudges.Where(nudge => nudge.Moment == due.At(4, "09:00")).Select(nudge => nudge.RecordedAt - nudge.Moment).ToList();
        output.WriteLine($"[measured] K06: {Items} items due while all was down: done {caughtUp.TotalMilliseconds:0} ms after ready, {nudges.Count - nudges.Distinct().Count()} twice; {late.Count} due while it ran: latest {late.Max().TotalMilliseconds:0} ms after its moment, earliest {late.Min().TotalMilliseconds:0} ms");

        Assert.Equal(Items * 2, nudges.Count);
        Assert.Equal(Items * 2, nudges.Select(nudge => (nudge.Contract, nudge.Id)).Distinct().Count());
        Assert.Equal(Items, late.Count);
        Assert.All(late, one => Assert.InRange(one, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        Assert.True(caughtUp < Patience);
    }

    [Fact, Trait("Tier", "Full")]
    public async Task A_clock_that_is_set_back_and_forth_fires_nothing_early_nothing_twice_and_loses_nothing()
    {
        const int Items = 100;
        await using var due = await DueCompany.Found(Items);

        // A day back: nothing comes early, and who works meanwhile is recorded after what was recorded before.
        due.To(-1, "09:30");
        await due.Work("back");
        await due.RaisedStays(0);
        due.To(0, "09:00:01");
        await due.Raised(Items);

        // An hour back behind what has fired, a restart there, and forth again: nothing fires twice.
        due.To(0, "08:00");
        await due.RaisedStays(Items);
        await due.Company.Site.Kill();
        await due.Company.Site.Programs[0].Restart();
        await due.RaisedStays(Items);
        due.To(0, "09:00:01");
        await due.RaisedStays(Items);

        // An hour forth, short of the next; then two days forth over two of them at once: only the later speaks.
        due.To(4, "08:30");
        await due.RaisedStays(Items);
        due.To(6, "10:00");
        await due.Raised(Items * 2);
        due.To(5, "10:00");
        await due.Work("back again");
        await due.RaisedStays(Items * 2);
        due.To(8, "09:00:05");
        await due.Raised(Items * 3);
        due.To(7, "09:00");
        await due.RaisedStays(Items * 3);

        var nudges = await due.End();
        output.WriteLine($"[measured] K07: clock set 11 times between a day back and two days forth, one restart: {nudges.Count} nudges of {Items} contracts, {nudges.Count - nudges.Select(nudge => (nudge.Contract, nudge.Id)).Distinct().Count()} twice, {nudges.Count(nudge => nudge.RecordedAt < nudge.Moment)} early");

        Assert.Equal(Items * 3, nudges.Count);
        Assert.Equal(Items * 3, nudges.Select(nudge => (nudge.Contract, nudge.Id)).Distinct().Count());
        Assert.DoesNotContain(nudges, nudge => nudge.RecordedAt < nudge.Moment);
    }

    [Fact, Trait("Tier", "Full")]
    public async Task Silos_whose_clocks_differ_by_minutes_fire_nothing_early_nothing_twice_and_lose_nothing()
    {
        const int Items = 100;
        await using var due = await DueCompany.Found(Items, new(Engine.PostgreSql, Programs: 2));
        TimeSpan behind = TimeSpan.FromMinutes(-2), ahead = TimeSpan.FromMinutes(3);

        // Both are before nine, by either clock: nothing comes. Commands go to both silos, with effects between them.
        due.To(0, "08:50", behind, ahead);
        await due.Work("apart");
        await due.RaisedStays(0);

        // Nine has come by both; then the one that was ahead is behind, short of nine again.
        due.To(0, "09:03", behind, ahead);
        await due.Raised(Items);
        due.To(0, "09:01", ahead, behind);
        await due.Work("turned round");
        await due.RaisedStays(Items);

        // Whoever holds the portfolio goes, each in turn: the other looks through it by a clock of its own.
        for (var silo = 0; silo < 2; silo++)
        {
            await due.Company.Site.Programs[silo].Kill();
            await due.Company.Site.Restart(silo);
            await due.RaisedStays(Items);
        }

        // The next stage, between both clocks first: it may come by the one that is ahead, and is not lost by the other.
        due.To(4, "08:58", ahead, behind);
        await due.Work("between");
        due.To(4, "09:04", ahead, behind);
        await due.Raised(Items * 2);

        var nudges = await due.End();
        output.WriteLine($"[measured] K07: two silos 5 min apart, each clock turned round once, each silo killed once: {nudges.Count} nudges of {Items} contracts, {nudges.Count - nudges.Select(nudge => (nudge.Contract, nudge.Id)).Distinct().Count()} twice, {nudges.Count(nudge => nudge.RecordedAt < nudge.Moment)} before their moment by the clock that fired them");

        Assert.Equal(Items * 2, nudges.Count);
        Assert.Equal(Items * 2, nudges.Select(nudge => (nudge.Contract, nudge.Id)).Distinct().Count());
        Assert.DoesNotContain(nudges, nudge => nudge.RecordedAt < nudge.Moment);
    }
}
