using System.Collections.Immutable;

namespace SalesGrains.Demo;

/// <summary>
/// Makes the demo company from a seed: 40 reps, 1,200 customers, 900 contracts in the 18 months before the start, and the months after
/// it that the driver plays. The distributions are those of a B2B company that collects late: half of a month's contracts are signed in its last six days.
/// </summary>
public static class DemoGenerator
{
    /// <summary>The seed of the demo.</summary>
    public const int Seed = 2;

    private const int History = 900;
    private const int HistoryMonths = 18;
    private const int FutureMonths = 12;
    private static readonly double[] MonthWeights = [.80, .45, 1.05, .95, .90, 1.25, .85, .85, 1.20, .80, 1.05, 1.60];

    /// <summary>The company of a seed: the same one every time.</summary>
    public static DemoCompany Make(int seed, Func<DateOnly, int, DateOnly> addWorkdays)
    {
        var units = Units();
        var reps = Reps(seed, units);
        var customers = Customers(seed, reps);
        return new(units, People(reps), reps, customers, Contracts(seed, customers, addWorkdays));
    }

    private static ImmutableArray<DemoUnit> Units()
    {
        var units = ImmutableArray.CreateBuilder<DemoUnit>();
        units.Add(new("company", "company", "示例科技集团", null));
        foreach (var (region, name, teams) in new[]
        {
            ("east", "华东", new[] { "上海一组", "苏南组", "浙江组" }),
            ("south", "华南", ["广州组", "深圳组", "福建组"]),
            ("north", "华北", ["北京组", "山东组", "天津门店"]),
        })
        {
            units.Add(new(region, "region", name, "company"));
            for (var i = 0; i < teams.Length; i++)
            {
                units.Add(new($"{region}-{i + 1}", teams[i].EndsWith("门店", StringComparison.Ordinal) ? "store" : "team", teams[i], region));
            }
        }

        return units.ToImmutable();
    }

    private static ImmutableArray<DemoRep> Reps(int seed, ImmutableArray<DemoUnit> units)
    {
        var teams = units.Where(u => u.Kind is "team" or "store").ToList();
        return [.. Enumerable.Range(1, 40).Select(i =>
            new DemoRep($"rep-{i:00}", DemoNames.Person(SeededRandom.For(seed, $"rep{i}")), teams[(i - 1) % teams.Count].Id))];
    }

    private static ImmutableArray<DemoPerson> People(ImmutableArray<DemoRep> reps) =>
    [
        new("director@demo", "周启明", "director", "company", null),
        new("east.manager@demo", "沈知远", "manager", "east", null),
        new("south.manager@demo", "何听澜", "manager", "south", null),
        new("north.manager@demo", "韩承志", "manager", "north", null),
        new("finance@demo", "苏婉清", "finance", "company", null),
        new("delivery@demo", "程景行", "delivery", "company", null),
        .. reps.Select((rep, i) => new DemoPerson($"rep{i + 1}@demo", rep.Name, "rep", rep.UnitId, rep.Id)),
    ];

    private static ImmutableArray<DemoCustomer> Customers(int seed, ImmutableArray<DemoRep> reps) =>
        [.. Enumerable.Range(0, 1200).Select(i =>
        {
            var random = SeededRandom.For(seed, $"customer{i}");
            var tier = random.Weighted(.15, .35, .50) switch { 0 => "A", 1 => "B", _ => "C" };
            var (name, industry) = DemoNames.Company(random, i, tier == "A" && random.Chance(.8));
            return new DemoCustomer($"cust-{i + 1:0000}", name, tier, random.Pick(reps).Id, industry, random.Chance(.06));
        })];

    private static ImmutableArray<DemoContract> Contracts(int seed, ImmutableArray<DemoCustomer> customers, Func<DateOnly, int, DateOnly> addWorkdays)
    {
        var byTier = customers.ToLookup(c => c.Tier);
        var months = Enumerable.Range(0, HistoryMonths + FutureMonths)
            .Select(m => new DateOnly(2024, 8, 1).AddMonths(m)).ToList();
        var weight = months.Take(HistoryMonths).Sum(m => MonthWeights[m.Month - 1]);
        var contracts = ImmutableArray.CreateBuilder<DemoContract>();
        var serial = new Dictionary<int, int>();
        var owed = 0.0;
        foreach (var month in months)
        {
            owed += History * MonthWeights[month.Month - 1] / weight;
            var days = SeededRandom.For(seed, $"month{month:yyyyMM}");
            var signings = Enumerable.Range(0, (int)owed).Select(_ => SigningDay(days, month)).Order().ToList();
            owed -= signings.Count;
            foreach (var day in signings)
            {
                var number = serial[day.Year] = serial.GetValueOrDefault(day.Year) + 1;
                contracts.Add(DemoContracts.Make(seed, $"HT-{day.Year}-{number:0000}", day, byTier, addWorkdays));
            }
        }

        return contracts.ToImmutable();
    }

    private static DateOnly SigningDay(SeededRandom random, DateOnly month)
    {
        var length = DateTime.DaysInMonth(month.Year, month.Month);
        return random.Chance(.45) ? month.AddDays(length - random.Between(1, 6)) : month.AddDays(random.Between(0, length - 1));
    }
}
