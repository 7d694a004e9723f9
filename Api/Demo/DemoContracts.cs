using System.Collections.Immutable;

namespace SalesGrains.Demo;

/// <summary>Makes one contract with its life: shipped, arrived, accepted, and paid early, late or never.</summary>
internal static class DemoContracts
{
    public static DemoContract Make(int seed, string number, DateOnly signedOn, ILookup<string, DemoCustomer> customers, Func<DateOnly, int, DateOnly> addWorkdays)
    {
        var random = SeededRandom.For(seed, number);
        var tier = random.Weighted(.34, .40, .26) switch { 0 => "A", 1 => "B", _ => "C" };
        var customer = random.Pick(customers[tier].ToList());
        var (median, spread) = tier switch { "A" => (28.0, .6), "B" => (11.0, .55), _ => (3.6, .5) };
        var total = Math.Max(5_000, (long)Math.Round(random.LogNormal(median * 10_000, spread) / 100) * 100);
        var template = DemoTemplate.All[random.Weighted(DemoTemplate.Weights)];
        var events = Events(random, signedOn, customer.Risky);
        return new(
            number.ToLowerInvariant(), number, DemoNames.Title(random), customer.Id, customer.RepId, total, template, signedOn,
            [.. events.Where(e => template.Terms.Any(t => t.Event == e.Event) || e.Event is "shipped" or "final-accepted")],
            [.. Receipts(random, total, template, signedOn, events, customer.Risky, addWorkdays)]);
    }

    private static ImmutableArray<DemoEvent> Events(SeededRandom random, DateOnly signedOn, bool risky)
    {
        var shipped = signedOn.AddDays(random.Between(18, 45));
        var arrived = shipped.AddDays(random.Between(2, 8));
        var accepted = arrived.AddDays(random.Between(20, 55) + (risky ? random.Between(16, 40) : 0));
        return
        [
            new("shipped", shipped),
            new("arrived", arrived),
            new("invoiced", arrived.AddDays(random.Between(3, 10))),
            new("final-accepted", accepted),
        ];
    }

    private static IEnumerable<DemoReceipt> Receipts(
        SeededRandom random, long total, DemoTemplate template, DateOnly signedOn, ImmutableArray<DemoEvent> events, bool risky, Func<DateOnly, int, DateOnly> addWorkdays)
    {
        long Through(int percent) => total * percent;
        var percent = 0;
        for (var no = 1; no <= template.Terms.Length; no++)
        {
            var term = template.Terms[no - 1];
            var amount = Through(percent + term.Percent) - Through(percent);
            percent += term.Percent;
            if (DueOn(term, signedOn, events, addWorkdays) is not { } due)
            {
                continue;
            }

            var paid = due.AddDays(Delay(random, risky));
            if (random.Chance(.12))
            {
                var first = amount * random.Between(3, 7) / 10;
                yield return new(no, first, paid);
                yield return new(no, amount - first, paid.AddDays(random.Between(5, 25)));
            }
            else
            {
                yield return new(no, amount, paid);
            }
        }
    }

    /// <summary>About when a term falls due; payment habits hang on it, the product computes the exact day by itself.</summary>
    private static DateOnly? DueOn(DemoTerm term, DateOnly signedOn, ImmutableArray<DemoEvent> events, Func<DateOnly, int, DateOnly> addWorkdays)
    {
        var start = term.Event switch
        {
            "signed" => signedOn,
            "warranty-end" => events.First(e => e.Event == "final-accepted").On.AddMonths(12),
            _ => events.First(e => e.Event == term.Event).On,
        };
        return term.Unit switch
        {
            "workday" => addWorkdays(start, term.Count),
            "month-end" => new DateOnly(start.Year, start.Month, 1).AddMonths(1).AddDays(term.DaysAfter - 1),
            _ => start.AddDays(term.Count),
        };
    }

    private static int Delay(SeededRandom random, bool risky) =>
        (risky ? random.Weighted(.12, .20, .28, .28, .12) : random.Weighted(.34, .27, .20, .15, .04)) switch
        {
            0 => -random.Between(0, 3),
            1 => 1 + Math.Min(29, (int)random.Exponential(6)),
            2 => random.Between(8, 30),
            3 => random.Between(31, 90),
            _ => random.Between(91, 290),
        };
}
