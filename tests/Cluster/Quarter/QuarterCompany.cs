using Microsoft.Extensions.Time.Testing;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Accounts;
using SalesGrains.Identities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Recipients;
using SalesGrains.Reps;
using SalesGrains.Sandboxes;
using SalesGrains.Vendors;

namespace SalesGrains.Quarter;

/// <summary>
/// A sandbox on real silos, its production channels in front of imitated vendors. Its clock is moved from moment to moment, and stands at each
/// until everything is committed, delivered and sent.
/// </summary>
internal sealed class QuarterCompany : IAsyncDisposable
{
    private const string Team = "east-1";
    private static readonly TimeSpan Stuck = TimeSpan.FromMilliseconds(250);

    private readonly FieldPlan plan;
    private int keys;

    private QuarterCompany(FieldPlan plan, SalesCluster sales, FakeVendors vendors) => (this.plan, Sales, Vendors) = (plan, sales, vendors);

    public SalesCluster Sales { get; }

    public FakeVendors Vendors { get; }

    public DateTimeOffset Now => Sales.Clock.GetUtcNow();

    /// <summary>Moments that the clock stood at.</summary>
    public int Moments { get; private set; }

    public static async Task<QuarterCompany> Start(FieldPlan plan)
    {
        var start = FieldBehaviour.Local(FieldPlan.StartsOn, 8);
        var clock = new FakeTimeProvider(start);
        var vendors = await FakeVendors.Start(time: clock);
        var sales = await SalesCluster.Start(new()
        {
            Clock = clock, StartsAt = start, Settings = vendors.Settings(), Entities = entities => entities.ClearAfter = TimeSpan.FromMilliseconds(2),
        });
        await sales.PutOrganization(new() { Org = SalesCluster.Org, Name = "沙盘", Sandbox = true, Clock = ClockRules.Start(start, start, 1) });
        return new(plan, sales, vendors);
    }

    public static string Rep(int rep) => $"rep-{rep}";

    public static (string Kind, string Value) IdentityOf(FieldContact contact) => contact.Source switch
    {
        "call" => (IdentityKeys.Phone, $"139{contact.Id[0]}0{contact.Id[^6..]}"),
        "wechat-message" => (IdentityKeys.WeChat, $"wx-{contact.Id}"),
        _ => (IdentityKeys.WeCom, $"wm-{contact.Id}"),
    };

    public T Grain<T>(string id) where T : IGrainWithStringKey => Sales.Grains.GetGrain<T>($"{SalesCluster.Org}|{id}");

    public async Task Do(IRecipientGrain to, RecipientCommand command) => Assert.Null((await to.Execute(new(command, Meta()))).Rejection);

    public async Task Do(string customer, CustomerCommand command) => Assert.Null((await Grain<ICustomerGrain>(customer).Execute(new(command, Meta()))).Rejection);

    public CommandMeta Meta(string actor = "field") => new(new Actor(actor, actor, "rep"), $"k-{Interlocked.Increment(ref keys)}", "f");

    public async Task<RecipientView> View(int rep) => await Grain<IRecipientGrain>(Rep(rep)).Get();

    /// <summary>A rep with three channels and a telephone that may do everything, unless a fault says otherwise.</summary>
    public async Task Hire(int rep, string fault)
    {
        Assert.Null((await Grain<IRepGrain>(Rep(rep)).Execute(new(new CreateRep(new() { Name = Rep(rep), UnitId = Team }), Meta()))).Rejection);
        var (wecom, sms, mail) = (Address("wecom-app", $"user-{rep}"), Address("sms-aliyun", $"+86138000000{rep:00}"), Address("mail", $"rep{rep}@example.com"));
        ChannelAddress[] addresses = fault switch { FieldFaults.InboxOnly => [], FieldFaults.Computers => [mail], _ => [wecom, sms, mail] };
        await Do(Grain<IRecipientGrain>(Rep(rep)), new SetReach([.. addresses], null, null));
        await Do(Grain<IRecipientGrain>(Rep(rep)), new ReportDevice(new()
        {
            Id = $"d-{rep}",
            Kind = rep % 2 == 0 ? "ios" : "android",
            Permission = fault == FieldFaults.Notifications ? "denied" : "granted",
            Contacts = fault == FieldFaults.Contacts ? "denied" : "granted",
        }));
    }

    /// <summary>Moves to a moment through everything that is due before it.</summary>
    public async Task To(DateTimeOffset at)
    {
        while (await Due() is { } due && due.Entry.At <= at)
        {
            await Stand(due.Entry.At);
        }

        await Stand(at);
    }

    /// <summary>Waits until nothing is undelivered, nothing is due, and no message waits for its vendor. A vendor's limit is waited for by this clock.</summary>
    public async Task Quiet()
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            while (!(await Sales.Store.ReadPending(1)).IsEmpty)
            {
                await Task.Delay(1);
            }

            if (await Due() is { } due && due.Entry.At <= Now)
            {
                await due.Shard.DispatchDue(due.Entry);
                continue;
            }

            if (!await IsSending() && (await Sales.Store.ReadPending(1)).IsEmpty)
            {
                return;
            }

            await Task.Delay(1);
            if (TimeProvider.System.GetElapsedTime(since) > Stuck)
            {
                Sales.Clock.Advance(TimeSpan.FromSeconds(1));
                since = TimeProvider.System.GetTimestamp();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sales.DisposeAsync();
        await Vendors.DisposeAsync();
    }

    private static ChannelAddress Address(string channel, string address) => new() { Channel = channel, Address = address };

    private async Task Stand(DateTimeOffset at)
    {
        if (at > Now)
        {
            Moments++;
            Sales.Clock.SetUtcNow(at);
        }

        await Quiet();
    }

    private async Task<bool> IsSending()
    {
        var now = Now;
        var views = await Task.WhenAll(Enumerable.Range(0, plan.Reps).Select(View));
        return views.SelectMany(view => view.Attempts).Any(attempt => attempt.State == "started" || (attempt.State == "queued" && attempt.NotBefore <= now));
    }

    private async Task<(IPortfolioGrain Shard, DueEntry Entry)?> Due()
    {
        (IPortfolioGrain, DueEntry Entry)? first = null;
        foreach (var key in Partitioning.ShardKeys((await Sales.Service<IOrganizationDirectory>().Get(SalesCluster.Org)).Stored))
        {
            var shard = Sales.Grains.GetGrain<IPortfolioGrain>(key);
            first = await shard.NextDue() is { } entry && (first is null || entry.CompareTo(first.Value.Entry) < 0) ? (shard, entry) : first;
        }

        return first;
    }
}
