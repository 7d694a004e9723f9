namespace SalesGrains.Nudges.Channels;

/// <summary>A message on its way to one address of one channel.</summary>
/// <param name="Org">The organisation, whose credentials are used.</param>
/// <param name="MessageId">The same for every repeat of the same attempt.</param>
/// <param name="Address">
/// Whom the channel reaches: a WeCom or DingTalk user id, the name of a robot in the organisation's settings, a telephone number in E.164,
/// a mail address, or a push subscription as JSON.
/// </param>
/// <param name="Title">One line.</param>
/// <param name="Text">What it says; a few lines.</param>
/// <param name="Link">Where it is acted on; null: nowhere.</param>
/// <param name="Badge">Number of nudges that wait for this person (角标).</param>
public sealed record ChannelMessage(string Org, string MessageId, string Address, string Title, string Text, string? Link, int Badge);
