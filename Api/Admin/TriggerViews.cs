using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Portfolios;
using SalesGrains.Silos;

namespace SalesGrains.Admin;

/// <summary>When each trigger fired last and will fire next, and whether one has fallen silent (X28).</summary>
internal static class TriggerViews
{
    private const string Sweeper = "sweeper";
    private const string Reconciling = "reconciliation";

    /// <summary>What the system does by itself: how often, and after how long a silence something is wrong.</summary>
    private static readonly (string Name, int? Every, int Silent)[] System =
    [
        (TriggerNames.Timer, 1, 60), (TriggerNames.Pinger, 10, 60), (TriggerNames.Reminder, 60, 300), (Sweeper, 1, 60), (TriggerNames.Rescan, 600, 1800),
    ];

    /// <summary>How long something may be due and not done.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromMinutes(1);

    /// <summary>GET /admin/triggers.</summary>
    public static async Task<Ok<TriggersBody>> Read(Caller caller, IGrainFactory grains, ReconciliationLog reconciliations, TimeProvider time)
    {
        var organization = caller.Organization;
        var asked = await Task.WhenAll(Partitioning.ShardKeys(organization.Stored).Select(key => SiloViews.OrNothing(caller.Grains.Named<IPortfolioGrain>(key).Pulse())));
        var shards = asked.OfType<ShardPulse>().ToArray();
        var silos = await SiloViews.Reports(grains);
        var (real, now) = (time.GetUtcNow(), organization.At(time.GetUtcNow()));
        var rate = organization.Stored.Clock.Rate;
        var dueSince = shards.Min(shard => shard.DueSince);
        var lateBy = dueSince is { } since && rate > 0 ? TimeSpan.FromTicks((long)((now - since).Ticks / rate)) : TimeSpan.Zero;
        var waking = Pulses(shards, TriggerNames.Waking).ToArray();
        List<TriggerBody> triggers =
        [
            .. Nudges(shards),
            new(
                TriggerNames.Waking, "system", "organization", waking.Max(pulse => pulse.LastAt), shards.Min(shard => shard.NextDue), null,
                waking.Sum(pulse => pulse.Count), lateBy > MostLate ? "silent" : "ok"),
        ];
        foreach (var (name, every, silent) in System)
        {
            // The one that has been silent longest is the one that matters.
            var last = name == Sweeper
                ? silos.Where(silo => real - silo.At < TimeSpan.FromMinutes(1)).Min(silo => silo.SweptAt)
                : shards.Select(shard => shard.Triggers.FirstOrDefault(pulse => pulse.Name == name)?.LastAt ?? DateTimeOffset.MinValue).DefaultIfEmpty().Min();
            last = last == DateTimeOffset.MinValue ? null : last;
            var quiet = real - (last ?? shards.Select(shard => shard.StartedAt).DefaultIfEmpty().Min());
            triggers.Add(new(
                name, "system", "real", last, null, every, Pulses(shards, name).Sum(pulse => pulse.Count),
                quiet > TimeSpan.FromSeconds(silent) ? "silent" : last is null ? "waiting" : "ok"));
        }

        var compared = reconciliations.Of(caller.Org);
        triggers.Add(new(
            Reconciling, "system", "real", compared?.At, NightlyReconciliation.NextOf(real, organization.Zone), null, compared is null ? 0 : 1,
            compared is null ? "waiting" : compared.Differences.IsEmpty && compared.BoardAgrees ? "ok" : "differs"));
        return TypedResults.Ok(new TriggersBody(
            triggers, now, real, dueSince, lateBy.TotalSeconds, shards.Sum(shard => shard.Rows), shards.Sum(shard => shard.InFlight), shards.Sum(shard => shard.Buried),
            asked.Length - shards.Length));
    }

    /// <summary>Nudges by rule and level, in the order in which they come.</summary>
    private static IEnumerable<TriggerBody> Nudges(ShardPulse[] shards) =>
        from pulse in shards.SelectMany(shard => shard.Triggers)
        where pulse.Name.Contains(':', StringComparison.Ordinal)
        group pulse by pulse.Name into one
        let last = one.Max(pulse => pulse.LastAt)
        let next = one.Min(pulse => pulse.NextAt)
        orderby Order(one.Key)
        select new TriggerBody(one.Key, "nudge", "organization", last, next, null, one.Sum(pulse => pulse.Count), last is null ? "waiting" : "ok");

    private static string Order(string name) => name switch
    {
        "payment-warning:rep" => "1",
        "payment-open-items:rep" => "2",
        "payment-overdue:rep" => "3",
        "payment-overdue:manager" => "4",
        "payment-overdue:director" => "5",
        _ => name,
    };

    private static IEnumerable<TriggerPulse> Pulses(ShardPulse[] shards, string name) =>
        shards.SelectMany(shard => shard.Triggers).Where(pulse => pulse.Name == name);
}

/// <summary>The triggers, and how the organisation's due moments stand.</summary>
/// <param name="Items">Nudges first, then what the system does by itself.</param>
/// <param name="Now">The organisation's time.</param>
/// <param name="At">Real time.</param>
/// <param name="DueSince">The earliest moment, of the organisation's time, that is due and not done; null when nothing is.</param>
/// <param name="LateSeconds">How late that is, in real seconds.</param>
/// <param name="Entities">Entities that the portfolio holds.</param>
/// <param name="InFlight">Entities being woken now.</param>
/// <param name="Buried">Entities whose due moment is a dead letter.</param>
/// <param name="Unanswered">Parts of the portfolio that did not answer in time.</param>
internal sealed record TriggersBody(
    IReadOnlyList<TriggerBody> Items, DateTimeOffset Now, DateTimeOffset At, DateTimeOffset? DueSince, double LateSeconds, int Entities, int InFlight, int Buried, int Unanswered);

/// <summary>One trigger.</summary>
/// <param name="Name">Rule and level of a nudge, or what the system does.</param>
/// <param name="Group">nudge or system.</param>
/// <param name="Clock">Whose time its moments are of: organization or real.</param>
/// <param name="LastAt">When it fired last; null: not since the system started.</param>
/// <param name="NextAt">When it will fire next, where that is known.</param>
/// <param name="EverySeconds">How often it should, where that is regular.</param>
/// <param name="Count">How often since the portfolio was loaded.</param>
/// <param name="State">ok, waiting (has had no reason yet), silent (should have fired), differs (a comparison found something).</param>
internal sealed record TriggerBody(
    string Name, string Group, string Clock, DateTimeOffset? LastAt, DateTimeOffset? NextAt, int? EverySeconds, long Count, string State);
