using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Customers;

/// <summary>
/// HTTP for a customer's timeline (P07): its history by the moment at which things happened. It is read anew for each page, so a record that
/// comes late stands at its place.
/// </summary>
internal static class TimelineEndpoints
{
    /// <summary>Commits that a timeline reaches back.</summary>
    private const int MostCommits = 2_000;

    private const int Slice = 200;

    /// <summary>What is about the system and not about the customer.</summary>
    private static readonly HashSet<string> Inner =
        ["passed-to-winner", "follow-up-scheduled", "nudge-marked", "allocation-answered", "allocation-released", "identity-held-elsewhere", "external-no-lost"];

    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>Maps the timeline below <c>/customers</c>.</summary>
    public static void MapTimeline(this RouteGroupBuilder customers) =>
        customers.MapGet("/{id}/timeline", Get).RequireAuthorization(Policies.ReadSales);

    private static async Task<Ok<TimelinePage>> Get(string id, Caller caller, int? limit, string? after)
    {
        var customer = await caller.Customer(id);
        var take = new PageQuery(limit, null, null).Take();
        var entries = new List<(HistoryEntry Entry, Place Place)>();
        foreach (var (source, one) in customer.MergedFrom.Prepend(customer.Id).Index())
        {
            var grain = caller.Grains.Entity<ICustomerGrain>(one);
            var version = source == 0 ? customer.Version : (await grain.Get())?.Version ?? 0;
            entries.AddRange((await Read(grain, version)).Select(entry => (entry, Place.Of(entry, source))));
        }

        // What its author took back is shown no more; that something was taken back is.
        var removed = entries.Where(one => one.Entry.Type == "comment-removed").Select(one => CommentOf(one.Entry)).ToHashSet();
        var ordered = entries
            .Where(one => !Inner.Contains(one.Entry.Type) && !(one.Entry.Type == "comment-added" && removed.Contains(CommentOf(one.Entry))))
            .OrderByDescending(one => one.Place)
            .ToList();
        var from = Place.Read(after);
        var page = ordered.Where(one => from is not { } place || one.Place.CompareTo(place) < 0).Take(take + 1).ToList();
        return TypedResults.Ok(new TimelinePage(
            [.. page.Take(take).Select(one => Of(one.Entry))], page.Count > take ? page[take - 1].Place.ToString() : null));
    }

    private static string? CommentOf(HistoryEntry entry) => JsonElement.Parse(entry.Data).GetProperty("commentId").GetString();

    private static async Task<List<HistoryEntry>> Read(ICustomerGrain customer, long version)
    {
        var entries = new List<HistoryEntry>();
        for (var after = Math.Max(0, version - MostCommits); after < version; after += Slice)
        {
            entries.AddRange(await customer.History(after, Slice));
        }

        return [.. entries.DistinctBy(entry => entry.EventId)];
    }

    private static TimelineEntry Of(HistoryEntry entry) => new(
        entry.EventId, entry.Type, entry.OccurredAt, entry.RecordedAt - entry.OccurredAt > Late ? entry.RecordedAt : null, entry.Actor.Name,
        DataOf(entry));

    /// <summary>Of a duplicate only who it was: all that it had stands on the page already.</summary>
    private static JsonElement DataOf(HistoryEntry entry)
    {
        var data = JsonElement.Parse(entry.Data);
        return entry.Type == "customer-absorbed"
            ? JsonSerializer.SerializeToElement(new JsonObject
            {
                ["formerId"] = data.GetProperty("formerId").GetString(),
                ["name"] = data.GetProperty("had").GetProperty("profile").GetProperty("name").GetString(),
            })
            : data;
    }

    /// <summary>A place in a timeline; two entries of one moment keep the order in which they were recorded.</summary>
    private readonly record struct Place(long Ticks, long Seq) : IComparable<Place>
    {
        /// <summary>Bits of a place's number that count within one customer; those above say which of the merged ones it is (X10).</summary>
        private const int SeqBits = 40;

        public static Place Of(HistoryEntry entry, int source) => new(
            entry.OccurredAt.UtcTicks,
            ((long)source << SeqBits) | long.Parse(entry.EventId.AsSpan(entry.EventId.LastIndexOf('.') + 1), CultureInfo.InvariantCulture));

        public static Place? Read(string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var dash = text.IndexOf('-', StringComparison.Ordinal);
            return dash > 0
                && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                ? new Place(ticks, seq)
                : throw new Problem(StatusCodes.Status400BadRequest, "cursor.invalid", "after").ToException();
        }

        public int CompareTo(Place other) => (Ticks, Seq).CompareTo((other.Ticks, other.Seq));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ticks}-{Seq}");
    }
}
