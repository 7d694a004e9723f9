using SalesGrains.Customers;
using SalesGrains.Identities;
using SalesGrains.Recipients;

namespace SalesGrains.Quarter;

/// <summary>A plan carried out: contacts happen, messages arrive, reps look and act.</summary>
internal sealed partial class QuarterRun(FieldPlan plan, bool faulty, QuarterCompany company)
{
    private static readonly (string Done, string? Said, string? Next)[] Ticks =
        [("call", "interested", "quote"), ("visit", "budget", "review"), ("call", null, "send"), ("demo", "later", null)];

    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, long Order)> script = new();
    private readonly Dictionary<string, FieldContact> byIdentity = [];
    private readonly List<FieldContact> notCaptured = [];
    private int arrived;
    private long order;

    /// <summary>How often the app was opened unasked, and because of a message.</summary>
    public (int Unasked, int Asked) Opens { get; private set; }

    public async Task Through()
    {
        for (var rep = 0; rep < plan.Reps; rep++)
        {
            await company.Hire(rep, FaultOf(rep));
            var mine = rep;
            foreach (var at in Enumerable.Range(0, plan.Days).SelectMany(day => FieldBehaviour.Opens(plan.Seed, mine, FieldPlan.StartsOn.AddDays(day))))
            {
                At(at, () => Open(mine, asked: false));
            }
        }

        foreach (var contact in plan.Contacts())
        {
            At(contact.At, () => Meet(contact));
        }

        foreach (var monday in Enumerable.Range(0, plan.Days / 7).Select(week => FieldPlan.StartsOn.AddDays(7 * week)))
        {
            At(FieldBehaviour.Local(monday.AddDays(7), 0).AddSeconds(-1), () => CloseWeek(monday));
        }

        while (script.TryPeek(out _, out var next) && next.At < plan.EndsAt)
        {
            await company.To(next.At);
            Arrivals();
            if (script.TryPeek(out _, out var sooner) && sooner.At <= company.Now)
            {
                await script.Dequeue()();
                await company.Quiet();
                Arrivals();
            }
        }

        await company.To(plan.EndsAt);
    }

    private string FaultOf(int rep) => faulty ? FieldFaults.OfRep(rep) : FieldFaults.None;

    private void At(DateTimeOffset at, Func<Task> action) => script.Enqueue(action, (at, order++));

    /// <summary>What came to telephones and mailboxes since the last look.</summary>
    private void Arrivals()
    {
        var deliveries = company.Vendors.World.Log.Deliveries;
        for (; arrived < deliveries.Count; arrived++)
        {
            var one = deliveries[arrived];
            var rep = Enumerable.Range(0, plan.Reps).FirstOrDefault(rep => one.To == $"user-{rep}" || one.To.EndsWith($"138000000{rep:00}", StringComparison.Ordinal) || one.To == $"rep{rep}@example.com", -1);
            if (rep >= 0 && FieldBehaviour.Looks(plan.Seed, rep, one.Channel, one.At, FaultOf(rep)) is { } at)
            {
                At(at, () => Open(rep, asked: true));
            }
        }
    }

    private async Task Meet(FieldContact contact)
    {
        var (kind, value) = QuarterCompany.IdentityOf(contact);
        var unmapped = faulty && contact.Unmapped;
        ExternalIdentity[] identities =
        [
            new() { Kind = kind, Value = value },
            .. kind == IdentityKeys.WeCom ? Array.Empty<ExternalIdentity>() : [new() { Kind = IdentityKeys.WeCom, Value = $"wm-{contact.Id}" }],
        ];
        await company.Do(contact.Id, new CreateCustomer(new()
        {
            Name = $"客户{contact.Id}", Tier = "C", RepId = QuarterCompany.Rep(contact.Rep), Identities = unmapped ? [] : [.. identities],
        }));
        await company.Quiet();
        At(contact.At.AddHours(24).AddMinutes(1), () => Explain(contact));
        if (FieldBehaviour.Unasked(plan.Seed, contact) is { } soon)
        {
            At(soon, () => Act(contact));
        }

        if (contact.Source == "call" && FaultOf(contact.Rep) == FieldFaults.Contacts)
        {
            notCaptured.Add(contact);
            return;
        }

        var key = IdentityKeys.Of(SalesCluster.Org, kind, value)!.Value;
        byIdentity[key.Id] = contact;
        Assert.Null((await company.Sales.Grains.GetGrain<IIdentityGrain>(key.GrainKey).Execute(new(
            new ReceiveSignal
            {
                SignalId = $"s-{contact.Id}", Kind = kind, Masked = IdentityViewRules.Mask(kind, IdentityKeys.Normal(kind, value)!), Source = contact.Source,
                At = contact.At, RepId = QuarterCompany.Rep(contact.Rep), DurationSeconds = kind == IdentityKeys.Phone ? 180 : null, Device = contact.Device,
            },
            company.Meta("signals")))).Rejection);
    }

    /// <summary>A rep opens the app: sees what waits, mostly acts, and may enter a call that no telephone reported.</summary>
    private async Task Open(int rep, bool asked)
    {
        Opens = asked ? (Opens.Unasked, Opens.Asked + 1) : (Opens.Unasked + 1, Opens.Asked);
        foreach (var nudge in (await company.View(rep)).Nudges.Where(nudge => nudge.ClosedAt is null && nudge.Level == "rep"))
        {
            var parts = nudge.Key.Split('/');
            var acts = FieldBehaviour.Acts(plan.Seed, nudge.Key, company.Now);
            if (parts[0] == "identity" && byIdentity.TryGetValue(parts[1], out var contact))
            {
                await Match(contact, parts[1], parts[2], acts);
            }
            else if (parts[0] == "customer")
            {
                await See(parts[1], parts[2], nudge, acts);
            }
        }

        foreach (var contact in notCaptured.Where(one => one.Rep == rep && FieldBehaviour.Acts(plan.Seed, one.Id, company.Now)).ToList())
        {
            notCaptured.Remove(contact);
            await company.Do(contact.Id, new RecordContact($"e-{contact.Id}", contact.At, "call"));
            await Late(contact);
        }
    }

    private async Task Match(FieldContact contact, string identity, string nudge, bool acts)
    {
        await company.Grain<IIdentityGrain>(identity).Execute(new(new MarkIdentityNudge(nudge, "seen"), company.Meta()));
        if (acts)
        {
            var view = (await company.Grain<IIdentityGrain>(identity).Get())!;
            await company.Grain<ICustomerGrain>(contact.Id).Execute(new(new MatchIdentity(identity, view.Kind, view.Masked), company.Meta()));
            await company.Quiet();
            await Late(contact);
        }
    }

    private async Task See(string customer, string id, DeliveryView nudge, bool acts)
    {
        await company.Grain<ICustomerGrain>(customer).Execute(new(new MarkCustomerNudge(id, "seen"), company.Meta()));
        if (acts && nudge.Rule.StartsWith("first-contact", StringComparison.Ordinal))
        {
            await Act(byIdentity.Values.FirstOrDefault(one => one.Id == customer) ?? plan.Contacts().First(one => one.Id == customer));
        }
        else if (acts && nudge.Rule.StartsWith("follow-up", StringComparison.Ordinal))
        {
            await FollowUp(customer);
        }
    }

    /// <summary>The opportunity, with a follow-up; nothing where no contact is known of.</summary>
    private async Task Act(FieldContact contact)
    {
        var first = (await company.Grain<ICustomerGrain>(contact.Id).Get())!.Care;
        if (first.Opportunities.IsEmpty && first.FirstContact is not null)
        {
            await company.Do(contact.Id, new CreateOpportunity { OpportunityId = $"o-{contact.Id}", Title = "二期产线" });
            await FollowUp(contact.Id);
        }
    }

    private Task FollowUp(string customer)
    {
        var id = $"f-{customer}-{company.Now.ToUnixTimeSeconds()}";
        var (done, said, next) = Ticks[(int)(FieldBehaviour.Chance(plan.Seed, $"ticks/{id}") * Ticks.Length)];
        return company.Do(customer, new RecordFollowUp { FollowUpId = id, OccurredAt = company.Now, Done = done, Said = said, Next = next });
    }
}
