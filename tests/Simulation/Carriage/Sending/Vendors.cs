using System.Collections.Immutable;
using SalesGrains.Carriage.Machine;
using SalesGrains.Entities;
using SalesGrains.Machine;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients;

namespace SalesGrains.Carriage.Sending;

/// <summary>How a vendor treats the messages to one address.</summary>
public enum Manner
{
    /// <summary>Takes them, says so, and they arrive.</summary>
    Healthy,

    /// <summary>Takes nothing and never answers.</summary>
    Dead,

    /// <summary>Takes them, says so, and nothing arrives.</summary>
    Silent,

    /// <summary>Takes them, and answers when nobody waits any more.</summary>
    Late,

    /// <summary>Knows no such address.</summary>
    Refuses,

    /// <summary>Wants to be left alone, often.</summary>
    Limits,

    /// <summary>Fails, often.</summary>
    Fails,

    /// <summary>Any of these, by chance.</summary>
    Mixed,
}

/// <summary>A message that reached a person.</summary>
public sealed record Arrival(EntityKey Recipient, string Channel, string MessageId, ImmutableArray<string> Nudges, long At);

/// <summary>
/// The vendors, one manner for each person and channel. WeCom suppresses a message id that it has taken; no other channel does, and a short
/// message that is sent twice arrives twice.
/// </summary>
public sealed class Vendors(CarrierWorld world)
{
    /// <summary>After so long the pump takes a call for unanswered, ms.</summary>
    private const long LongestCall = 15_000;

    private readonly Dictionary<(string Recipient, string Channel), Manner> _manners = [];
    private readonly HashSet<string> _ids = [], _taken = [], _arrived = [];

    /// <summary>Somebody reads.</summary>
    public Action<Arrival>? Read { get; set; }

    /// <summary>True when the vendor has this message.</summary>
    public bool Has(string attemptId) => _taken.Contains(attemptId);

    /// <summary>True when it has reached its reader.</summary>
    public bool Arrived(string attemptId) => _arrived.Contains(attemptId);

    public Manner Of(EntityKey recipient, string channel)
    {
        if (!_manners.TryGetValue((recipient.Id, channel), out var manner))
        {
            manner = world.Random.Below(100) switch
            {
                < 36 => Manner.Healthy, < 45 => Manner.Dead, < 53 => Manner.Silent, < 69 => Manner.Late,
                < 75 => Manner.Refuses, < 81 => Manner.Limits, < 88 => Manner.Fails, _ => Manner.Mixed,
            };
            _manners[(recipient.Id, channel)] = manner;
        }

        return manner;
    }

    /// <summary>A message goes out; null: no answer in time. It arrives even if its silo dies meanwhile.</summary>
    public Task<SendResult?> Send(Life owner, EntityKey recipient, Attempt attempt, string messageId)
    {
        world.Checker.Sending(recipient, attempt);
        return Ask(owner, () => Take(recipient, attempt, messageId, Now(Of(recipient, attempt.Channel))));
    }

    /// <summary>What became of a message; nothing: the vendor cannot say.</summary>
    public Task<SendResult?> Receipt(Life owner, EntityKey recipient, Attempt attempt) =>
        Ask(owner, () => Now(Of(recipient, attempt.Channel)) == Manner.Dead ? (null, false)
            : !ChannelRules.NeedsReceipt(attempt.Channel) || world.Random.Chance(0.5) ? (null, true)
            : Arrived(attempt.Id) ? (new(SendOutcome.Delivered), true)
            : (new(Has(attempt.Id) && world.Random.Chance(0.7) ? SendOutcome.Sent : SendOutcome.Failed, Code: "receipt"), true));

    /// <summary>A call with its way there and back, neither of which is sure to be quick.</summary>
    private Task<SendResult?> Ask(Life owner, Func<(SendResult? Result, bool Answers)> ask)
    {
        var answer = new TaskCompletionSource<SendResult?>();
        world.At(LongestCall, owner, () => answer.TrySetResult(null));
        world.At(Way(), world.Outside, () =>
        {
            var (result, answers) = ask();
            if (answers)
            {
                world.At(Way(), owner, () => answer.TrySetResult(result));
            }
        });
        return answer.Task;
    }

    private Manner Now(Manner manner) => manner == Manner.Mixed ? (Manner)world.Random.Below((int)Manner.Mixed) : manner;

    private (SendResult? Result, bool Answers) Take(EntityKey recipient, Attempt attempt, string messageId, Manner manner)
    {
        switch (manner)
        {
            case Manner.Dead:
                return (null, false);
            case Manner.Refuses:
                return (new(SendOutcome.Refused, Code: "invalid-user"), true);
            case Manner.Limits when world.Random.Chance(0.5):
                return (new(SendOutcome.Limited, Code: "limited", RetryAfter: TimeSpan.FromSeconds(world.Random.Between(1, 30))), true);
            case Manner.Fails when world.Random.Chance(0.6):
                return (new(SendOutcome.Failed, Code: "busy"), true);
        }

        var repeated = !_ids.Add(messageId) && attempt.Channel == ChannelKinds.WeComApp;
        _taken.Add(attempt.Id);
        if (manner != Manner.Silent && !repeated)
        {
            _arrived.Add(attempt.Id);
            world.Say?.Invoke($"{recipient.Id} gets {messageId} over {attempt.Channel}");
            var arrival = new Arrival(recipient, attempt.Channel, attempt.Id, attempt.Nudges, world.Now);
            world.Checker.Arriving(arrival);
            Read?.Invoke(arrival);
        }

        return (new(SendOutcome.Sent, messageId), manner != Manner.Late);
    }

    private long Way() => world.Faults.Active && world.Random.Chance(0.05) ? world.Random.Between(1_000, 13_000) : world.Random.Between(20, 400);
}
