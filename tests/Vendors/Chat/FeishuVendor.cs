using System.Globalization;
using SalesGrains.Channels.Feishu;

namespace SalesGrains.Vendors.Chat;

/// <summary>Imitates 飞书's group robots.</summary>
internal sealed class FeishuVendor(VendorWorld world)
{
    public const string Secret = "feishu-secret";
    private const string Hook = "/open-apis/bot/v2/hook/";
    private const int LongestBody = 20 * 1024;
    private readonly RateWindow rates = new(world.Time, world.Unlimited);

    public VendorAnswer Answer(VendorRequest request)
    {
        var key = request.Path.StartsWith(Hook, StringComparison.Ordinal) ? request.Path[Hook.Length..] : "";
        if (VendorWorld.IsNobody(key) || !key.StartsWith("robot-", StringComparison.Ordinal))
        {
            return No(19001, "param invalid: incoming webhook access token invalid");
        }

        var message = request.Json();
        if (!long.TryParse(message?["timestamp"]?.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs(at - world.Now.ToUnixTimeSeconds()) > TimeSpan.FromHours(1).TotalSeconds
            || message?["sign"]?.GetValue<string>() != FeishuSignature.Of(at, Secret))
        {
            return No(19021, "sign match fail or timestamp is not within one hour from current time");
        }

        if (request.Body.Length > LongestBody || message["msg_type"]?.GetValue<string>() != "text"
            || message["content"]?["text"]?.GetValue<string>() is not { Length: > 0 } text)
        {
            return No(9499, "Bad Request");
        }

        if (!rates.Take($"minute {key}", 100, TimeSpan.FromMinutes(1)) || !rates.Take($"second {key}", 5, TimeSpan.FromSeconds(1)))
        {
            return No(11232, "frequency limited");
        }

        world.Log.Arrived("feishu-robot", key, text);
        return VendorAnswer.Json(new { code = 0, msg = "success", data = new { }, StatusCode = 0, StatusMessage = "success" });
    }

    private static VendorAnswer No(int code, string text) => VendorAnswer.Json(new { code, msg = text });
}
