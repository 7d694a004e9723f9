using SalesGrains.Organizations;

namespace SalesGrains.Commands;

/// <summary>One writing client: a loop of commands that its seed fixes, as far as the others leave it its choice.</summary>
internal sealed class Writer
{
    /// <summary>Contracts that each client makes.</summary>
    private const int Deals = 10;

    private static readonly string[] Events = ["shipped", "arrived", "installed", "final-accepted", "invoiced"];

    private readonly int number;
    private readonly SalesClient client;
    private readonly Desk desk;
    private readonly SplitMix64 random;
    private readonly FieldWork field;
    private readonly List<Entry> answered = [];
    private int made;
    private int keys;

    public Writer(int number, ulong seed, SalesClient client, Desk desk)
    {
        (this.number, this.client, this.desk, random) = (number, client, desk, new(seed));
        field = new(number, desk, Dice, Key, Send);
    }

    /// <summary>Works until it is told to stop; what it has begun then, it ends.</summary>
    public async Task Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (desk.Count(number) < Deals && Dice(5) == 0 ? MakeDeal() : Step());
        }
    }

    private Task Step() => Dice(100) switch
    {
        < 14 => OnDeal(deal => Send(Orders.Event(Key(), deal.Id, Events[Dice(Events.Length)], Day()))),
        < 36 => OnDeal(deal => Pay(deal, 1 + Dice((int)(deal.TotalFen / 10)))),
        < 42 => OnDeal(deal => Pay(deal, deal.TotalFen * 3 / 10, node: 1)),
        < 46 => OnDeal(deal => Pay(deal, deal.TotalFen + 1234)),
        < 51 => PayWithoutContract(),
        < 57 => OnDeal(deal => Send(Orders.Credit(Key(), deal.Customer, deal.Id, 1 + Dice(50_000)))),
        < 64 => Reverse(),
        < 70 => OnDeal(Tick),
        < 73 => OnLasting(deal => Send(Orders.Receipt(Key(), deal.Customer, 0, Day(), deal.Id, amount: "10.001") with { MustRefuse = "money.too-many-decimals" })),
        < 76 => OnLasting(deal => Send(Orders.Receipt(Key(), deal.Customer, 100, Day(), deal.Id, node: 9) with { MustRefuse = "receipt.node-unknown" })),
        < 78 => SignNinetyPercent(),
        < 82 => Repeat(otherPayload: false),
        < 85 => Repeat(otherPayload: true),
        < 88 => field.Step(),
        < 95 => OnDeal(deal => client.Read($"contract/{deal.Id}", Roles.Manager)),
        < 99 => client.Read($"customer/{Customer()}", Roles.Manager),
        _ => Cancel(),
    };

    private async Task MakeDeal()
    {
        var deal = new Deal($"c{number}-{++made}", Customer(), 1_000_00 + Dice(100_000_00), number, made);
        await Send(Orders.Create(Key(), deal.Id, deal.Customer, deal.TotalFen), mayGiveUp: false);
        await Send(Orders.Sign(Key(), deal.Id, desk.Today.AddDays(-Dice(20))) with { MustAccept = true }, mayGiveUp: false);
        desk.Add(deal);
    }

    private async Task SignNinetyPercent()
    {
        var id = $"d{number}-{++made}";
        await Send(Orders.Create(Key(), id, Customer(), 5_000_00, lastShare: "0.5%"), mayGiveUp: false);
        await Send(Orders.Sign(Key(), id, desk.Today) with { MustRefuse = "terms.shares-not-whole" });
    }

    private async Task Pay(Deal deal, long fen, int? node = null)
    {
        var entry = await Send(Orders.Receipt(Key(), deal.Customer, fen, Day(), deal.Id, node));
        if (entry.Answer is { IsAccepted: true })
        {
            desk.AddReceipt(deal.Customer, entry.Answer.Id!);
        }
    }

    private async Task PayWithoutContract()
    {
        var customer = Customer();
        var entry = await Send(Orders.Receipt(Key(), customer, 1 + Dice(100_000), Day(), null) with { MustAccept = true });
        if (entry.Answer is { IsAccepted: true })
        {
            desk.AddReceipt(customer, entry.Answer.Id!);
        }
    }

    private async Task Reverse()
    {
        if (desk.TakeReceipt(random.Next()) is var (customer, receipt))
        {
            await Send(Orders.Reversal(Key(), customer, receipt));
        }
    }

    private async Task Tick(Deal deal)
    {
        var contract = await client.Read($"contract/{deal.Id}", Roles.Manager);
        var items = contract["nodes"]!.AsArray()
            .SelectMany(node => node!["checklist"]?["items"]?.AsArray().Select(item => (string)item!["id"]!) ?? []).ToList();
        if (items.Count > 0)
        {
            await Send(Orders.Tick(Key(), deal.Id, items[Dice(items.Count)], done: Dice(3) > 0) with { MustAccept = true });
        }
    }

    /// <summary>Some contracts end early, and others' money for them is on its way.</summary>
    private Task Cancel() => OnDeal(deal => deal.Number % 4 == 0 ? Send(Orders.Cancel(Key(), deal.Id)) : Task.CompletedTask);

    /// <summary>An earlier command again, which must get the same answer; or its key for something else, which must be refused.</summary>
    private async Task Repeat(bool otherPayload)
    {
        if (answered.Count == 0)
        {
            return;
        }

        if (!otherPayload)
        {
            var again = answered[Dice(answered.Count)];
            await client.Send(again.Operation, again);
        }
        else if (answered.FindLast(entry => entry is { Answer.IsAccepted: true, Operation.Kind: Kinds.Receipt }) is { } first)
        {
            var other = first.Operation.Body.Replace("\"amount\":\"", "\"amount\":\"7", StringComparison.Ordinal);
            await client.Send(first.Operation with { Body = other, MustRefuse = "idempotency.key-reused", MustAccept = false }, first);
        }
    }

    private Task<Entry> Send(Operation operation) => Send(operation, mayGiveUp: true);

    /// <summary>One in eight clients goes away when its first try brings no answer.</summary>
    private async Task<Entry> Send(Operation operation, bool mayGiveUp)
    {
        var entry = await client.Send(operation, impatient: mayGiveUp && Dice(8) == 0);
        if (entry.Answer is not null)
        {
            answered.Add(entry);
        }

        return entry;
    }

    private Task OnDeal(Func<Deal, Task> then) => desk.Any(random.Next()) is { } deal ? then(deal) : Task.CompletedTask;

    private Task OnLasting(Func<Deal, Task> then) => desk.AnyLasting(random.Next()) is { } deal ? then(deal) : Task.CompletedTask;

    private string Customer() => desk.Customers[Dice(desk.Customers.Length)];

    private DateOnly Day() => desk.Today.AddDays(-Dice(10));

    private string Key() => $"op-{number}-{++keys}";

    private int Dice(int sides) => (int)(random.Next() % (ulong)sides);
}
