using System.Text;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Http;

/// <summary>A message as text for channels that carry nothing else.</summary>
public static class MessageText
{
    /// <summary>Title, text and link, one below the other, at most so many bytes of UTF-8; the link is never cut.</summary>
    public static string Of(ChannelMessage message, int mostBytes)
    {
        var link = message.Link is { Length: > 0 } there ? $"\n{there}" : "";
        return Cut($"{message.Title}\n{message.Text}", mostBytes - Encoding.UTF8.GetByteCount(link)) + link;
    }

    /// <summary>What stands behind the host of the message's link, without its slash; empty: it has none. Templates of short messages hold the host.</summary>
    public static string LinkTail(ChannelMessage message) =>
        Uri.TryCreate(message.Link, UriKind.Absolute, out var link) ? link.PathAndQuery.TrimStart('/') : "";

    /// <summary>At most so many bytes of UTF-8; what is cut ends in an ellipsis, never within a character.</summary>
    public static string Cut(string text, int mostBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= mostBytes)
        {
            return text;
        }

        const string Ellipsis = "…";
        var left = mostBytes - Encoding.UTF8.GetByteCount(Ellipsis);
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.Append(Ellipsis).ToString();
    }
}
