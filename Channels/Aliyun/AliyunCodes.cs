using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Aliyun;

/// <summary>What 阿里云短信's answers say. Pure.</summary>
public static class AliyunCodes
{
    /// <summary>What became of a message.</summary>
    public static SendResult Of(JsonElement answer) => answer.Text("Code") switch
    {
        null => new(SendOutcome.Unknown, Code: "no-code"),
        "OK" => new(SendOutcome.Sent, answer.Text("BizId")),
        "isv.BUSINESS_LIMIT_CONTROL" or "isv.DAY_LIMIT_CONTROL" => new(SendOutcome.Limited, Code: answer.Text("Code"), RetryAfter: TimeSpan.FromHours(1)),
        { } code when code.StartsWith("Throttling", StringComparison.Ordinal) => new(SendOutcome.Limited, Code: code, RetryAfter: TimeSpan.FromMinutes(1)),
        "isv.MOBILE_NUMBER_ILLEGAL" or "isv.BLACK_KEY_CONTROL_LIMIT" => new(SendOutcome.Refused, Code: answer.Text("Code")),
        { } code when code.StartsWith("isp.", StringComparison.Ordinal) || code == "InternalError" => new(SendOutcome.Unknown, Code: code),
        { } code => new(SendOutcome.Failed, Code: code),
    };

    /// <summary>What became of an earlier message by its receipts; null: they do not name it.</summary>
    public static SendResult? OfReceipts(JsonElement answer, string messageId)
    {
        var receipt = answer.Object("SmsSendDetailDTOs").Items("SmsSendDetailDTO").LastOrDefault(one => one.Text("OutId") == messageId);
        return receipt.ValueKind == JsonValueKind.Object ? receipt.Number("SendStatus") switch
        {
            1 => new(SendOutcome.Sent),
            2 => new(SendOutcome.Failed, Code: receipt.Text("ErrCode")),
            3 => new(SendOutcome.Delivered),
            _ => null,
        } : null;
    }
}
