namespace SalesGrains.Nudges.Channels;

/// <summary>The senders that this silo has, one for each kind of channel that the installation has settings for.</summary>
/// <param name="senders">One for each kind.</param>
/// <param name="links">Where messages lead; left out: nowhere.</param>
public sealed class ChannelSenders(IEnumerable<IChannelSender> senders, MessageLinks? links = null)
{
    /// <summary>Where messages lead.</summary>
    public MessageLinks Links { get; } = links ?? MessageLinks.None;

    private readonly Dictionary<string, IChannelSender> byKind = senders.ToDictionary(sender => sender.Channel, StringComparer.Ordinal);

    /// <summary>The sender of a kind, or null: the installation has no settings for it.</summary>
    public IChannelSender? Of(string kind) => byKind.GetValueOrDefault(kind);
}
