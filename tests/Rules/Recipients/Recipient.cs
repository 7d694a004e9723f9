using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Recipients;

/// <summary>A recipient by its rules alone, on a Monday morning, with the addresses that a test names.</summary>
internal sealed class Recipient
{
    public const string Unit = "east-1";

    private readonly PureEntity<RecipientState, RecipientCommand, RecipientEvent> entity;

    public Recipient(params string[] channels)
        : this("rep-1", channels)
    {
    }

    public Recipient(string id, string[] channels)
    {
        entity = new(RecipientRules.Definition, new(EntityKinds.Recipient, "acme0001", id), Clock);
        if (id.StartsWith("rep", StringComparison.Ordinal))
        {
            Assert.Null(entity.Receive(new(EntityKinds.Rep, "acme0001", id), new PlaceRecipient(Unit)));
        }

        Set(channels);
    }

    public TestClock Clock { get; } = new(2026, 3, 2, 9);

    public RecipientState State => entity.State;

    public PureEntity<RecipientState, RecipientCommand, RecipientEvent> Entity => entity;

    /// <summary>What was told to whom, oldest first; asking empties it.</summary>
    public IReadOnlyList<(string To, EffectBody Body)> Told()
    {
        var told = entity.Effects.Select(effect => (effect.To.Id, effect.Body)).ToList();
        entity.Effects.Clear();
        return told;
    }

    public void Set(params string[] channels) => Assert.Null(entity.Do(new SetReach(
        [.. channels.Select(channel => new ChannelAddress { Channel = channel, Address = Address(channel) })], State.Quiet, State.SnoozedUntil)));

    public void Send(string key = "contract/c-1/n-1", bool strong = false, string level = "rep", DateTimeOffset? deadline = null, string from = EntityKinds.Contract, bool escalated = false) =>
        Assert.Null(entity.Receive(new(from, "acme0001", "c-1"), Nudge(key, strong, level, deadline, escalated)));

    public SendNudge Nudge(string key, bool strong = false, string level = "rep", DateTimeOffset? deadline = null, bool escalated = false) => new()
    {
        NudgeKey = key, Rule = "payment-overdue", Level = level, Strong = strong, Subject = "HT-1", CustomerName = "苏州恒岳", Command = "record-receipt",
        DueMoment = Clock.Now, DeadlineAt = deadline ?? Clock.Now.AddHours(8), RaisedAt = Clock.Now, Escalated = escalated,
    };

    public void Open(string key = "contract/c-1/n-1") => Assert.Null(entity.Receive(new(EntityKinds.Contract, "acme0001", "c-1"), new NudgeOpened(key, Clock.Now)));

    public void Withdraw(string key = "contract/c-1/n-1") => Assert.Null(entity.Receive(new(EntityKinds.Contract, "acme0001", "c-1"), new WithdrawNudge(key, "acted")));

    /// <summary>Time goes on by seconds; what is due is done.</summary>
    public void After(double seconds)
    {
        Clock.Now += TimeSpan.FromSeconds(seconds);
        entity.WakeUp();
    }

    /// <summary>Begins the waiting message of a channel, as the pump does.</summary>
    public string Start(string channel)
    {
        var id = State.Attempts.Last(attempt => attempt.Channel == channel && attempt.State == AttemptStates.Queued).Id;
        Assert.Null(entity.Do(new StartAttempt(id)));
        return id;
    }

    /// <summary>Sends the waiting message of a channel, and hears what became of it.</summary>
    public string Finish(string channel, string outcome, bool final = false)
    {
        var id = Start(channel);
        Assert.Null(entity.Do(new FinishAttempt(id, outcome, Final: final)));
        return id;
    }

    public void Answer(string id, string outcome) => Assert.Null(entity.Do(new FinishAttempt(id, outcome)));

    /// <summary>Channels of what waits or was sent, in order, with states: <c>wecom-app queued</c>.</summary>
    public IEnumerable<string> Attempts => State.Attempts.Select(attempt => $"{attempt.Channel} {attempt.State}");

    public Delivery One => State.Nudges.Single();

    private static string Address(string channel) => channel.StartsWith("sms", StringComparison.Ordinal) ? "+8613800001111" : channel == "mail" ? "li@example.com" : $"{channel}-li";
}
