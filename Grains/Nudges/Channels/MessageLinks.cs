using System.Text.RegularExpressions;

namespace SalesGrains.Nudges.Channels;

/// <summary>
/// Where a message leads (C02): a page of this installation, at the address that people have for it. It is made of that address and of ids,
/// of nothing that anybody typed. Pure.
/// </summary>
/// <param name="Address">The installation's address as people outside open it, without a trailing slash; null: it is not known, and messages lead nowhere.</param>
public sealed partial record MessageLinks(string? Address)
{
    /// <summary>Messages lead nowhere.</summary>
    public static MessageLinks None { get; } = new(default(string));

    /// <summary>An installation's links.</summary>
    /// <param name="address">https, or http on this machine; no sign-in, query or fragment in it.</param>
    /// <exception cref="FormatException">The address is none of that kind.</exception>
    public static MessageLinks At(Uri? address) => address is null ? None
        : address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
            ? new(address.AbsoluteUri.TrimEnd('/'))
            : throw new FormatException("The public address must be https, or http on this machine, without sign-in, query or fragment.");

    /// <summary>Where a nudge is resolved.</summary>
    /// <param name="key"><c>{kind}/{id}/{nudgeId}</c>.</param>
    /// <param name="rule">The rule that raised it.</param>
    /// <param name="channel">What carries it: telephones get the telephone's page where it has one, short messages the short address.</param>
    public string? Of(string key, string rule, string channel) => Place(key, rule, channel) is { } place ? To(place) : null;

    /// <summary>The page of all nudges of a person.</summary>
    public string? Inbox => To("/nudges");

    /// <summary>The page on which channels are set and tested.</summary>
    public string? Channels => To("/channels");

    private static string Place(string key, string rule, string channel) => key.Split('/') switch
    {
        ["customer", var id, ..] when Id().IsMatch(id) =>
            IsRecorded(rule) && channel != ChannelKinds.WebPush && ChannelRules.ReachesPhones(channel, null) ? $"/m?id={id}"
            : ChannelRules.IsSms(channel) ? $"/k/{id}" : $"/customers/{id}",
        ["contract", var id, ..] when Id().IsMatch(id) => ChannelRules.IsSms(channel) ? $"/c/{id}" : $"/contracts/{id}",
        ["identity", ..] => "/unmatched",
        _ => "/nudges",
    };

    /// <summary>What is done by recording a follow-up, which telephones have a page for.</summary>
    private static bool IsRecorded(string rule) => rule is "follow-up-overdue" or "follow-up-returned";

    private string? To(string place) => Address is null ? null : Address + place;

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex Id();
}
