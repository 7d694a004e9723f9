using System.Collections.Immutable;

namespace SalesGrains.Demo;

/// <summary>Something that somebody at the demo company does at a moment.</summary>
/// <param name="At">When, in the demo's time.</param>
public abstract record DemoStep(DateTimeOffset At)
{
    /// <summary>The idempotency key: doing a step twice makes one.</summary>
    public abstract string Key { get; }
}

/// <summary>Something that is done with a customer.</summary>
/// <param name="At">When, in the demo's time.</param>
/// <param name="Customer">With whom.</param>
/// <param name="Deed">What.</param>
/// <param name="Number">Tells apart what is done with one customer.</param>
public sealed record FieldStep(DateTimeOffset At, DemoCustomer Customer, DemoDeed Deed, int Number) : DemoStep(At)
{
    /// <inheritdoc/>
    public override string Key => $"demo-field-{Customer.Id}-{Number}";
}

/// <summary>Something that happens to a contract.</summary>
/// <param name="At">When, in the demo's time.</param>
/// <param name="Contract">On which contract.</param>
/// <param name="Event">What happened to the contract, or null.</param>
/// <param name="Receipt">What was paid, or null; with neither, the contract is signed.</param>
/// <param name="Number">Tells apart what happens to one contract.</param>
public sealed record ContractStep(DateTimeOffset At, DemoContract Contract, DemoEvent? Event, DemoReceipt? Receipt, int Number) : DemoStep(At)
{
    /// <inheritdoc/>
    public override string Key => $"demo-{Contract.Id}-{Number}";
}

/// <summary>All steps of a demo company in the order of time: the past, which is loaded, and the future, which is played.</summary>
public static class DemoTimeline
{
    /// <summary>The steps up to the demo's first moment, by contract or customer, those of each in order.</summary>
    public static IEnumerable<ImmutableArray<DemoStep>> Past(DemoCompany company) => company.Contracts.Select(StepsOf)
        .Concat(DemoField.Steps(company, DemoGenerator.Seed).GroupBy(step => step.Customer.Id).Select(steps => steps.OrderBy(step => step.At)))
        .Select(steps => steps.Where(step => step.At <= DemoCompany.StartsAt).ToImmutableArray())
        .Where(steps => !steps.IsEmpty);

    /// <summary>The steps after the demo's first moment, in order.</summary>
    public static ImmutableArray<DemoStep> Future(DemoCompany company) =>
    [
        .. company.Contracts.SelectMany(StepsOf).Concat(DemoField.Steps(company, DemoGenerator.Seed)).Where(step => step.At > DemoCompany.StartsAt)
            .OrderBy(step => step.At).ThenBy(step => step.Key, StringComparer.Ordinal),
    ];

    private static IEnumerable<DemoStep> StepsOf(DemoContract contract)
    {
        var steps = contract.Events.Select(e => (e.On, Event: (DemoEvent?)e, Receipt: (DemoReceipt?)null))
            .Concat(contract.Receipts.Select(r => (On: r.On < contract.SignedOn ? contract.SignedOn : r.On, Event: (DemoEvent?)null, Receipt: (DemoReceipt?)r)))
            .OrderBy(s => s.On).ThenBy(s => s.Receipt is not null);
        yield return new ContractStep(Moment(contract, contract.SignedOn, 0), contract, null, null, 0);
        var number = 0;
        foreach (var (on, happened, receipt) in steps)
        {
            number++;
            yield return new ContractStep(Moment(contract, on, number), contract, happened, receipt, number);
        }
    }

    /// <summary>A moment of the working day, later for what comes later; what happens on the first day has happened by its first moment.</summary>
    private static DateTimeOffset Moment(DemoContract contract, DateOnly on, int number)
    {
        var day = new DateTimeOffset(on.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        var minute = SeededRandom.For(0, $"{contract.Id}/{on:yyyyMMdd}").Between(0, 400) + number;
        return on <= DemoCompany.StartsOn ? day.AddHours(8) : day.AddHours(9.5).AddMinutes(minute);
    }
}
