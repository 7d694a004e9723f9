using SalesGrains.Customers;
using SalesGrains.Nudges.Why;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Quarter;

/// <summary>A missed first contact, and what the chain says of it.</summary>
internal sealed record NamedMiss(FieldContact Contact, string Injected, string? Link, string? Named);

/// <content>What the run asks the program: of each miss why, of each week what was done in it.</content>
internal sealed partial class QuarterRun
{
    private readonly Dictionary<string, NamedMiss> misses = [];
    private readonly List<ProcessCount> weeks = [];

    public IReadOnlyCollection<NamedMiss> Misses => misses.Values;

    /// <summary>The numbers of the process board (T10, P11), by rep and week, as they stood in the last second of the week.</summary>
    public IReadOnlyCollection<ProcessCount> Weeks => weeks;

    private async Task CloseWeek(DateOnly monday)
    {
        await company.Quiet();
        weeks.AddRange(await company.Sales.Reader().Process(SalesCluster.Org, new(BoardScope.Company) { Week = monday }));
    }

    /// <summary>What was learnt after its deadline is missed at once, and asked about at once.</summary>
    private async Task Late(FieldContact contact)
    {
        if (company.Now >= contact.At.AddHours(24))
        {
            await company.Quiet();
            await Explain(contact);
        }
    }

    private async Task Explain(FieldContact contact)
    {
        var customer = (await company.Grain<ICustomerGrain>(contact.Id).Get())!;
        if (customer.Care.FirstContact?.MissedAt is null || misses.ContainsKey(contact.Id))
        {
            return;
        }

        var chain = WhyRules.Of(WhyCase.Of(contact.Id, customer, company.Now) with { Recipient = await company.View(contact.Rep) });
        misses[contact.Id] = new(contact, faulty ? FieldFaults.Of(contact) : FieldFaults.None, chain.Broken, chain.Fault);
    }
}
