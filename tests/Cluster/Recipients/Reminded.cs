using Microsoft.Extensions.Time.Testing;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Reps;
using SalesGrains.RuleSets;
using SalesGrains.Vendors;

namespace SalesGrains.Recipients;

/// <summary>A cluster with its production channels in front of imitated vendors, all by one clock that the test moves.</summary>
internal sealed class Reminded : IAsyncDisposable
{
    private static readonly DateTimeOffset Start9 = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly Actor Admin = new("u-1", "管理员", "admin");

    private int keys;

    private Reminded(SalesCluster sales, FakeVendors vendors) => (Sales, Vendors) = (sales, vendors);

    public SalesCluster Sales { get; }

    public FakeVendors Vendors { get; }

    public FakeTimeProvider Clock => Sales.Clock;

    /// <summary>Starts both; a vendor that says nothing is given up after half a second of real time.</summary>
    /// <param name="changed">Settings beside the vendors' own.</param>
    public static async Task<Reminded> Start(params (string Name, string Value)[] changed)
    {
        var clock = new FakeTimeProvider(Start9);
        var vendors = await FakeVendors.Start(time: clock);
        var settings = vendors.Settings();
        settings["Channels:Timeout"] = "00:00:00.5";
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        var sales = await SalesCluster.Start(new() { Clock = clock, StartsAt = Start9, Settings = settings });
        var all = new Reminded(sales, vendors);
        await all.Do(all.Customer, new CreateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1" }));
        return all;
    }

    public ICustomerGrain Customer => Grain<ICustomerGrain>("cust-1");

    public IRecipientGrain Recipient(string id) => Grain<IRecipientGrain>(id);

    public Task<RecipientView> View(string id) => Recipient(id).Get();

    /// <summary>Sets where a person is reached.</summary>
    public async Task Reach(string id, params (string Channel, string Address)[] addresses) => Assert.Null((await Recipient(id).Execute(new(
        new SetReach([.. addresses.Select(one => new ChannelAddress { Channel = one.Channel, Address = one.Address })], null, null), Meta()))).Rejection);

    /// <summary>A telephone tells how it is set.</summary>
    public async Task Report(string id, string permission, string contacts) => Assert.Null((await Recipient(id).Execute(new(
        new ReportDevice(new() { Id = "d-1", Kind = "android", Permission = permission, Contacts = contacts }), Meta()))).Rejection);

    public async Task Publish(DeliveryRuleSet rules) => Assert.Null((await Grain<IRuleSetGrain>(RuleSetKeys.Id).Execute(new(
        new PublishRules(RuleSet.Default with { OwnDelivery = rules }, null, "试验"), Meta()))).Rejection);

    public async Task Rep(string id, string unit) =>
        Assert.Null((await Grain<IRepGrain>(id).Execute(new(new CreateRep(new() { Name = id, UnitId = unit }), Meta()))).Rejection);

    /// <summary>A contract whose only payment is due within days: signing it raises a nudge to its rep.</summary>
    public async Task Nudge(string id, string repId)
    {
        var contract = Grain<IContractGrain>(id);
        var term = new Term
        {
            Name = "全款", Kind = TermWords.Final, Trigger = new OnDate(Sales.Today.AddDays(3)), Offset = new() { Unit = "day", Roll = "none" },
            Amount = TermAmount.Share(1_000_000), Owner = "sales",
        };
        var draft = new ContractDraft { Number = $"HT-{id}", Title = "仓储物流", CustomerId = "cust-1", CustomerName = "苏州恒岳", RepId = repId, TotalFen = 100_00, Terms = [term] };
        Assert.Null((await contract.Execute(new(new CreateContract(draft), Meta()))).Rejection);
        Assert.Null((await contract.Execute(new(new SignContract(Sales.Today), Meta()))).Rejection);
    }

    public Task Nudges(IEnumerable<(string Contract, string Rep)> nudges) =>
        Parallel.ForEachAsync(nudges, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (one, _) => await Nudge(one.Contract, one.Rep));

    /// <summary>How many nudges are in the inboxes.</summary>
    public async Task<long> Inbox()
    {
        var (reader, count, after) = (new PortfolioReader(Sales.Grains, Sales.Service<IOrganizationDirectory>()), 0L, default(string));
        do
        {
            var page = await reader.Nudges(SalesCluster.Org, new(BoardScope.Company) { Filter = new(Level: "all") }, new(PortfolioReader.MostRows, after));
            (count, after) = (count + page.Items.Length, page.Next);
        }
        while (after is not null);
        return count;
    }

    /// <summary>What a person's channels did, for a test that fails.</summary>
    public async Task<string> Story(string id) => string.Join('\n', (await View(id)).Attempts.Select(attempt => 
        $"{id} {attempt.Channel} {attempt.State} {attempt.QueuedAt:HH:mm:ss} {attempt.StartedAt:HH:mm:ss} {attempt.EndedAt:HH:mm:ss} x{attempt.Tries} {attempt.Code} {string.Join(',', attempt.Nudges)}"));

    /// <summary>Lets time go on by steps, and after each waits until everything that it set going has come to rest.</summary>
    public async Task After(int seconds, IReadOnlyList<string> recipients, int step = 5)
    {
        for (var gone = 0; gone < seconds; gone += step)
        {
            Clock.Advance(TimeSpan.FromSeconds(Math.Min(step, seconds - gone)));
            await Rest(recipients);
        }
    }

    /// <summary>Waits until nothing is undelivered, nothing is due, and no call to a vendor is under way.</summary>
    public async Task Rest(IReadOnlyList<string> recipients)
    {
        var before = "";
        await SalesCluster.Eventually(
            async () =>
            {
                await Sales.Settled();
                var views = await Task.WhenAll(recipients.Select(View));
                var stored = await Task.WhenAll(recipients.Select(id => Sales.Store.Load(RecipientKeys.Of(SalesCluster.Org, id))));
                var now = $"{Vendors.World.Log.Requests.Count} {string.Join(' ', views.Select(view => view.Version))}";
                var rests = now == before && stored.All(one => one is null || !(one.Facts.NextDue <= Clock.GetUtcNow()))
                    && !views.SelectMany(view => view.Attempts).Any(attempt => attempt.State == AttemptStates.Started && attempt.StartedAt > Clock.GetUtcNow().AddSeconds(-30));
                before = now;
                return rests;
            },
            "everything to come to rest");
    }

    /// <summary>The silo ends as by a power cut and another takes its place.</summary>
    public async Task KillAndRestart()
    {
        await Sales.Cluster.KillSiloAsync(Sales.Cluster.GetActiveSilos().First());
        await Sales.Cluster.StartAdditionalSiloAsync();
    }

    public CommandMeta Meta() => new(Admin, $"k-{Interlocked.Increment(ref keys)}", "f");

    public async ValueTask DisposeAsync()
    {
        await Sales.DisposeAsync();
        await Vendors.DisposeAsync();
    }

    private T Grain<T>(string id) where T : IGrainWithStringKey => Sales.Grains.GetGrain<T>($"{SalesCluster.Org}|{id}");

    private async Task Do(ICustomerGrain customer, CustomerCommand command) => Assert.Null((await customer.Execute(new(command, Meta()))).Rejection);
}
