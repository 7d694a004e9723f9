namespace SalesGrains.Quarter;

/// <summary>The first contact with a new customer.</summary>
internal sealed record FieldContact(string Id, int Rep, DateTimeOffset At, string Source, string? Device, bool Unmapped);

/// <summary>The company of a run, made from its seed: which contacts there are, and whose.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Reps">Number of reps.</param>
/// <param name="Days">Number of days.</param>
/// <param name="PerDay">First contacts of a rep on a workday.</param>
internal sealed record FieldPlan(ulong Seed, int Reps, int Days, double PerDay)
{
    /// <summary>A Monday.</summary>
    public static readonly DateOnly StartsOn = new(2026, 3, 2);

    /// <summary>A quarter: thirteen weeks.</summary>
    public static FieldPlan Quarter { get; } = new(20260302, 10, 91, .5);

    /// <summary>Two weeks of a small team.</summary>
    public static FieldPlan TwoWeeks { get; } = new(20260302, 5, 14, .6);

    /// <summary>When it ends.</summary>
    public DateTimeOffset EndsAt => FieldBehaviour.Local(StartsOn.AddDays(Days), 0);

    /// <summary>The contacts, by their moment; those of the last two days are left out, so that each has had its day at the end.</summary>
    public IReadOnlyList<FieldContact> Contacts() =>
    [
        .. Enumerable.Range(0, Days - 2).Select(StartsOn.AddDays).Where(FieldBehaviour.IsWorkday)
            .SelectMany(day => Enumerable.Range(0, Reps).Where(rep => Chance($"contact/{rep}/{day:O}") < PerDay).Select(rep => Contact(rep, day)))
            .OrderBy(contact => contact.At),
    ];

    private FieldContact Contact(int rep, DateOnly day)
    {
        var id = $"{rep}-{day:yyyyMMdd}";
        var source = Chance($"source/{id}") switch { < .45 => "wecom-contact", < .8 => "call", _ => "wechat-message" };
        var device = source == "wecom-contact" ? null : Chance($"device/{id}") < .87 ? "mobile" : "pc";
        return new(
            id, rep, FieldBehaviour.Local(day, 9 + (8.5 * Chance($"at/{id}"))), source, device,
            Unmapped: source != "call" && Chance($"mapped/{id}") < .25);
    }

    private double Chance(string question) => FieldBehaviour.Chance(Seed, question);
}
