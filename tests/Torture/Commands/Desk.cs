using System.Collections.Immutable;

namespace SalesGrains.Commands;

/// <summary>What all clients work on together: each may record what happened to a contract that another one made.</summary>
internal sealed class Desk(ImmutableArray<string> customers, DateOnly today)
{
    private readonly Lock gate = new();
    private readonly List<Deal> deals = [];
    private readonly List<(string Customer, string Receipt)> receipts = [];

    /// <summary>The organisation's day.</summary>
    public DateOnly Today => today;

    /// <summary>The moment, as those who are outside see it.</summary>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Ids.</summary>
    public ImmutableArray<string> Customers => customers;

    public int Count(int owner)
    {
        lock (gate)
        {
            return deals.Count(deal => deal.Owner == owner);
        }
    }

    public void Add(Deal deal)
    {
        lock (gate)
        {
            deals.Add(deal);
        }
    }

    public Deal? Any(ulong dice)
    {
        lock (gate)
        {
            return deals.Count == 0 ? null : deals[(int)(dice % (ulong)deals.Count)];
        }
    }

    /// <summary>A contract that nobody cancels.</summary>
    public Deal? AnyLasting(ulong dice)
    {
        lock (gate)
        {
            var lasting = deals.Where(deal => deal.Number % 4 != 0).ToList();
            return lasting.Count == 0 ? null : lasting[(int)(dice % (ulong)lasting.Count)];
        }
    }

    public void AddReceipt(string customer, string receipt)
    {
        lock (gate)
        {
            receipts.Add((customer, receipt));
        }
    }

    /// <summary>A receipt that nobody has taken back yet; it is given out once.</summary>
    public (string Customer, string Receipt)? TakeReceipt(ulong dice)
    {
        lock (gate)
        {
            if (receipts.Count == 0)
            {
                return null;
            }

            var at = (int)(dice % (ulong)receipts.Count);
            var taken = receipts[at];
            receipts.RemoveAt(at);
            return taken;
        }
    }
}

/// <summary>A signed contract.</summary>
internal sealed record Deal(string Id, string Customer, long TotalFen, int Owner, int Number);
