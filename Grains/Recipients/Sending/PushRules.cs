using System.Text.Json;
using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Recipients.Sending;

/// <summary>A browser that takes push messages comes and goes, without a word on the other addresses (C02). Pure.</summary>
public static class PushRules
{
    /// <summary>The subscription takes the place of an earlier one; the same one again changes nothing.</summary>
    public static Decision<RecipientEvent> Subscribe(RecipientState recipient, SubscribePush command, DecisionContext context)
    {
        var address = new ChannelAddress { Channel = ChannelKinds.WebPush, Address = command.Address, Device = command.Device };
        var set = new SetReach([.. Others(recipient), address], recipient.Quiet, recipient.SnoozedUntil);
        return ReachRules.Problem(set with { SnoozedUntil = null }, context) is { } wrong ? wrong with { Field = wrong.Code.StartsWith("device", StringComparison.Ordinal) ? "/device" : "/endpoint" }
            : recipient.Channel(ChannelKinds.WebPush) is { RefusedAt: null } known && known.Address == command.Address && known.Device == command.Device
                ? Decision<RecipientEvent>.Accept()
                : Reach(set);
    }

    /// <summary>Takes the subscription of that address away; that of another browser stays.</summary>
    public static Decision<RecipientEvent> Unsubscribe(RecipientState recipient, UnsubscribePush command) =>
        recipient.Channel(ChannelKinds.WebPush) is { } known && EndpointOf(known.Address) == command.Endpoint
            ? Without(recipient)
            : Decision<RecipientEvent>.Accept();

    /// <summary>
    /// A browser that has unsubscribed is told of by its push service (404 or 410): its address goes, because it will never work again. What was
    /// subscribed meanwhile stays.
    /// </summary>
    public static Decision<RecipientEvent> Refused(RecipientState recipient, Attempt attempt, string? code)
    {
        var ended = new AttemptEnded(attempt.Id, AttemptStates.Refused, code);
        return attempt.Channel == ChannelKinds.WebPush && code is "http-404" or "http-410" && recipient.Channel(ChannelKinds.WebPush)?.Address == attempt.Address
            ? Decision<RecipientEvent>.Accept(ended, Without(recipient))
            : ended;
    }

    private static ReachSet Without(RecipientState recipient) => new([.. Others(recipient)], recipient.Quiet, recipient.SnoozedUntil);

    private static ReachSet Reach(SetReach set) => new(set.Addresses, set.Quiet, set.SnoozedUntil);

    private static IEnumerable<ChannelAddress> Others(RecipientState recipient) => recipient.Channels.Where(channel => channel.Kind != ChannelKinds.WebPush)
        .Select(channel => new ChannelAddress { Channel = channel.Kind, Address = channel.Address, Device = channel.Device });

    private static string? EndpointOf(string address)
    {
        try
        {
            using var json = JsonDocument.Parse(address);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("endpoint", out var endpoint) ? endpoint.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
