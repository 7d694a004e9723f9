using System.Text.Json;
using SalesGrains.Checking;
using SalesGrains.Commands;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Organizations;

namespace SalesGrains.Company;

/// <summary>A company whose contracts all have one node due in seven days, so that all warn at nine o'clock on the first day.</summary>
internal sealed class DueCompany(SalesCompany company, DateOnly first) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private readonly CommandLog log = new();
    private readonly FileClock[] clocks = [.. company.Site.Programs.Select(program => new FileClock(program.Folder))];

    public SalesCompany Company => company;

    public static async Task<DueCompany> Found(int contracts, SitePlan? plan = null)
    {
        var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(Shanghai).DateTime).AddDays(1);
        var start = new DateTimeOffset(first, new(7, 30), Shanghai);
        var due = new DueCompany(await SalesCompany.Found(customers: 8, (plan ?? new()) with { ClockAt = start }), first);
        using var client = new SalesClient(due.Company.Site.Addresses, due.Company.Keys, due.log);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var i = worker; i < contracts; i += 8)
            {
                await client.Send(due.Draft($"c{i}", $"k{1 + worker}"));
                await client.Send(Orders.Sign($"op-sign-{i}", $"c{i}", first) with { MustAccept = true });
            }
        }));
        await Wait.Until(async () => await due.Company.Site.Pending() == 0, Patience, "all effects to be delivered");
        Assert.Equal(0, await due.Count());
        return due;
    }

    public DateTimeOffset At(int day, string time) => new(first.AddDays(day), TimeOnly.Parse(time, provider: null), Shanghai);

    /// <summary>Sets the programs' clocks, each ahead of that by what is said for it.</summary>
    public void To(int day, string time, params TimeSpan[] ahead)
    {
        for (var i = 0; i < clocks.Length; i++)
        {
            clocks[i].Set(At(day, time) + ahead.ElementAtOrDefault(i));
        }
    }

    /// <summary>Waits until so many nudges were raised.</summary>
    public Task Raised(int count) => Wait.Until(async () => await Count() >= count, Patience, $"{count} nudges");

    /// <summary>Longer than portfolios take to look at the clock again, no nudge is raised.</summary>
    public async Task RaisedStays(int count)
    {
        await Task.Delay(TimeSpan.FromSeconds(12));
        Assert.Equal(count, await Count());
    }

    /// <summary>Each customer gets money under this clock.</summary>
    public async Task Work(string key)
    {
        using var client = new SalesClient(company.Site.Addresses, company.Keys, log);
        for (var k = 1; k <= 8; k++)
        {
            await client.Send(Orders.Receipt($"op-{key}-{k}", $"k{k}", 100, first, null) with { MustAccept = true });
        }
    }

    /// <summary>Ends the program; every nudge that was ever raised.</summary>
    public async Task<List<(string Contract, string Id, DateTimeOffset Moment, DateTimeOffset RecordedAt)>> End()
    {
        await Wait.Until(async () => await company.Site.Pending() == 0, Patience, "all effects to be delivered");
        var world = await company.Site.End();
        Assert.Empty(CommandCheck.Of(world, log).Faults);
        Assert.Empty(HistoryRules.Faults(History.Of(log), History.Of(world)));
        Assert.Empty(StoreCheck.Faults(world));
        Assert.Equal((0, 0), (world.Pending, world.DeadLetters));
        foreach (var thing in world.Things)
        {
            Assert.True(thing.Commits.Zip(thing.Commits.Skip(1)).All(pair => pair.First.Row.RecordedAt < pair.Second.Row.RecordedAt), $"{thing.Name} was recorded backwards");
        }

        return
        [
            .. from thing in world.Of(EntityKinds.Contract)
               from commit in thing.Commits
               from record in commit.Content.Events
               let nudge = record.Data.Deserialize(ContractRules.Definition.EventJson) as NudgeRaised
               where nudge is not null
               select (thing.Name, nudge.NudgeId, nudge.DueMoment, commit.Row.RecordedAt),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        Array.ForEach(clocks, clock => clock.Dispose());
        await company.DisposeAsync();
    }

    private Operation Draft(string id, string customer) => Orders.Of(
        Kinds.Create, $"contract/{id}", "contracts", $"op-create-{id}", Roles.Manager,
        new
        {
            id,
            number = $"HT-{id}",
            title = "年度维保",
            customerId = customer,
            total = Yuan.Format(1_000_00),
            warrantyMonths = 12,
            terms = new[]
            {
                new
                {
                    name = "服务费", kind = "final", trigger = new { @event = "signed" }, offset = new { count = 7, unit = "day" },
                    amount = new { share = "100%" }, owner = "sales",
                },
            },
        }) with { MustAccept = true };

    private Task<long> Count() => company.Site.Nudges();
}
