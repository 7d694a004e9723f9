using SalesGrains.Contracts;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>
/// A customer with three contracts, their lanes delivered late and in any order between lanes: at every step each receipt's fen are on
/// nodes, on their way, credit, or taken back, and a refold of the events gives the same states.
/// </summary>
public sealed class MoneyConservationTests
{
    private const int Rounds = 150;
    private const int Steps = 60;

    [Fact]
    public void No_fen_is_lost_or_made_by_any_sequence()
    {
        for (ulong seed = 1; seed <= Rounds; seed++)
        {
            try
            {
                new Books(seed).Play(Steps);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Random start {seed}: {error.Message}", error);
            }
        }
    }

    private sealed class Books
    {
        private readonly SplitMix64 random;
        private readonly TestClock clock = new(2026, 3, 2);
        private readonly PureEntity<CustomerState, CustomerCommand, CustomerEvent> customer;
        private readonly PureEntity<ContractState, ContractCommand, ContractEvent>[] contracts;
        private readonly Dictionary<(string From, string To), Queue<EffectBody>> lanes = [];

        public Books(ulong seed)
        {
            random = new(seed);
            customer = new(CustomerRules.Definition, Some.CustomerKey, clock);
            customer.Do(new CreateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1" }));
            contracts = [.. Enumerable.Range(1, 3).Select(Contract)];
        }

        public void Play(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                clock.Now += TimeSpan.FromHours(random.Below(30));
                Step();
                Collect();
                Check(quiet: false, refold: i % 20 == 0);
            }

            while (lanes.Values.Any(lane => lane.Count > 0))
            {
                Deliver();
                Collect();
            }

            Check(quiet: true, refold: true);
        }

        private PureEntity<ContractState, ContractCommand, ContractEvent> Contract(int i)
        {
            var contract = Some.Contract(clock, $"c-{i}");
            contract.Do(new CreateContract(Some.Draft(1 + random.Below(500_000)) with { Number = $"HT-{i}" }));
            if (i < 3)
            {
                contract.Do(new SignContract(clock.Today));
            }

            return contract;
        }

        private void Step()
        {
            var contract = random.Pick(contracts);
            switch (random.Below(12))
            {
                case < 3:
                    var id = $"r-{(random.Chance(10) ? random.Below(5) : 100 + customer.State.Receipts.Length)}";
                    customer.Do(new RecordReceipt
                    {
                        ReceiptId = id,
                        AmountFen = 1L + random.Below(300_000),
                        ReceivedOn = clock.Today,
                        ContractId = random.Chance(60) ? contract.Key.Id : null,
                        Remark = random.Chance(50) ? $"付 {contract.State.Header.Number} 货款" : null,
                    });
                    break;
                case 3 when customer.State.Receipts.Length > 0:
                    customer.Do(new ReverseReceipt(random.Pick(customer.State.Receipts).Id, "退票"));
                    break;
                case 4:
                    customer.Do(new AllocateCredit(1 + random.Below(100_000), contract.Key.Id, random.Chance(50) ? 1 + random.Below(4) : null));
                    break;
                case 5:
                    contract.Do(new AmendContract("变更", clock.Today, 1 + random.Below(600_000),
                        [.. contract.State.Nodes.Where(node => !node.Cancelled && (node.IsSettled || random.Chance(70)))
                            .Select(node => new AmendedTerm(node.IsSettled ? node.Term : node.Term with { Amount = TermAmount.Fixed(1 + random.Below(50_000)) }, node.No)),
                            new AmendedTerm(Some.DueOn(clock.Today.AddDays(30), TermAmount.Rest))]));
                    break;
                case 6 when random.Chance(5):
                    contract.Do(new CancelContract("终止"));
                    break;
                case 7:
                    contract.Do(new RecordEvent("final-accepted", clock.Today));
                    break;
                case 8:
                    contract.WakeUp();
                    break;
                default:
                    Deliver();
                    break;
            }
        }

        private void Collect()
        {
            Collect(customer.Key, customer.Effects);
            foreach (var contract in contracts)
            {
                Collect(contract.Key, contract.Effects);
            }
        }

        private void Collect(EntityKey from, Queue<Effect> effects)
        {
            while (effects.TryDequeue(out var effect))
            {
                var lane = (from.ToString(), effect.To.ToString());
                lanes.TryAdd(lane, new());
                lanes[lane].Enqueue(effect.Body);
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
            var body = lanes[(from, to)].Dequeue();
            if (EntityKey.Parse(to) == customer.Key)
            {
                Assert.Null(customer.Receive(EntityKey.Parse(from), body));
            }
            else if (contracts.FirstOrDefault(contract => contract.Key.ToString() == to) is { } contract
                && contract.Receive(customer.Key, body) is { } refused)
            {
                customer.Undelivered(new(contract.Key, "test", body), refused);
            }
        }

        private void Check(bool quiet, bool refold)
        {
            foreach (var contract in contracts)
            {
                var stand = contract.State.Nodes.Where(node => !node.Cancelled).ToList();
                Assert.All(contract.State.Nodes, node => Assert.InRange(node.PaidFen, 0, node.AmountFen));
                if (contract.State.Stage == ContractStages.Signed)
                {
                    Assert.Equal(contract.State.Header.TotalFen, stand.Sum(node => node.AmountFen));
                }

                if (refold)
                {
                    Assert.Equal(contract.Stored(), contract.Refolded());
                }
            }

            if (refold)
            {
                Assert.Equal(customer.Stored(), customer.Refolded());
            }

            foreach (var receipt in customer.State.Receipts)
            {
                Assert.InRange(receipt.UnappliedFen, 0, receipt.AmountFen);
                Assert.Equal(receipt.Reversed ? 0 : receipt.AmountFen - receipt.AppliedFen - receipt.InFlightFen, receipt.UnappliedFen);
            }

            // What the contracts hold of a receipt, with what is on the lanes, is what the customer's books say of it.
            var paid = contracts.SelectMany(contract => contract.State.Nodes).SelectMany(node => node.Payments)
                .GroupBy(payment => payment.ReceiptId).ToDictionary(group => group.Key, group => group.Sum(payment => payment.AmountFen));
            foreach (var receipt in customer.State.Receipts)
            {
                var onNodes = paid.GetValueOrDefault(receipt.Id);
                var onLanes = lanes.Values.SelectMany(lane => lane).Sum(body => body switch
                {
                    ApplyReceipt apply when apply.ReceiptId == receipt.Id => apply.AmountFen,
                    ReceiptApplied applied when applied.ReceiptId == receipt.Id => applied.ExcessFen,
                    ReceiptReleased released => released.Parts.Where(part => part.ReceiptId == receipt.Id).Sum(part => part.AmountFen),
                    _ => 0,
                });
                Assert.Equal(receipt.AppliedFen + receipt.InFlightFen, onNodes + onLanes);
            }

            if (quiet)
            {
                var live = customer.State.Receipts.Where(receipt => !receipt.Reversed).Sum(receipt => receipt.AmountFen);
                Assert.Equal(live, paid.Values.Sum() + customer.State.CreditFen);
                Assert.All(customer.State.Receipts.Where(receipt => receipt.Reversed), receipt => Assert.Equal(0, paid.GetValueOrDefault(receipt.Id)));
                Assert.Equal(((CustomerFacts)customer.Facts()).CreditFen, customer.State.CreditFen);
            }
        }
    }
}
