using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Contracts.Countdown;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Triggers;

/// <summary>Remembers when each trigger of a shard fired, and works out when nudges will (X28). Knows neither time nor Orleans.</summary>
public sealed class TriggerLog
{
    private readonly Dictionary<string, (DateTimeOffset? LastAt, long Count)> fired = new(StringComparer.Ordinal);

    /// <summary>The name of a nudge's trigger.</summary>
    public static string NameOf(string rule, string level) => $"{rule}:{level}";

    /// <summary>A trigger fired.</summary>
    public void Fired(string name, DateTimeOffset at) => fired[name] = (at, fired.GetValueOrDefault(name).Count + 1);

    /// <summary>Nudges that a row has and the one before it had not were raised in between; those of the first row say when, not how often.</summary>
    public void Note(EntityRow? old, EntityRow? row, bool isLoading)
    {
        foreach (var nudge in row?.Nudges ?? [])
        {
            if (old is not null && old.Nudges.Any(known => known.Facts.Id == nudge.Facts.Id))
            {
                continue;
            }

            var name = NameOf(nudge.Facts.Rule, nudge.Facts.Level);
            var (last, count) = fired.GetValueOrDefault(name);
            fired[name] = (last > nudge.Facts.RaisedAt ? last : nudge.Facts.RaisedAt, count + (isLoading ? 0 : 1));
        }
    }

    /// <summary>What fired, and what will.</summary>
    public ImmutableArray<TriggerPulse> Pulses(PortfolioIndex index, PortfolioMoment moment, DateTimeOffset now)
    {
        var next = Next(index, moment, now);
        return
        [
            .. fired.Keys.Union(next.Keys).Order(StringComparer.Ordinal)
                .Select(name => new TriggerPulse(name, fired.GetValueOrDefault(name).LastAt, next.GetValueOrDefault(name), fired.GetValueOrDefault(name).Count)),
        ];
    }

    /// <summary>The next moment of each kind of nudge, by the due dates of open nodes. Open items are known to the contract only: theirs is the earliest possible.</summary>
    private static Dictionary<string, DateTimeOffset?> Next(PortfolioIndex index, PortfolioMoment moment, DateTimeOffset now)
    {
        var rules = moment.Rules.Payments;
        List<(string Name, int Days)> stages = [(NameOf(StageRules.Warning, "rep"), -rules.WarnDays)];
        stages.AddRange(rules.OpenItemDays.Select(days => (NameOf(StageRules.OpenItems, "rep"), -days)));
        stages.AddRange(rules.OverdueLadder.Select(step => (NameOf(StageRules.Overdue, step.Level), step.Days)));
        var first = moment.Today.DayNumber + (LocalTime.At(moment.Today, rules.NudgeAt, moment.Zone) > now ? 0 : 1);
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in index.OpenNodes.Where(node => node is { DueOn: not null, Contract.Stage: "signed" }))
        {
            foreach (var (name, days) in stages)
            {
                var day = node.DueNumber + days;
                if (day >= first && (!next.TryGetValue(name, out var known) || day < known))
                {
                    next[name] = day;
                }
            }
        }

        return stages.Select(stage => stage.Name).Distinct().ToDictionary(
            name => name,
            name => next.TryGetValue(name, out var day) ? LocalTime.At(DateOnly.FromDayNumber(day), rules.NudgeAt, moment.Zone) : (DateTimeOffset?)null,
            StringComparer.Ordinal);
    }
}
