using SalesGrains.Carriage.Entities;
using SalesGrains.Carriage.Machine;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients;

namespace SalesGrains.Carriage.Checking;

/// <summary>Ladders go up and stop, escalations arrive once, and no nudge is lost between whoever raised it and whoever is to see it.</summary>
public sealed class LadderChecker(CarrierWorld world)
{
    private readonly Dictionary<(string Recipient, string Nudge, DateTimeOffset Since), int> _rungs = [];
    private readonly HashSet<(string Recipient, string Nudge, DateTimeOffset Since)> _proven = [], _passed = [];
    private readonly HashSet<(string Recipient, string Channel, string Address)> _refused = [];
    private readonly Dictionary<(string From, string To, string Nudge), int> _sent = [], _received = [];

    public void Event(EntityKey key, RecipientState recipient, RecipientEvent e, EventMeta meta, string who)
    {
        switch (e)
        {
            case RungBegun begun when recipient.Nudge(begun.NudgeKey) is { } nudge:
                var it = (key.Id, nudge.Key, nudge.ReceivedAt);
                Must(nudge.IsCarried, $"{who} begins rung {begun.Rung} for {nudge.Key}, which nobody carries any more");
                Must(begun.Rung > _rungs.GetValueOrDefault(it), $"{who} begins rung {begun.Rung} for {nudge.Key} after rung {_rungs.GetValueOrDefault(it)}");
                Must(nudge.Strong || !_proven.Contains(it), $"{who} begins rung {begun.Rung} for {nudge.Key}, which a channel has proved to have delivered");
                Must(!_refused.Contains((key.Id, begun.Channel, recipient.Channel(begun.Channel)?.Address ?? "")), $"{who} begins a rung on {begun.Channel}, whose address was refused");
                _rungs[it] = begun.Rung;
                break;
            case AttemptSent sent when recipient.Attempt(sent.AttemptId) is { } attempt && (sent.Delivered || !ChannelRules.NeedsReceipt(attempt.Channel)):
                _proven.UnionWith(attempt.Nudges.Select(recipient.Nudge).OfType<Delivery>().Select(nudge => (key.Id, nudge.Key, nudge.ReceivedAt)));
                break;
            case AttemptEnded { State: AttemptStates.Refused } refused when recipient.Attempt(refused.AttemptId) is { } attempt:
                _refused.Add((key.Id, attempt.Channel, attempt.Address!));
                break;
            case ReachSet:
                _refused.RemoveWhere(one => one.Recipient == key.Id);
                break;
            case NudgePassed passed when recipient.Nudge(passed.NudgeKey) is { } nudge:
                Must(_passed.Add((key.Id, nudge.Key, nudge.ReceivedAt)), $"{who} passes {nudge.Key} on to {passed.To} again");
                Count(_sent, key.Id, passed.To, nudge.Key);
                break;
            case NudgeMissed missed when recipient.Nudge(missed.NudgeKey) is { } nudge:
                Must(nudge.IsCarried && meta.RecordedAt >= nudge.DeadlineAt, $"{who} misses {nudge.Key}, which is seen or has until {nudge.DeadlineAt:O}");
                break;
        }
    }

    /// <summary>What one recipient passed on has come to the next.</summary>
    public void Took(CarriedCommit commit)
    {
        if (commit.Took is { Source.Kind: EntityKinds.Recipient, Body: SendNudge send } item && commit.Events.Any(one => one.Event is NudgeReceived))
        {
            Count(_received, item.Source.Id, item.To.Id, send.NudgeKey);
        }
    }

    public void AtRest()
    {
        foreach (var (way, times) in _sent)
        {
            Must(_received.GetValueOrDefault(way) == times, $"{way.Nudge} was passed on by {way.From} to {way.To} {times} times and came {_received.GetValueOrDefault(way)} times");
        }

        foreach (var row in world.Store.All)
        {
            foreach (var nudge in (row.State as SourceState)?.Nudges ?? (row.State as CustomerState)?.Cared.Nudges ?? [])
            {
                Follow(row.Key, (row.State as SourceState)?.RepId ?? ((CustomerState)row.State).Profile.RepId, nudge);
            }

            if (row.State is RecipientState recipient)
            {
                foreach (var nudge in recipient.Nudges.Where(one => one.IsCarried))
                {
                    Carried(row.Key, recipient, nudge);
                    Must(IsOpen(nudge.Key), $"{nudge.Key} is closed where it was raised, and {row.Key.Id} still has it");
                }
            }
        }
    }

    private bool IsOpen(string key)
    {
        var parts = key.Split('/', 3);
        return world.Store.Peek(new(parts[0], CarrierWorld.Org, parts[1])).State switch
        {
            SourceState source => source.Nudges.Any(one => one.Id == parts[2] && one.IsOpen),
            CustomerState customer => customer.Cared.Nudges.Any(one => one.Id == parts[2] && one.IsOpen),
            _ => false,
        };
    }

    /// <summary>From whoever raised it to everybody it went to: what it is there, it is here.</summary>
    private void Follow(EntityKey source, string repId, Nudge nudge)
    {
        var key = NudgeEffectRules.KeyOf(source, nudge);
        for (var at = repId; at is not null;)
        {
            var found = ((RecipientState)world.Store.Peek(RecipientKeys.Of(CarrierWorld.Org, at)).State).Nudge(key);
            Must(found is not null || !nudge.IsOpen, $"{key} has never come to {at}");
            Must(found is null || nudge.IsOpen == (found.ClosedAt is null), $"{key} is {(nudge.IsOpen ? "open" : "closed")} where it was raised, and {found?.Closed ?? "open"} at {at}");
            Must(found is null || !nudge.IsOpen || nudge.SeenAt is null == found.SeenAt is null, $"{key} is {(nudge.SeenAt is null ? "not " : "")}seen where it was raised, and not so at {at}");
            at = found?.PassedTo;
        }
    }

    /// <summary>Nobody has seen it: its deadline has passed, its ladder has come to an end, every message says what became of it, and the next person has it.</summary>
    private void Carried(EntityKey key, RecipientState recipient, Delivery nudge)
    {
        Must(nudge.ClimbAt is null, $"{nudge.Key} stands on rung {nudge.Rung} at {key.Id} since {nudge.ClimbAt:O}");
        Must(nudge.MissedAt is not null || nudge.DeadlineAt > world.TrueTime, $"{nudge.Key} was to be seen at {key.Id} by {nudge.DeadlineAt:O}, and nobody noticed that it was not");
        Must(nudge.MissedAt is null || nudge.PassedTo is not null || RecipientRules.NextPerson(recipient, key, null) is null, $"nobody has seen {nudge.Key} at {key.Id}, and it went nowhere");
        foreach (var attempt in recipient.Attempts.Where(one => one.Nudges.Contains(nudge.Key)))
        {
            Must(attempt.State is AttemptStates.Sent or AttemptStates.Delivered || attempt.Code is not null, $"{attempt.Id} of {nudge.Key} is {attempt.State} and says not why");
        }
    }

    private static void Count(Dictionary<(string From, string To, string Nudge), int> counts, string from, string to, string nudge) =>
        counts[(from, to, nudge)] = counts.GetValueOrDefault((from, to, nudge)) + 1;

    private void Must(bool holds, string violation)
    {
        if (!holds)
        {
            world.Fail(violation);
        }
    }
}
