using System.Globalization;
using System.Text.Json.Nodes;
using SalesGrains.Channels.Aliyun;

namespace SalesGrains.Vendors.Sms;

/// <summary>Imitates 阿里云短信: it signs the request anew and compares.</summary>
internal sealed class AliyunVendor(VendorWorld world)
{
    public const string KeyId = "ak-imitated";
    public const string KeySecret = "ak-secret";
    public const string SignName = "销售谷";
    public const string Template = "SMS_100000001";
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private readonly SentTexts texts = new(world);
    private readonly RateWindow rates = new(world.Time, world.Unlimited);
    private readonly RateWindow nonces = new(world.Time);

    public VendorAnswer Answer(VendorRequest request) => Wrong(request) is { } wrong ? No(wrong, 400) : request.Headers["x-acs-action"] switch
    {
        "SendSms" => Send(request.Query),
        "QuerySendDetails" => Query(request.Query),
        _ => No("InvalidAction.NotFound", 404),
    };

    private string? Wrong(VendorRequest request)
    {
        var headers = request.Headers;
        var signed = headers.Where(one => one.Key == "host" || one.Key.StartsWith("x-acs-", StringComparison.Ordinal)).ToDictionary();
        var hash = Acs3Signature.Hash(request.Body);
        return headers.GetValueOrDefault("x-acs-version") != "2017-05-25" ? "InvalidVersion"
            : headers.GetValueOrDefault("x-acs-content-sha256") != hash ? "InvalidContent"
            : !DateTimeOffset.TryParse(headers.GetValueOrDefault("x-acs-date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                || (date - world.Now).Duration() > TimeSpan.FromMinutes(15) ? "InvalidTimeStamp.Expired"
            : headers.GetValueOrDefault("authorization") != Acs3Signature.Authorization(request.Method, request.Query, signed, hash, KeyId, KeySecret)
                ? "SignatureDoesNotMatch"
            : !nonces.Take(headers.GetValueOrDefault("x-acs-signature-nonce") ?? "", 1, TimeSpan.FromHours(1)) ? "SignatureNonceUsed"
            : null;
    }

    private VendorAnswer Send(IReadOnlyDictionary<string, string> query)
    {
        var number = query.GetValueOrDefault("PhoneNumbers") ?? "";
        if (query.GetValueOrDefault("SignName") != SignName)
        {
            return No("isv.SMS_SIGNATURE_ILLEGAL");
        }

        if (query.GetValueOrDefault("TemplateCode") != Template)
        {
            return No("isv.SMS_TEMPLATE_ILLEGAL");
        }

        if (number.Length != 11 || number[0] != '1' || number.Any(c => !char.IsAsciiDigit(c)))
        {
            return No("isv.MOBILE_NUMBER_ILLEGAL");
        }

        if (JsonNode.Parse(query.GetValueOrDefault("TemplateParam") ?? "{}") is not JsonObject variables)
        {
            return No("isv.INVALID_JSON_PARAM");
        }

        if (!rates.Take(number, 50, TimeSpan.FromDays(1)))
        {
            return No("isv.BUSINESS_LIMIT_CONTROL");
        }

        var one = texts.Add("sms-aliyun", number, string.Join('\n', variables.Select(variable => variable.Value)), query.GetValueOrDefault("OutId") ?? "");
        return VendorAnswer.Json(new { Code = "OK", Message = "OK", BizId = one.VendorId, RequestId = "r" });
    }

    private VendorAnswer Query(IReadOnlyDictionary<string, string> query)
    {
        var day = DateOnly.ParseExact(query["SendDate"], "yyyyMMdd", CultureInfo.InvariantCulture);
        var status = world.Receipts switch { "waiting" => 1, "failed" => 2, _ => 3 };
        var found = texts.To(query["PhoneNumber"], DateTimeOffset.MinValue).Where(one => DateOnly.FromDateTime(one.At.ToOffset(China).DateTime) == day).ToList();
        return VendorAnswer.Json(new
        {
            Code = "OK",
            Message = "OK",
            TotalCount = $"{found.Count}",
            SmsSendDetailDTOs = new
            {
                SmsSendDetailDTO = found.Select(one => new { one.MessageId, OutId = one.MessageId, PhoneNum = one.Number, SendStatus = status, ErrCode = status == 2 ? "MOBILE_TERMINAL_ERROR" : "DELIVERED" }),
            },
        });
    }

    private static VendorAnswer No(string code, int status = 200) => VendorAnswer.Json(new { Code = code, Message = code, RequestId = "r" }, status);
}
