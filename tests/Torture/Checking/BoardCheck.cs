using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Checking;

/// <summary>What the board shows against the store, added up here once more from the contracts' states.</summary>
internal static class BoardCheck
{
    /// <summary>What the board shows, by metric.</summary>
    public static Dictionary<string, (long Count, long Fen)> Shown(JsonNode board) => board["totals"]!.AsArray().ToDictionary(
        total => (string)total!["metric"]!,
        total => ((long)total!["count"]!, Yuan.Read((string)total["amount"]!, out var fen) is null ? fen : -1));

    /// <summary>What it must show.</summary>
    public static Dictionary<string, (long Count, long Fen)> Stored(StoredWorld world, DateOnly today)
    {
        var open = world.Of(EntityKinds.Contract).Select(thing => thing.State(ContractRules.Definition))
            .Where(contract => contract.Stage == "signed")
            .SelectMany(contract => contract.Nodes).Where(node => !node.Cancelled && node.AmountFen > node.PaidFen).ToList();
        return open.Select(node => (Bucket: Bucket(node.DueOn, today), Fen: node.AmountFen - node.PaidFen))
            .Concat(open.Select(node => (Bucket: "total", Fen: node.AmountFen - node.PaidFen)))
            .GroupBy(one => one.Bucket).ToDictionary(group => group.Key, group => (group.LongCount(), group.Sum(one => one.Fen)));
    }

    /// <summary>Where they differ.</summary>
    public static IEnumerable<string> Faults(Dictionary<string, (long Count, long Fen)> shown, Dictionary<string, (long Count, long Fen)> stored) =>
        shown.Keys.Union(stored.Keys)
            .Where(metric => shown.GetValueOrDefault(metric) != stored.GetValueOrDefault(metric))
            .Select(metric => $"{metric}: the board shows {shown.GetValueOrDefault(metric)}, the store has {stored.GetValueOrDefault(metric)}");

    private static string Bucket(DateOnly? dueOn, DateOnly today) => dueOn is not { } due ? "not-started" : (today.DayNumber - due.DayNumber) switch
    {
        <= 0 => "not-due",
        <= 7 => "overdue-1-7",
        <= 30 => "overdue-8-30",
        <= 60 => "overdue-31-60",
        <= 90 => "overdue-61-90",
        _ => "overdue-90",
    };
}
