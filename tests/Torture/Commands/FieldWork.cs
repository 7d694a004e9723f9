using SalesGrains.Organizations;

namespace SalesGrains.Commands;

/// <summary>What reps do outside: they meet new customers, follow them up, quote, and see opportunities.</summary>
internal sealed class FieldWork(int number, Desk desk, Func<int, int> dice, Func<string> key, Func<Operation, bool, Task<Entry>> send)
{
    /// <summary>New customers that each client finds.</summary>
    private const int Prospects = 12;

    private static readonly string?[] Said = [null, "interested", "budget", "budget", "competitor"];

    /// <summary>How long ago a first contact was, in minutes: just now, beyond each nudge, and beyond the day.</summary>
    private static readonly int[] Ago = [0, 119, 121, 8 * 60 + 1, 23 * 60, 25 * 60];

    private readonly List<string> found = [];

    /// <summary>One thing that a rep does.</summary>
    public Task Step() => dice(10) switch
    {
        < 4 when found.Count < Prospects => Meet(),
        < 8 => On(customer => send(Orders.FollowUp(key(), customer, Said[dice(Said.Length)], Moment()), true)),
        < 9 => On(customer => send(Orders.Quotation(key(), customer, 1 + dice(9_000_000), Moment()), true)),
        _ => On(customer => send(Orders.Opportunity(key(), customer, 1 + dice(9_000_000)), true)),
    };

    /// <summary>A new customer, and a contact that the program may hear of late.</summary>
    private async Task Meet()
    {
        var id = $"p{number}-{found.Count + 1}";
        await send(Orders.Customer(key(), id, $"r{1 + dice(4)}"), false);
        found.Add(id);
        await send(Orders.Contact(key(), id, desk.Now.AddMinutes(-Ago[dice(Ago.Length)])) with { MustAccept = true }, true);
    }

    private Task On(Func<string, Task> then) => found.Count == 0 ? Task.CompletedTask : then(found[dice(found.Count)]);

    private DateTimeOffset Moment() => desk.Now.AddMinutes(-dice(300));
}
