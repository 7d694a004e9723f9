using SalesGrains.Boards;
using SalesGrains.Customers;
using SalesGrains.Entities;

namespace SalesGrains.Portfolios;

/// <summary>The customers of a random company, who are contacted, followed up, handed over and forgotten.</summary>
internal sealed class RandomField(SplitMix64 random, RandomCompany company)
{
    private static readonly string[] Reps = ["r1", "r2", "r3", "r4", "r5"];

    public Dictionary<string, CustomerFacts> Latest { get; } = [];

    public CustomerFacts Commit()
    {
        var id = $"c{random.Below(12):00}";
        var old = Latest.GetValueOrDefault(id) ?? new CustomerFacts
        {
            Key = new(EntityKinds.Customer, RandomCompany.Org, id),
            Name = random.Pick(["华东钢构", "北辰机电", "Nordwind"]),
            Tier = random.Pick(["A", "B", "C"]),
            RepId = random.Pick(Reps),
        };
        return Latest[id] = old with
        {
            Version = old.Version + 1,
            RepId = random.Chance(10) ? random.Pick(Reps) : old.RepId,
            Care = (old.Care ?? new()) with { FirstContact = Contact(old), FollowUpDueOn = DueOn(old) },
        };
    }

    public BoardFilter Filter(string board) => new(
        random.Chance(20) ? random.Pick(Reps) : null,
        random.Chance(40) ? random.Pick([.. Duties.DutyFilter.BucketsOf(board)]) : null,
        random.Chance(20) ? random.Pick(["钢", "nord", "no such"]) : null,
        random.Chance(20) ? random.Pick(["A", "B", "C"]) : null);

    private FirstContactFacts? Contact(CustomerFacts old)
    {
        if (old.Care?.FirstContact is not { } first)
        {
            var started = company.Now.AddMinutes(-random.Below(3_000));
            return random.Chance(60) ? new(started, started.AddHours(24), random.Pick(["call", "wecom-contact", "entry"]), old.RepId, random.Pick(["mobile", "pc", null])) : null;
        }

        return random.Below(4) switch
        {
            0 => first with { StartedAt = first.StartedAt.AddHours(-1), DeadlineAt = first.DeadlineAt.AddHours(-1) },
            1 when company.Now >= first.DeadlineAt => first with { MissedAt = first.DeadlineAt },
            2 => first with { Outcome = random.Pick(["opportunity", "not-an-opportunity"]) },
            _ => first,
        };
    }

    private DateOnly? DueOn(CustomerFacts old) =>
        random.Chance(50) ? DateOnly.FromDateTime(company.Now.UtcDateTime).AddDays(random.Below(40) - 20) : old.Care?.FollowUpDueOn;
}
