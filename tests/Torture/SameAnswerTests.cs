using SalesGrains.Checking;
using SalesGrains.Commands;
using SalesGrains.Company;

namespace SalesGrains;

/// <summary>A key keeps its answer although the world has moved on (K05): a client that missed it must not be told the contrary.</summary>
public sealed class SameAnswerTests
{
    [Fact]
    public async Task Money_that_was_taken_or_refused_keeps_its_answer_when_its_contract_changes_stage()
    {
        await using var company = await SalesCompany.Found(customers: 1);
        var log = new CommandLog();
        using var client = new SalesClient(company.Site.Addresses, company.Keys, log);
        await client.Send(Orders.Create("op-1", "c1", "k1", 1_000_00));
        var early = await client.Send(Orders.Receipt("op-2", "k1", 10_00, company.Today, "c1"));
        await client.Send(Orders.Sign("op-3", "c1", company.Today));
        var late = await client.Send(early.Operation, early);
        var taken = await client.Send(Orders.Receipt("op-4", "k1", 50_00, company.Today, "c1"));
        await client.Send(Orders.Receipt("op-5", "k1", 7_00, company.Today, null));
        var given = await client.Send(Orders.Credit("op-6", "k1", "c1", 7_00));
        await client.Send(Orders.Cancel("op-7", "c1"));

        var repeats = new List<Entry>();
        foreach (var first in (Entry[])[early, taken, given])
        {
            repeats.Add(await client.Send(first.Operation, first));
        }

        var other = await client.Send(Orders.Receipt("op-4", "k1", 51_00, company.Today, "c1"), taken);

        Assert.Equal("receipt.contract-not-signed", early.Answer!.Code);
        Assert.Equal(early.Answer, late.Answer);
        Assert.Equal((201, 200), (taken.Answer!.Status, given.Answer!.Status));
        Assert.Equal([early.Answer, taken.Answer, given.Answer], repeats.Select(repeat => repeat.Answer!));
        Assert.Equal((422, "idempotency.key-reused"), (other.Answer!.Status, other.Answer.Code));
        Assert.Empty(CommandCheck.Of(await company.Site.End(), log).Faults);
    }
}
