using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.WeCom;

/// <summary>What 企业微信's answers say. Pure.</summary>
public static class WeComCodes
{
    /// <summary>The frequency limits are counted by the minute.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>True when the token has ended and another one may be had.</summary>
    public static bool IsTokenOver(JsonElement answer) => answer.Number("errcode") is 40014 or 42001;

    /// <summary>What became of a message.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="address">The user whom it was for; null: a robot.</param>
    public static SendResult Of(JsonElement answer, string? address)
    {
        if (answer.Number("errcode") is not { } code)
        {
            return new(SendOutcome.Unknown, Code: "no-errcode");
        }

        var text = $"{code}";
        return code switch
        {
            0 when Names(answer, "invaliduser", address) => new(SendOutcome.Refused, Code: "invaliduser"),
            0 when Names(answer, "unlicenseduser", address) => new(SendOutcome.Refused, Code: "unlicenseduser"),
            0 => new(SendOutcome.Sent, answer.Text("msgid")),
            81013 or 40003 or 60111 or 93000 => new(SendOutcome.Refused, Code: text),
            45009 or 45033 => new(SendOutcome.Limited, Code: text, RetryAfter: Minute),
            _ => new(SendOutcome.Failed, Code: text),
        };
    }

    private static bool Names(JsonElement answer, string list, string? address) =>
        address is not null && answer.Text(list)?.Split('|').Contains(address, StringComparer.OrdinalIgnoreCase) == true;
}
