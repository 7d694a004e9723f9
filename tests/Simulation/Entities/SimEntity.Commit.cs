using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <summary>What is to be committed, on top of the row that was read.</summary>
public sealed record Draft(ImmutableArray<SimEvent> Events)
{
    public SimCommand? Command { get; init; }

    public Rejection? Rejection { get; init; }

    /// <summary>The lane of this source, after a number was taken.</summary>
    public (int Source, InboxLane Lane)? Inbox { get; init; }

    /// <summary>The lane of this source is forgotten.</summary>
    public int? Forgotten { get; init; }

    /// <summary>Outcomes of this consumer are recorded up to the number.</summary>
    public (int Consumer, long Number)? Recorded { get; init; }

    /// <summary>Due moments that are given up.</summary>
    public ImmutableHashSet<SimMoment> GivenUp { get; init; } = [];

    /// <summary>The moment that the portfolio named, when something falls due.</summary>
    public long DueMoment { get; init; }
}

/// <content>How a commit is built: events folded, effects numbered, facts made, all in one piece.</content>
public sealed partial class SimEntity
{
    private SimCommit Build(SimStored row, Draft draft)
    {
        var version = row.Version + 1;
        var clock = Math.Max(row.ClockVersion, Silo.Organization.ClockVersion);
        if (World.Is(Mutant.OldClockAccepted) && draft.Command?.ClockVersion is { } by)
        {
            clock = by;
        }

        var state = row.State;
        var called = new List<(int To, SimEffectType Type, long Amount)>();
        foreach (var e in draft.Events)
        {
            state = SimRules.Evolve(state, e);
            if (SimRules.Effect(Id, e) is { } effect)
            {
                called.Add(effect);
            }
        }

        var (numbers, assigned) = OutboxRules.Number(row.Lanes.Numbers, called.Select(c => Names.All[c.To]));
        var effects = ImmutableArray.CreateBuilder<SimItem>(called.Count);
        for (var i = 0; i < called.Count; i++)
        {
            effects.Add(new(Id, called[i].To, assigned[i], $"{Id}.{version}.{i}", called[i].Type, called[i].Amount, clock));
        }

        var lanes = row.Lanes with { Numbers = numbers, GivenUp = row.Lanes.GivenUp.Union(draft.GivenUp) };
        if (draft.Inbox is { } taken)
        {
            lanes = lanes with { Inbox = lanes.Inbox.SetItem(Names.All[taken.Source], taken.Lane) };
        }

        if (draft.Forgotten is { } source)
        {
            lanes = lanes with { Inbox = lanes.Inbox.Remove(Names.All[source]), Forgot = true };
        }

        if (draft.Recorded is { } recorded && !World.Is(Mutant.RecordedApartFromCommit))
        {
            lanes = lanes with { Recorded = lanes.Recorded.SetItem(Names.All[recorded.Consumer], recorded.Number) };
        }

        var now = Math.Max(Silo.OrganizationNow, draft.DueMoment);
        var recordedAt = World.Is(Mutant.RecordedAtNotRising) ? now : Math.Max(now, row.RecordedAt + 1);
        var nextDue = SimRules.NextDue(state, lanes.GivenUp);
        if (World.Is(Mutant.SlicesMoveNextDue) && draft.DueMoment > 0)
        {
            nextDue = SimRules.NextDue(state, lanes.GivenUp, draft.DueMoment);
        }

        return new(
            Id,
            World.Is(Mutant.WildcardEtag) ? null : row.Etag,
            version,
            recordedAt,
            draft.Events,
            effects.ToImmutable(),
            state,
            lanes,
            new(Id, version, nextDue, Silo.Organization.RulesVersion, state.Deleted),
            clock,
            draft.Command,
            World.Is(Mutant.KeyApartFromCommit) ? null : KeyRow(draft, version));
    }

    /// <summary>Keys age by real time: a jump of a sandbox's clock must not expire them.</summary>
    private StoredCommand? KeyRow(Draft draft, long version) => draft.Command is null ? null
        : new(draft.Command.Key, draft.Command.Fingerprint, new(version, draft.Rejection), Moment.Of(Silo.Clock));
}

/// <summary>Milliseconds as the product's rules want them.</summary>
public static class Moment
{
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
