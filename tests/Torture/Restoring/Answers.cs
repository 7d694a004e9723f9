using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SalesGrains.Commands;
using SalesGrains.Organizations;

namespace SalesGrains.Restoring;

/// <summary>All that the API answers of a company's sales at one moment: every contract and customer, and the histories of contracts.</summary>
internal sealed record Answers(SortedDictionary<string, long> Versions, SortedDictionary<string, string[]> Histories, string Checksum)
{
    // What follows from the day, not from what was recorded: a test may run through midnight.
    private static readonly string[] OfTheDay = ["status", "daysLeft", "overdueDays", "nodeStatus", "mostUrgentStatus", "nextDueOn", "bucket"];

    public static async Task<Answers> Read(SalesClient client)
    {
        var versions = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var histories = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var all = new StringBuilder();
        foreach (var kind in (string[])["contract", "customer"])
        {
            foreach (var id in (await All(client, $"{kind}s")).Select(item => (string)item["id"]!).Order(StringComparer.Ordinal))
            {
                var view = await client.Get($"{kind}s/{id}", Roles.Director);
                Strip(view);
                versions.Add($"{kind}/{id}", (long)view["version"]!);
                all.Append(view.ToJsonString()).Append('\n');
                if (kind == "contract")
                {
                    histories.Add($"{kind}/{id}", [.. (await All(client, $"contracts/{id}/history")).Select(item => item.ToJsonString())]);
                    all.AppendJoin('\n', histories[$"{kind}/{id}"]);
                }
            }
        }

        return new(versions, histories, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString()))));
    }

    /// <summary>Ids of nudges in the inboxes.</summary>
    public static async Task<List<string>> Inbox(SalesClient client) =>
        [.. (await All(client, "nudges", "level=all&")).Select(nudge => (string)nudge["id"]!).Order(StringComparer.Ordinal)];

    private static async Task<List<JsonNode>> All(SalesClient client, string path, string query = "")
    {
        var items = new List<JsonNode>();
        for (var next = "limit=200"; next is not null;)
        {
            var page = await client.Get($"{path}?{query}{next}", Roles.Director);
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            next = page["next"] is { } after ? $"limit=200&after={Uri.EscapeDataString(after.ToString())}" : null;
        }

        return items;
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject one)
        {
            foreach (var member in OfTheDay)
            {
                one.Remove(member);
            }
        }

        foreach (var child in node switch { JsonObject members => members.Select(pair => pair.Value), JsonArray items => items, _ => [] })
        {
            Strip(child);
        }
    }
}
