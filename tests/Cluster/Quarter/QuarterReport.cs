using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SalesGrains.Portfolios;

namespace SalesGrains.Quarter;

/// <summary>What came out of a run, as the program's own boards have it.</summary>
internal sealed record QuarterResult(
    ImmutableArray<MissCount> Counts, int Unreached, IReadOnlyList<ProcessCount> Weeks, IReadOnlyList<NamedMiss> Misses, int Happened, int Moments,
    IReadOnlyList<(string Channel, int Count)> Messages, (int Unasked, int Asked) Opens, TimeSpan Took);

/// <summary>The results file of both runs.</summary>
internal static class QuarterReport
{
    public static string Of(FieldPlan plan, QuarterResult whole, QuarterResult faulty)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line(string.Create(CultureInfo.InvariantCulture, $"Seed {plan.Seed}, {plan.Reps} reps, {plan.Days} days from {FieldPlan.StartsOn:yyyy-MM-dd}."));
        Line("");
        Line("| | whole | five faults |");
        Line("| --- | --- | --- |");
        Row("first contacts that happened", run => $"{run.Happened}");
        Row("first contacts that the boards know", run => $"{run.Counts.Sum(one => one.Contacts)}");
        Row("missed (漏录率)", run => Share(run.Counts.Sum(one => one.Missed), run.Counts.Sum(one => one.Contacts)));
        foreach (var source in whole.Counts.Concat(faulty.Counts).Select(one => one.Source).Distinct().Order(StringComparer.Ordinal))
        {
            Row($"missed, source {source}", run => Missed(run, one => one.Source == source));
        }

        foreach (var device in (string?[])["mobile", "pc", null])
        {
            Row($"missed, device {device ?? "unknown"}", run => Missed(run, one => one.Device == device));
        }

        Row("coverage (覆盖率)", run => Share(run.Counts.Sum(one => one.Reached), run.Counts.Sum(one => one.Due)));
        Row("completeness (数据完整率)", run => Share(run.Weeks.Sum(one => one.Filled), run.Weeks.Sum(one => one.Expected)));
        Row("follow-ups recorded / due and not", run => $"{run.Weeks.Sum(one => one.FollowUps)} / {run.Weeks.Sum(one => one.Overdue)}");
        Row("effective visits (有效拜访)", run => $"{run.Weeks.Sum(one => one.Visits)}");
        Row("messages that arrived", run => string.Join(", ", run.Messages.Select(one => $"{one.Channel} {one.Count}")));
        Row("app opened unasked / after a message", run => $"{run.Opens.Unasked} / {run.Opens.Asked}");
        Row("misses explained", run => Share(run.Misses.Count(miss => miss.Named is not null), run.Misses.Count));
        Row("moments that the clock stood at", run => $"{run.Moments}");
        Line("");
        Line("Misses of the run with faults, by the fault that was put in and what the chain names:");
        Line("");
        Line("| put in | link | named | misses |");
        Line("| --- | --- | --- | --- |");
        foreach (var group in faulty.Misses.GroupBy(miss => (miss.Injected, miss.Link, miss.Named)).OrderBy(group => group.Key.Injected, StringComparer.Ordinal).ThenByDescending(group => group.Count()))
        {
            Line($"| {group.Key.Injected} | {group.Key.Link} | {group.Key.Named} | {group.Count()} |");
        }

        var injected = faulty.Misses.Where(miss => miss.Injected != FieldFaults.None).ToList();
        Line("");
        Line($"Named as a fault that was put in: {Share(injected.Count(miss => miss.Injected.Split(" + ").Contains(miss.Named)), injected.Count)}.");
        Line("");
        Line("Misses of the whole run by what the chain names: " + (whole.Misses.Count == 0 ? "there were none" : "")
            + string.Join(", ", whole.Misses.GroupBy(miss => $"{miss.Link} {miss.Named}").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}")) + ".");
        return text.ToString();

        void Row(string name, Func<QuarterResult, string> of) => Line($"| {name} | {of(whole)} | {of(faulty)} |");
    }

    private static string Missed(QuarterResult run, Func<MissCount, bool> which) =>
        Share(run.Counts.Where(which).Sum(one => one.Missed), run.Counts.Where(which).Sum(one => one.Contacts));

    private static string Share(long part, long all) =>
        all == 0 ? "0 of 0" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / all:0.0} % ({part} of {all})");
}
