using SalesGrains.Carriage.Entities;
using SalesGrains.Carriage.Machine;
using SalesGrains.Carriage.Sending;
using SalesGrains.Entities;
using SalesGrains.Machine;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients;

namespace SalesGrains.Carriage.Checking;

/// <summary>What must hold while nudges are carried: looked at with each commit, each message that goes out, each that arrives.</summary>
public sealed class CarriageChecker(CarrierWorld world)
{
    /// <summary>A channel that nothing is wrong with begins to send within this, whatever the others do, ms.</summary>
    private const long Prompt = 10_000;

    private readonly Dictionary<string, int> _starts = [], _sends = [];
    private readonly Dictionary<string, long> _arrivals = [];
    private readonly LadderChecker _ladder = new(world);
    private readonly FirstContactChecker _first = new(world);

    public int Commits { get; private set; }

    public int Messages { get; private set; }

    public void Committing(CarriedEntity row, CarriedCommit commit)
    {
        Commits++;
        var who = $"{row.Key.Kind}/{row.Key.Id} v{commit.After.Version}";
        foreach (var happened in commit.Events)
        {
            if (happened is { Before: RecipientState recipient, Event: RecipientEvent e })
            {
                _ladder.Event(row.Key, recipient, e, happened.Meta, who);
                Attempt(row.Key, recipient, e, happened.Meta, who);
            }
        }

        _ladder.Took(commit);
        _first.Committing(commit, who);
    }

    /// <summary>A message leaves the house.</summary>
    public void Sending(EntityKey recipient, Attempt attempt)
    {
        Messages++;
        _sends[attempt.Id] = _sends.GetValueOrDefault(attempt.Id) + 1;
        Must(_sends[attempt.Id] <= _starts.GetValueOrDefault(attempt.Id),
            $"{recipient.Id} sends {attempt.Id} over {attempt.Channel} for the {_sends[attempt.Id]}. time, and has committed {_starts.GetValueOrDefault(attempt.Id)} starts");
    }

    /// <summary>A message reaches its reader.</summary>
    public void Arriving(Arrival arrival)
    {
        if (_arrivals.TryGetValue(arrival.MessageId, out var before))
        {
            Must(arrival.Channel != ChannelKinds.WeComApp, $"{arrival.Recipient.Id} gets {arrival.MessageId} twice over a channel that suppresses repeats");
            Must(!ChannelRules.IsSms(arrival.Channel) || world.Faults.ClockSetBack || arrival.At - before >= 600_000,
                $"{arrival.Recipient.Id} gets the short message {arrival.MessageId} again after {(arrival.At - before) / 1000.0:F1} s");
        }

        _arrivals[arrival.MessageId] = arrival.At;
    }

    /// <summary>At the end of a run.</summary>
    public void AtRest()
    {
        foreach (var row in world.Store.All)
        {
            Must(row.NextDue is not { } due || due > world.TrueTime, $"{row.Key} rests and has something to do since {row.NextDue:O}");
            if (row.State is RecipientState recipient)
            {
                foreach (var attempt in recipient.Attempts)
                {
                    Must(!attempt.IsUnderWay, $"{row.Key.Id} rests and its {attempt.Channel} message {attempt.Id} is {attempt.State}");
                }
            }
        }

        _ladder.AtRest();
        _first.AtRest();
    }

    private void Attempt(EntityKey key, RecipientState recipient, RecipientEvent e, EventMeta meta, string who)
    {
        switch (e)
        {
            case AttemptStarted started when recipient.Attempt(started.AttemptId) is { } attempt:
                _starts[attempt.Id] = _starts.GetValueOrDefault(attempt.Id) + 1;
                foreach (var nudge in attempt.Nudges.Select(recipient.Nudge).OfType<Delivery>())
                {
                    Must(nudge.IsOpen, $"{who} starts {attempt.Id} over {attempt.Channel} with {nudge.Key}, which is {nudge.Closed ?? "seen"}");
                    Must(nudge.Strong || nudge.ProvenAt is null, $"{who} starts {attempt.Id} over {attempt.Channel} with {nudge.Key}, which has come by {nudge.ProvenBy}");
                }

                Punctual(key, attempt, meta, who);
                break;
            case AttemptSent sent when recipient.Attempt(sent.AttemptId) is { } attempt:
                Must(sent.Delivered ? world.Vendors.Arrived(attempt.Id) : world.Vendors.Has(attempt.Id), $"{who} counts {attempt.Id} as sent, and it was not");
                break;
        }
    }

    private void Punctual(EntityKey key, Attempt attempt, EventMeta meta, string who)
    {
        var since = attempt.NotBefore > attempt.QueuedAt ? attempt.NotBefore : attempt.QueuedAt;
        var quiet = since > world.TrueTime.AddMilliseconds(CarrierFaults.End + 60_000 - world.Now);
        Must(!quiet || attempt.Tries > 0 || world.Rules.Delivery.LimitOf(attempt.Channel) is not null || world.Vendors.Of(key, attempt.Channel) != Manner.Healthy
            || (meta.RecordedAt - since).TotalMilliseconds < Prompt, $"{who} begins to send over {attempt.Channel}, which works, after {(meta.RecordedAt - since).TotalSeconds:F1} s");
    }

    private void Must(bool holds, string violation)
    {
        if (!holds)
        {
            world.Fail(violation);
        }
    }
}
