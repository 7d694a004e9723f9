using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using Xunit.Abstractions;

namespace SalesGrains.Quarter;

/// <summary>
/// C01–C09, R14, M5: a company's field by the clock of a sandbox, once whole and once with the five faults. What comes out is written down;
/// nothing is asserted of it but that each miss is explained and that the numbers agree with each other.
/// </summary>
public sealed class QuarterTests(ITestOutputHelper output)
{
    [Fact]
    public Task In_two_weeks_each_miss_is_explained() => Both(FieldPlan.TwoWeeks, null);

    [Fact, Trait("Tier", "Full")]
    public Task In_a_quarter_each_miss_is_explained() => Both(FieldPlan.Quarter, Environment.GetEnvironmentVariable("QUARTER_RESULTS"));

    private async Task Both(FieldPlan plan, string? file)
    {
        var (whole, faulty) = (await One(plan, faulty: false), await One(plan, faulty: true));
        var report = QuarterReport.Of(plan, whole, faulty);
        output.WriteLine(report);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, report);
        }

        foreach (var run in (QuarterResult[])[whole, faulty])
        {
            Assert.Equal(run.Counts.Sum(count => count.Missed), run.Misses.Count);
            Assert.All(run.Misses, miss => Assert.NotNull(miss.Named));
            Assert.Equal(run.Counts.Sum(count => count.Due - count.Reached), run.Unreached);
            Assert.NotEmpty(run.Weeks);
        }
    }

    private static async Task<QuarterResult> One(FieldPlan plan, bool faulty)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var company = await QuarterCompany.Start(plan);
        var run = new QuarterRun(plan, faulty, company);
        await run.Through();
        var (reader, query) = (company.Sales.Reader(), new ListQuery(BoardScope.Company));
        var last = FieldPlan.StartsOn.AddDays(plan.Days - 1);
        return new(
            await reader.Misses(SalesCluster.Org, query, FieldPlan.StartsOn, last),
            (await reader.Unreached(SalesCluster.Org, query, FieldPlan.StartsOn, last)).Length,
            [.. run.Weeks],
            [.. run.Misses],
            plan.Contacts().Count,
            company.Moments,
            [.. company.Vendors.World.Log.Deliveries.GroupBy(one => one.Channel).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count()))],
            run.Opens,
            TimeProvider.System.GetElapsedTime(began));
    }
}
