namespace SalesGrains.Nudges.Channels;

/// <summary>The senders that this silo has, one for each kind of channel that the installation has settings for.</summary>
public sealed class ChannelSenders(IEnumerable<IChannelSender> senders)
{
    private readonly Dictionary<string, IChannelSender> byKind = senders.ToDictionary(sender => sender.Channel, StringComparer.Ordinal);

    /// <summary>The sender of a kind, or null: the installation has no settings for it.</summary>
    public IChannelSender? Of(string kind) => byKind.GetValueOrDefault(kind);
}
