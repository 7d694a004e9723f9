using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.DingTalk;

/// <summary>What 钉钉's answers say. Pure.</summary>
public static class DingTalkCodes
{
    /// <summary>A robot that was too fast is not heard for so long.</summary>
    private static readonly TimeSpan Block = TimeSpan.FromMinutes(10);

    /// <summary>True when the token has ended and another one may be had.</summary>
    public static bool IsTokenOver(JsonElement answer) => answer.Number("errcode") is 40014 or 42001;

    /// <summary>What became of a message.</summary>
    public static SendResult Of(JsonElement answer)
    {
        if (answer.Number("errcode") is not { } code)
        {
            return new(SendOutcome.Unknown, Code: "no-errcode");
        }

        var text = $"{code}";
        return code switch
        {
            0 => new(SendOutcome.Sent, answer.Text("task_id")),
            130101 => new(SendOutcome.Limited, Code: text, RetryAfter: Block),
            90018 or 90002 => new(SendOutcome.Limited, Code: text, RetryAfter: TimeSpan.FromMinutes(1)),
            300001 or 33012 => new(SendOutcome.Refused, Code: text),
            _ => new(SendOutcome.Failed, Code: text),
        };
    }

    /// <summary>What became of a work notification to one user, by its receipt; null: the receipt does not name the user yet.</summary>
    public static SendResult? OfReceipt(JsonElement answer, string user)
    {
        var result = answer.Object("send_result");
        bool Names(string list) => result.Items(list).Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == user);
        if (result.Items("forbidden_list").FirstOrDefault(one => one.Text("userid") == user) is { ValueKind: JsonValueKind.Object } forbidden)
        {
            // 143105 and 143106: as much, or the same, as one person may be sent in a day. It said success and delivered nothing.
            return new(SendOutcome.Limited, Code: $"forbidden-{forbidden.Text("code")}", RetryAfter: TimeSpan.FromDays(1));
        }

        return Names("invalid_user_id_list") ? new(SendOutcome.Refused, Code: "invalid-user")
            : Names("forbidden_user_id_list") ? new(SendOutcome.Limited, Code: "forbidden", RetryAfter: TimeSpan.FromDays(1))
            : Names("failed_user_id_list") ? new(SendOutcome.Failed, Code: "failed")
            : Names("read_user_id_list") || Names("unread_user_id_list") ? new SendResult(SendOutcome.Delivered)
            : null;
    }
}
