using SalesGrains.Carriage.Entities;
using SalesGrains.Carriage.Sending;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Nudges;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients;

namespace SalesGrains.Carriage.Machine;

/// <summary>People: they say how they are reached, read or do not, act, forget; and customers who call whenever they like.</summary>
public sealed class People
{
    private const long Hour = 3_600_000;

    private static readonly string[] Sources = ["wecom-contact", "call", "wechat-message", "attachment"];

    private readonly CarrierWorld _world;

    public People(CarrierWorld world)
    {
        _world = world;
        world.Vendors.Read = Read;
    }

    /// <summary>A rep says which unit it belongs to.</summary>
    public void Place(string rep, string unit) => Later(0, EntityKinds.Rep, rep, new Say(new(RecipientKeys.Of(CarrierWorld.Org, rep), "place-recipient", new PlaceRecipient(unit))));

    /// <summary>A person sets some of the channels.</summary>
    public void Reach(string id, long at)
    {
        var addresses = ChannelRules.Outside.Where(channel => _world.Random.Chance(ChannelRules.IsSms(channel) ? 0.6 : 0.4))
            .Select(channel => new ChannelAddress { Channel = channel, Address = ChannelRules.IsSms(channel) ? "+8613800001111" : channel == ChannelKinds.Mail ? "li@example.com" : $"{channel}-{id}" });
        Later(at, EntityKinds.Recipient, id, new SetReach([.. addresses], null, null));
    }

    /// <summary>A contract nudges now and then, most of it while things go wrong, some of it after.</summary>
    public void Contract(string id, string[] reps)
    {
        var random = _world.Random;
        Later(0, EntityKinds.Contract, id, new GiveTo(reps[random.Below(2)]));
        for (var number = random.Below(3); number >= 0; number--)
        {
            var at = random.Chance(0.25) ? CarrierFaults.End + random.Between(5, 120) * 60_000 : random.Between(60_000, random.Chance(0.5) ? Hour : CarrierFaults.End);
            var nudge = new Nudge
            {
                Id = $"n-{number}", Rule = "payment-overdue", Command = "record-receipt", Strong = random.Chance(0.4),
                Level = random.Chance(0.5) ? "rep" : random.Chance(0.75) ? "manager" : "director",
                DueMoment = _world.TrueTime.AddMilliseconds(at), DeadlineAt = _world.TrueTime.AddMilliseconds(at + random.Between(1, 200) * 600_000),
            };
            Later(at, EntityKinds.Contract, id, new RaiseNudge(nudge));
            if (random.Chance(0.5))
            {
                var after = random.Chance(0.6) ? random.Between(0, 120_000) : random.Between(0, 20 * Hour);
                Later(at + after, EntityKinds.Contract, id, Word(nudge.Id));
            }
        }

        for (var times = random.Chance(0.45) ? random.Below(4) : 0; times > 0; times--)
        {
            Later(random.Between(60_000, CarrierFaults.End), EntityKinds.Contract, id, new GiveTo(reps[random.Below(2)]));
        }
    }

    /// <summary>A customer is met: signals of three identities, late, twice and in any order; perhaps an entry, perhaps an opportunity.</summary>
    public void Customer(string id, string rep, string other)
    {
        var random = _world.Random;
        var key = new EntityKey(EntityKinds.Customer, CarrierWorld.Org, id);
        Later(0, key, new CreateCustomer(new() { Name = "苏州恒岳", Tier = "B", RepId = rep }));
        var met = random.Between(10 * 60_000, 5 * Hour);
        for (var number = random.Below(6); number >= 0; number--)
        {
            var at = met + (random.Chance(0.3) ? 0 : random.Between(-4 * Hour, 12 * Hour));
            var signal = new CustomerSignal
            {
                SignalId = $"s-{number}", Source = Sources[random.Below(4)], At = _world.TrueTime.AddMilliseconds(at), RepId = rep, DurationSeconds = random.Chance(0.2) ? 0 : 60,
            };
            for (var times = random.Chance(0.3) ? 2 : 1; times > 0; times--)
            {
                var comes = Math.Max(at, 30_000) + (random.Chance(0.5) ? random.Between(0, 60_000) : random.Between(0, 24 * Hour));
                Later(comes, EntityKinds.Identity, $"i-{random.Below(3)}", new Say(new(key, $"customer-signal.{signal.SignalId}", signal)));
            }
        }

        if (random.Chance(0.3))
        {
            var at = Math.Max(30_000, met + random.Between(-2 * Hour, 2 * Hour));
            Later(at + random.Between(0, 6 * Hour), key, new RecordContact("e-1", _world.TrueTime.AddMilliseconds(at), "visit"));
        }

        if (random.Chance(0.5))
        {
            Later(met + (random.Chance(0.3) ? random.Between(2 * Hour, 24 * Hour) : random.Between(25 * Hour, 50 * Hour)), key, new UpdateCustomer(new() { Name = "苏州恒岳", Tier = "B", RepId = other }));
        }

        if (random.Chance(0.3))
        {
            _world.Faults.Deafen(met + (24 * Hour) - (random.Below(3) * Hour), met + (25 * Hour));
        }

        if (random.Chance(0.5))
        {
            var at = met + (random.Chance(0.5) ? 24 * Hour + random.Between(-600_000, 600_000) : random.Between(0, 26 * Hour));
            Later(at, key, random.Chance(0.7) ? new CreateOpportunity { OpportunityId = "o-1", Title = "二期", Stage = OpportunityStages.All[0] } : new NotAnOpportunity("供应商"));
        }
    }

    private object Word(string nudge) => _world.Random.Below(3) switch
    {
        0 => new MarkNudge(nudge, NudgeMarks.Seen),
        1 => new MarkNudge(nudge, NudgeMarks.Acted),
        _ => new ResolveNudge(nudge),
    };

    /// <summary>Some read what reaches them, sooner or later, and some do what it asks for.</summary>
    private void Read(Arrival arrival)
    {
        foreach (var nudge in _world.Random.Chance(0.4) ? arrival.Nudges : [])
        {
            var parts = nudge.Split('/', 3);
            var mark = _world.Random.Chance(0.5) ? NudgeMarks.Seen : NudgeMarks.Acted;
            Later(
                _world.Random.Chance(0.5) ? _world.Random.Between(1_000, 60_000) : _world.Random.Between(60_000, 4 * Hour),
                new EntityKey(parts[0], CarrierWorld.Org, parts[1]),
                parts[0] == EntityKinds.Customer ? new MarkCustomerNudge(parts[2], mark) : new MarkNudge(parts[2], mark));
        }
    }

    private void Later(long at, string kind, string id, object command) => Later(at, new EntityKey(kind, CarrierWorld.Org, id), command);

    private void Later(long at, EntityKey key, object command) => _world.At(at, _world.Outside, () => _world.Start(() => Ask(key, command)));

    /// <summary>Everything that people ask can be asked again.</summary>
    private async Task Ask(EntityKey key, object command)
    {
        for (var tries = 0; tries < 40 && await _world.Network.Call(_world.Outside, key, entity => entity.Execute(command)) is null; tries++)
        {
            await _world.Delay(_world.Outside, 500 << Math.Min(tries, 7));
        }
    }
}
