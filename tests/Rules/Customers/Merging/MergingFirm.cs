using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Identities;

namespace SalesGrains.Customers;

/// <summary>A duplicate, the customer that stays, their contracts and numbers, and the lanes between them.</summary>
internal sealed class MergingFirm
{
    private const string Org = "acme0001";
    private readonly SplitMix64 random;
    private readonly TestClock clock = new(2026, 3, 2);
    private readonly PureEntity<CustomerState, CustomerCommand, CustomerEvent> loser;
    private readonly PureEntity<CustomerState, CustomerCommand, CustomerEvent> winner;
    private readonly PureEntity<ContractState, ContractCommand, ContractEvent>[] contracts;
    private readonly PureEntity<IdentityState, IdentityCommand, IdentityEvent>[] identities;
    private readonly Dictionary<(EntityKey From, EntityKey To), Queue<Effect>> lanes = [];
    private readonly Dictionary<string, long> received = [];
    private int signals;

    public MergingFirm(ulong seed)
    {
        random = new(seed);
        loser = Customer(Some.Customer, "13800000001");
        winner = Customer("cust-2", "13800000002");
        identities = [.. new[] { "13800000001", "13800000002" }.Select(phone => new PureEntity<IdentityState, IdentityCommand, IdentityEvent>(
            IdentityRules.Definition, IdentityKeys.Of(Org, IdentityKeys.Phone, phone)!.Value, clock))];
        contracts = [Contract("c-1", loser), Contract("c-2", winner)];
    }

    public bool Play(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            clock.Now += TimeSpan.FromMinutes(random.Below(90));
            Step();
            Collect();
        }

        Drain();
        if (loser.State.MergedInto is null)
        {
            Assert.Null(loser.Do(new MergeCustomer("cust-2")));
            Collect();
            Drain();
        }

        Check();
        return winner.State.MergedFrom?.Length == 1;
    }

    private PureEntity<CustomerState, CustomerCommand, CustomerEvent> Customer(string id, string phone)
    {
        var customer = new PureEntity<CustomerState, CustomerCommand, CustomerEvent>(CustomerRules.Definition, new(EntityKinds.Customer, Org, id), clock);
        customer.Do(new CreateCustomer(new()
        {
            Name = $"苏州恒岳{id}", Tier = "A", RepId = "rep-1", Contacts = [new() { Name = "王敏", Phone = random.Chance(50) ? "13800000001" : phone }],
        }));
        return customer;
    }

    private PureEntity<ContractState, ContractCommand, ContractEvent> Contract(string id, PureEntity<CustomerState, CustomerCommand, CustomerEvent> customer)
    {
        var contract = Some.Contract(clock, id);
        contract.Do(new CreateContract(Some.Draft(1 + random.Below(500_000)) with { Number = $"HT-{id}", CustomerId = customer.Key.Id }));
        contract.Do(new SignContract(clock.Today));
        return contract;
    }

    private void Step()
    {
        var contract = random.Pick(contracts);
        var customer = loser.State.MergedInto is null && random.Chance(50) ? loser : winner;
        switch (random.Below(14))
        {
            case < 2:
                var receipt = new RecordReceipt
                {
                    ReceiptId = $"r-{received.Count}",
                    AmountFen = 1L + random.Below(300_000),
                    ReceivedOn = clock.Today,
                    ContractId = random.Chance(60) ? contract.Key.Id : null,
                };
                Assert.Null(customer.Do(receipt));
                received.Add(receipt.ReceiptId, receipt.AmountFen);
                break;
            case 2 when customer.State.Receipts.Length > 0:
                customer.Do(new ReverseReceipt(random.Pick(customer.State.Receipts).Id, "退票"));
                break;
            case 3:
                customer.Do(new AllocateCredit(1 + random.Below(100_000), contract.Key.Id));
                break;
            case 4:
                contract.Do(new AmendContract("变更", clock.Today, 1 + random.Below(600_000),
                    [.. contract.State.Nodes.Where(node => !node.Cancelled && node.IsSettled).Select(node => new AmendedTerm(node.Term, node.No)),
                        new AmendedTerm(Some.DueOn(clock.Today.AddDays(30), TermAmount.Rest))]));
                break;
            case 5:
                var identity = random.Pick(identities);
                identity.Do(IdentityRulesTests.Signal($"call-{signals++}", clock.Now));
                break;
            case 6 when random.Chance(40):
                loser.Do(new MergeCustomer("cust-2"));
                break;
            default:
                Deliver();
                break;
        }
    }

    private void Collect()
    {
        Collect(loser.Key, loser.Effects);
        Collect(winner.Key, winner.Effects);
        foreach (var contract in contracts)
        {
            Collect(contract.Key, contract.Effects);
        }

        foreach (var identity in identities)
        {
            Collect(identity.Key, identity.Effects);
        }
    }

    private void Collect(EntityKey from, Queue<Effect> effects)
    {
        while (effects.TryDequeue(out var effect))
        {
            lanes.TryAdd((from, effect.To), new());
            lanes[(from, effect.To)].Enqueue(effect);
        }
    }

    private void Drain()
    {
        while (lanes.Values.Any(lane => lane.Count > 0))
        {
            Deliver();
            Collect();
        }
    }

    private void Deliver()
    {
        var waiting = lanes.Where(lane => lane.Value.Count > 0).Select(lane => lane.Key).ToList();
        if (waiting.Count == 0)
        {
            return;
        }

        var (from, to) = random.Pick(waiting);
        var effect = lanes[(from, to)].Dequeue();
        var refused = to == loser.Key ? loser.Receive(from, effect.Body)
            : to == winner.Key ? winner.Receive(from, effect.Body)
            : contracts.FirstOrDefault(one => one.Key == to) is { } contract ? contract.Receive(from, effect.Body)
            : identities.FirstOrDefault(one => one.Key == to)?.Receive(from, effect.Body);
        if (refused is not null && (from == loser.Key || from == winner.Key))
        {
            (from == loser.Key ? loser : winner).Undelivered(effect, refused);
        }
    }

    private void Check()
    {
        Assert.Equal(("cust-2", 0L), (loser.State.MergedInto, loser.State.CreditFen));
        Assert.Equal(loser.Stored(), loser.Refolded());
        Assert.Equal(winner.Stored(), winner.Refolded());
        Assert.All(contracts, contract =>
        {
            Assert.Equal("cust-2", contract.State.Header.CustomerId);
            Assert.Contains(contract.Key.Id, winner.State.Contracts.Select(one => one.Id));
            Assert.Equal(contract.Stored(), contract.Refolded());
        });
        Assert.All(
            identities.Where(identity => ProfileRules.Keys(Org, winner.State.Profile).Contains(identity.Key)),
            identity => Assert.Equal("cust-2", identity.State.HolderId));

        var paid = contracts.SelectMany(contract => contract.State.Nodes).SelectMany(node => node.Payments)
            .GroupBy(payment => payment.ReceiptId).ToDictionary(group => group.Key, group => group.Sum(payment => payment.AmountFen));
        Assert.Equal(received.OrderBy(one => one.Key), winner.State.Receipts.ToDictionary(receipt => receipt.Id, receipt => receipt.AmountFen).OrderBy(one => one.Key));
        Assert.All(winner.State.Receipts, receipt =>
            Assert.Equal((0L, paid.GetValueOrDefault(receipt.Id)), (receipt.InFlightFen, receipt.AppliedFen)));
        Assert.Equal(
            winner.State.Receipts.Where(receipt => !receipt.Reversed).Sum(receipt => receipt.AmountFen), paid.Values.Sum() + winner.State.CreditFen);
        var heard = winner.State.Cared.Signals.Select(signal => signal.Id).ToList();
        Assert.Equal(heard.Distinct(), heard);
    }
}
