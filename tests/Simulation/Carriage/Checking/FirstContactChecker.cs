using SalesGrains.Carriage.Entities;
using SalesGrains.Carriage.Machine;
using SalesGrains.Customers;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Identities;

namespace SalesGrains.Carriage.Checking;

/// <summary>The clock of a first contact (C01, C03): the earliest contact that is known, nudges once for each stage, missed at 24 hours exactly.</summary>
public sealed class FirstContactChecker(CarrierWorld world)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromHours(24);

    private readonly Dictionary<string, DateTimeOffset> _earliest = [];
    private readonly HashSet<(string Customer, string Signal)> _signals = [];
    private readonly HashSet<(string Customer, double Hours)> _stages = [];
    private readonly HashSet<string> _missed = [], _ended = [];

    public void Committing(CarriedCommit commit, string who)
    {
        if (commit.After.State is not CustomerState after)
        {
            return;
        }

        var id = commit.After.Key.Id;
        if (commit.Took?.Body is CustomerSignal came && after.Exists)
        {
            var recorded = commit.After.RecordedAt;
            var isNew = _signals.Add((id, came.SignalId));
            Must(isNew || !commit.Events.Any(one => one.Event is SignalReceived), $"{who} takes signal {came.SignalId} again");
            if (isNew && came.Source != "attachment" && !(came.Source == "call" && came.DurationSeconds == 0))
            {
                // What a fast clock names is now.
                Contact(id, came.At < recorded.AddTicks(-1) ? came.At : commit.Events.Select(one => one.Event).OfType<SignalReceived>().Single().Signal.At);
            }
        }

        foreach (var happened in commit.Events)
        {
            var first = ((CustomerState)happened.Before).Care?.FirstContact;
            switch (happened.Event)
            {
                case ContactRecorded contact:
                    Contact(id, contact.At);
                    break;
                case CustomerNudgeRaised { Nudge: { Rule: FirstContactRules.Rule } nudge }:
                    var hours = (nudge.DueMoment!.Value - first!.StartedAt).TotalHours;
                    Must(_stages.Add((id, hours)), $"{who} nudges again at {hours} hours");
                    Must(happened.Meta.RecordedAt >= nudge.DueMoment && world.TrueTime.AddMilliseconds(CarrierSilo.MaxSkew + 100) >= nudge.DueMoment, $"{who} nudges before {hours} hours are over");
                    break;
                case FirstContactMissed missed:
                    Must(missed.At == first!.StartedAt + Deadline && happened.Meta.RecordedAt >= missed.At, $"{who} is missed {missed.At - first.StartedAt} after its first contact, at {happened.Meta.RecordedAt:O}");
                    Must(!_ended.Contains(id), $"{who} is missed after it ended");
                    Must(_missed.Add(id), $"{who} is missed again");
                    break;
                case FirstContactEnded when first is not null && !commit.Events.Any(one => one.Event is FirstContactStarted):
                    Must(_missed.Contains(id) || happened.Meta.RecordedAt < first!.StartedAt + Deadline, $"{who} ends {happened.Meta.RecordedAt - first!.StartedAt} after its first contact and was never missed");
                    _ended.Add(id);
                    break;
            }
        }

        if (after.Care?.FirstContact is { Runs: true } runs)
        {
            Must(runs.StartedAt == _earliest.GetValueOrDefault(id), $"{who} has its first contact at {runs.StartedAt:O}; the earliest that it knows of was at {_earliest.GetValueOrDefault(id):O}");
        }
    }

    public void AtRest()
    {
        foreach (var row in world.Store.All)
        {
            var first = (row.State as CustomerState)?.Care?.FirstContact;
            Must(first is not { Runs: true } || first.StartedAt + Deadline > world.TrueTime, $"{row.Key.Id} has had its first contact at {first?.StartedAt:O}, and nobody noticed that it was missed");
        }
    }

    private void Contact(string id, DateTimeOffset at)
    {
        // What comes when the clock runs no more moves nothing.
        if (!_missed.Contains(id) && !_ended.Contains(id))
        {
            _earliest[id] = _earliest.TryGetValue(id, out var known) && known < at ? known : at;
        }
    }

    private void Must(bool holds, string violation)
    {
        if (!holds)
        {
            world.Fail(violation);
        }
    }
}
