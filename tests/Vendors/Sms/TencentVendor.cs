using System.Globalization;
using System.Text.Json.Nodes;
using SalesGrains.Channels.Tencent;

namespace SalesGrains.Vendors.Sms;

/// <summary>Imitates 腾讯云短信: it signs the request anew and compares.</summary>
internal sealed class TencentVendor(VendorWorld world)
{
    public const string KeyId = "AKID-imitated";
    public const string KeySecret = "tc-secret";
    public const string AppId = "1400000001";
    public const string SignName = "销售谷";
    public const string Template = "200001";
    private readonly SentTexts texts = new(world);
    private readonly RateWindow rates = new(world.Time, world.Unlimited);

    public VendorAnswer Answer(VendorRequest request)
    {
        var action = request.Headers["x-tc-action"];
        if (!long.TryParse(request.Headers.GetValueOrDefault("x-tc-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(seconds - world.Now.ToUnixTimeSeconds()) > 300)
        {
            return No("AuthFailure.SignatureExpire");
        }

        var right = Tc3Signature.Authorization(
            request.Headers["host"], "sms", action, request.Text, DateTimeOffset.FromUnixTimeSeconds(seconds), KeyId, KeySecret);
        if (request.Headers.GetValueOrDefault("authorization") != right || request.Headers.GetValueOrDefault("content-type") != Tc3Signature.ContentType)
        {
            return No("AuthFailure.SignatureFailure");
        }

        return request.Headers.GetValueOrDefault("x-tc-version") != "2021-01-11" ? No("InvalidParameter")
            : request.Json() is not { } parameters || (string?)parameters["SmsSdkAppId"] != AppId ? No("UnauthorizedOperation.SmsSdkAppIdVerifyFail")
            : action switch
            {
                "SendSms" => Send(parameters),
                "PullSmsSendStatusByPhoneNumber" => Pull(parameters),
                _ => No("InvalidAction"),
            };
    }

    private VendorAnswer Send(JsonObject parameters)
    {
        if ((string?)parameters["SignName"] != SignName)
        {
            return No("FailedOperation.SignatureIncorrectOrUnapproved");
        }

        if ((string?)parameters["TemplateId"] != Template)
        {
            return No("FailedOperation.TemplateIncorrectOrUnapproved");
        }

        var context = (string?)parameters["SessionContext"] ?? "";
        var text = string.Join('\n', parameters["TemplateParamSet"]!.AsArray());
        var results = parameters["PhoneNumberSet"]!.AsArray().Select(number => (string?)number ?? "").Select(number =>
        {
            var code = !number.StartsWith("+86", StringComparison.Ordinal) || number.Length != 14 ? "InvalidParameterValue.IncorrectPhoneNumber"
                : !rates.Take(number, 30, TimeSpan.FromDays(1)) ? "LimitExceeded.PhoneNumberDailyLimit" : "Ok";
            var serial = code == "Ok" ? texts.Add("sms-tencent", number, text, context).VendorId : "";
            return new { SerialNo = serial, PhoneNumber = number, Fee = code == "Ok" ? 1 : 0, SessionContext = context, Code = code, Message = code, IsoCode = "CN" };
        }).ToList();
        return VendorAnswer.Json(new { Response = new { SendStatusSet = results, RequestId = "r" } });
    }

    private VendorAnswer Pull(JsonObject parameters)
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(parameters["BeginTime"]!.GetValue<long>());
        var found = world.Receipts == "waiting" ? [] : texts.To((string?)parameters["PhoneNumber"] ?? "", since);
        return VendorAnswer.Json(new
        {
            Response = new
            {
                PullSmsSendStatusSet = found.Select(one => new
                {
                    PhoneNumber = one.Number,
                    SerialNo = one.VendorId,
                    SessionContext = one.MessageId,
                    ReportStatus = world.Receipts == "failed" ? "FAIL" : "SUCCESS",
                    Description = world.Receipts == "failed" ? "UNDELIV" : "DELIVRD",
                }),
                RequestId = "r",
            },
        });
    }

    private static VendorAnswer No(string code) => VendorAnswer.Json(new { Response = new { Error = new { Code = code, Message = code }, RequestId = "r" } });
}
