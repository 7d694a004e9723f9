using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace SalesGrains.Channels.WeCom;

/// <summary>An event that 企业微信 tells of: a contact was added, changed or deleted.</summary>
/// <param name="Receiver">The corporation.</param>
/// <param name="Sender">Who caused it, mostly <c>sys</c>.</param>
/// <param name="At">When.</param>
/// <param name="Event">Such as <c>change_external_contact</c>.</param>
/// <param name="Change">Such as <c>add_external_contact</c>.</param>
/// <param name="User">The member.</param>
/// <param name="Contact">The contact's external id.</param>
public sealed record WeComEvent(string Receiver, string Sender, DateTimeOffset At, string Event, string Change, string User, string Contact)
{
    /// <summary>True when the member and the contact are in touch for the first time.</summary>
    public bool IsFirstContact => Event == "change_external_contact" && Change is "add_external_contact" or "add_half_external_contact" && Contact.Length > 0;
}

/// <summary>Reads the XML of callbacks: no document type, no entities, nothing from elsewhere; null when it is not what it should be.</summary>
public static class WeComXml
{
    private const int Longest = 128 * 1024;

    /// <summary>The encrypted part of a callback's body.</summary>
    public static string? Encrypted(string xml) => Root(xml) is { } root && Text(root, "Encrypt") is { Length: > 0 } text ? text : null;

    /// <summary>The event that was encrypted.</summary>
    public static WeComEvent? Event(string xml) =>
        Root(xml) is { } root
            && long.TryParse(Text(root, "CreateTime"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799
            ? new(
                Text(root, "ToUserName"), Text(root, "FromUserName"), DateTimeOffset.FromUnixTimeSeconds(seconds),
                Text(root, "Event"), Text(root, "ChangeType"), Text(root, "UserID"), Text(root, "ExternalUserID"))
            : null;

    private static string Text(XElement root, string name) => root.Element(name)?.Value ?? "";

    private static XElement? Root(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new()
            {
                DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest,
            });
            return XDocument.Load(reader).Root is { } root && root.Name == "xml" ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
