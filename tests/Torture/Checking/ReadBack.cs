using System.Text.Json.Nodes;
using SalesGrains.Commands;
using SalesGrains.Money;
using SalesGrains.Organizations;

namespace SalesGrains.Checking;

/// <summary>Reads every accepted command back through the API, by the id that its answer named.</summary>
internal static class ReadBack
{
    /// <summary>What cannot be found, or stands more than once.</summary>
    public static async Task<List<string>> Faults(SalesClient client, CommandLog log)
    {
        var faults = new List<string>();
        foreach (var entity in log.Entries.Where(entry => entry is { Repeats: null, Answer.IsAccepted: true }).GroupBy(entry => entry.Operation.Entity))
        {
            var view = await client.Read(entity.Key, Roles.Manager);
            if (entity.Key.StartsWith("customer/", StringComparison.Ordinal))
            {
                faults.AddRange(Receipts(view, [.. entity]));
            }
            else
            {
                faults.AddRange(await History(client, entity.Key, [.. entity]));
            }
        }

        return faults;
    }

    private static IEnumerable<string> Receipts(JsonNode customer, List<Entry> entries)
    {
        var receipts = customer["receipts"]!.AsArray().ToLookup(receipt => (string)receipt!["id"]!);
        foreach (var entry in entries.Where(entry => entry.Operation.Kind == Kinds.Receipt))
        {
            if (receipts[entry.Answer!.Id!].ToList() is not [{ } one] || (string)one["amount"]! != Yuan.Format(entry.Operation.AmountFen))
            {
                yield return $"not read back: {entry}";
            }
        }

        foreach (var entry in entries.Where(entry => entry.Operation.Kind == Kinds.Reversal))
        {
            if (receipts[entry.Operation.ReceiptId!].ToList() is not [{ } one] || !(bool)one["reversed"]!)
            {
                yield return $"not read back: {entry}";
            }
        }
    }

    /// <summary>Event numbers without a gap, and each command's event once, at the version that it was told.</summary>
    private static async Task<List<string>> History(SalesClient client, string entity, List<Entry> entries)
    {
        var events = new List<(string Id, long Version, string Type)>();
        for (long? after = 0; after is not null;)
        {
            var page = await client.Get($"{entity.Replace("/", "s/", StringComparison.Ordinal)}/history?after={after}&limit=200", Roles.Manager);
            events.AddRange(page["items"]!.AsArray().Select(item => ((string)item!["eventId"]!, (long)item["version"]!, (string)item["type"]!)));
            after = (long?)page["next"];
        }

        var faults = new List<string>();
        if (!events.Select(one => long.Parse(one.Id.Split('.')[^1], provider: null)).SequenceEqual(Enumerable.Range(1, events.Count).Select(i => (long)i)))
        {
            faults.Add($"{entity}: its history has a gap or a repeat");
        }

        foreach (var entry in entries)
        {
            var (type, mayBeNone) = Kinds.Leaves[entry.Operation.Kind];
            var at = events.Where(one => one.Version == entry.Answer!.Version).ToList();
            if (at.Count(one => one.Type == type) != 1 && !(mayBeNone && at.Count == 0))
            {
                faults.Add($"not read back: {entry}");
            }
        }

        return faults;
    }
}
