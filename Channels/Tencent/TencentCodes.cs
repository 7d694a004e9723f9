using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Tencent;

/// <summary>What 腾讯云短信's answers say. Pure.</summary>
public static class TencentCodes
{
    /// <summary>What became of a message to one number.</summary>
    public static SendResult Of(JsonElement answer)
    {
        var response = answer.Object("Response");
        if (response.Object("Error").Text("Code") is { } error)
        {
            return OfCode(error);
        }

        var status = response.Items("SendStatusSet").FirstOrDefault();
        return status.Text("Code") switch
        {
            null => new(SendOutcome.Unknown, Code: "no-code"),
            "Ok" => new(SendOutcome.Sent, status.Text("SerialNo")),
            { } code => OfCode(code),
        };
    }

    /// <summary>What became of an earlier message by its receipts; null: they do not name it.</summary>
    public static SendResult? OfReceipts(JsonElement answer, string messageId)
    {
        var receipt = answer.Object("Response").Items("PullSmsSendStatusSet").LastOrDefault(one => one.Text("SessionContext") == messageId);
        return receipt.Text("ReportStatus") switch
        {
            "SUCCESS" => new(SendOutcome.Delivered),
            "FAIL" => new(SendOutcome.Failed, Code: receipt.Text("Description")),
            _ => null,
        };
    }

    private static SendResult OfCode(string code) => code switch
    {
        "InternalError.Timeout" or "InternalError" => new(SendOutcome.Unknown, Code: code),
        "RequestLimitExceeded" => new(SendOutcome.Limited, Code: code, RetryAfter: TimeSpan.FromSeconds(1)),
        _ when code.StartsWith("LimitExceeded.", StringComparison.Ordinal) => new(SendOutcome.Limited, Code: code, RetryAfter: TimeSpan.FromHours(1)),
        "InvalidParameterValue.IncorrectPhoneNumber" or "FailedOperation.PhoneNumberInBlacklist" => new(SendOutcome.Refused, Code: code),
        _ => new(SendOutcome.Failed, Code: code),
    };
}
