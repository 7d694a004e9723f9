using System.Diagnostics;
using SalesGrains.Commands;

namespace SalesGrains.Company;

/// <summary>
/// Freezes one silo after the other (SIGSTOP) while it holds its part of the entities and perhaps the portfolio: for a moment first, then
/// for long. Asks every customer through the others until all answer, lets the frozen one go on, and starts it again if it ended itself.
/// </summary>
internal sealed class Freezer(SalesCompany company, CommandLog log)
{
    /// <summary>How long each stays frozen.</summary>
    public static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);

    /// <summary>How long each stands still before that, as on a machine that has no core for it; that must not count as death.</summary>
    public static readonly TimeSpan Stall = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>From each freeze to the answer of the last customer.</summary>
    public List<TimeSpan> Back { get; } = [];

    /// <summary>From each freeze to the answer of half of the customers.</summary>
    public List<TimeSpan> Median { get; } = [];

    /// <summary>From each freeze to the moment when the others declared the silo dead.</summary>
    public List<TimeSpan> Declared { get; } = [];

    /// <summary>Silos that were declared dead because they had stood still for a moment; none must be.</summary>
    public int Misjudged { get; private set; }

    /// <summary>Silos that ended themselves when they went on and learned that they had been declared dead.</summary>
    public int Ended { get; private set; }

    public async Task Freeze()
    {
        for (var victim = 0; victim < company.Site.Programs.Length; victim++)
        {
            var program = company.Site.Programs[victim];
            await Answers();
            await program.Freeze();
            await Task.Delay(Stall);
            await program.Thaw();
            await Answers();
            Misjudged += program.HasEnded || await company.Site.IsDeclaredDead(PortOf(program)) ? 1 : 0;
            await program.Freeze();
            var frozen = Stopwatch.GetTimestamp();
            var declared = Dead(program, frozen);
            var answered = await Task.WhenAll(company.Customers.Select(async (customer, i) =>
            {
                await Ask(customer, $"op-frozen-{victim}-{i}", program.Address);
                return Stopwatch.GetElapsedTime(frozen);
            }));
            Back.Add(answered.Max());
            Median.Add(answered.Order().ElementAt(answered.Length / 2));
            Declared.Add(await declared);
            var rest = Frozen - Stopwatch.GetElapsedTime(frozen);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            await program.Thaw();

            // A silo that has been declared dead ends as soon as it knows.
            await Wait.Until(() => program.HasEnded, Patience, "the silo that was declared dead to end itself");
            Ended++;
            await company.Site.Restart(victim);
        }
    }

    private Task Answers()
    {
        var before = log.Answered;
        return Wait.Until(() => log.Answered > before + 200, Patience, "the clients to be answered");
    }

    private static string PortOf(SalesProcess program) => program.Printed(@"for other silos at \S+:(\d+)")!;

    private async Task<TimeSpan> Dead(SalesProcess program, long frozen)
    {
        await Wait.Until(() => company.Site.IsDeclaredDead(PortOf(program)), Patience, "the frozen silo to be declared dead");
        return Stopwatch.GetElapsedTime(frozen);
    }

    private async Task Ask(string customer, string key, Uri frozen)
    {
        using var client = new SalesClient([.. company.Site.Addresses.Where(address => address != frozen)], company.Keys, log);
        await client.Send(Orders.Receipt(key, customer, 100, company.Today, null) with { MustAccept = true });
    }
}
