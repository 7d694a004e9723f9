using System.Text;
using System.Text.Json.Nodes;

namespace SalesGrains.Vendors.Chat;

/// <summary>Imitates 企业微信.</summary>
internal sealed class WeComVendor(VendorWorld world)
{
    public const string CorpId = "ww-imitated";
    public const string Secret = "wecom-secret";
    public const long AgentId = 1000002;
    public const string CallbackToken = "callback-token";
    public const string CallbackAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private const int LongestText = 2048;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly VendorTokens tokens = new(world);
    private readonly RateWindow rates = new(world.Time, world.Unlimited);
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> sent = [];
    private readonly HashSet<string> recalled = [];
    private int count;

    public VendorAnswer Answer(VendorRequest request) => request.Path switch
    {
        "/cgi-bin/gettoken" => Token(request),
        "/cgi-bin/message/send" => Message(request),
        "/cgi-bin/message/recall" => Recall(request),
        "/cgi-bin/webhook/send" => Robot(request),
        _ => No(40029, "no such path"),
    };

    private VendorAnswer Token(VendorRequest request)
    {
        if (request.Query.GetValueOrDefault("corpid") != CorpId)
        {
            return No(40013, "invalid corpid");
        }

        if (request.Query.GetValueOrDefault("corpsecret") != Secret)
        {
            return No(40001, "invalid credential");
        }

        if (!rates.Take("gettoken", 30, Minute))
        {
            return No(45009, "api freq out of limit");
        }

        var (token, seconds) = tokens.Give();
        return VendorAnswer.Json(new { errcode = 0, errmsg = "ok", access_token = token, expires_in = seconds });
    }

    private VendorAnswer Message(VendorRequest request)
    {
        if (tokens.Check(request.Query.GetValueOrDefault("access_token")) is not 0 and var over)
        {
            return No(over, "access_token");
        }

        if (request.Json() is not { } message || message["touser"]?.GetValue<string>() is not { Length: > 0 } to)
        {
            return No(47001, "data format error");
        }

        if (message["agentid"]?.GetValue<long>() != AgentId)
        {
            return No(301002, "not allow operate another agent");
        }

        if (message["msgtype"]?.GetValue<string>() != "text" || Content(message) is not { Length: > 0 } text)
        {
            return No(40008, "invalid message type");
        }

        if (Encoding.UTF8.GetByteCount(text) > LongestText)
        {
            return No(45002, "message content size out of limit");
        }

        var users = to.Split('|');
        var invalid = string.Join('|', users.Where(VendorWorld.IsNobody)).ToLowerInvariant();
        var valid = users.Where(user => !VendorWorld.IsNobody(user)).ToList();
        if (valid.Count == 0)
        {
            return VendorAnswer.Json(new { errcode = 81013, errmsg = "user & party & tag all invalid", invaliduser = invalid });
        }

        foreach (var user in valid.Where(user => !IsRepeat(message, user, text)))
        {
            // What is more than thirty in a minute is dropped, and nobody is told.
            if (rates.Take($"user {user}", 30, Minute))
            {
                world.Log.Arrived("wecom-app", user, text);
            }
        }

        return VendorAnswer.Json(new { errcode = 0, errmsg = "ok", msgid = $"m-{Interlocked.Increment(ref count)}", invaliduser = invalid });
    }

    private bool IsRepeat(JsonObject message, string user, string text)
    {
        if (message["enable_duplicate_check"]?.GetValue<int>() != 1)
        {
            return false;
        }

        var within = TimeSpan.FromSeconds(message["duplicate_check_interval"]?.GetValue<int>() ?? 1800);
        lock (gate)
        {
            var key = $"{user}\n{text}";
            if (sent.TryGetValue(key, out var before) && world.Now - before < within)
            {
                return true;
            }

            sent[key] = world.Now;
            return false;
        }
    }

    private VendorAnswer Recall(VendorRequest request)
    {
        lock (gate)
        {
            return tokens.Check(request.Query.GetValueOrDefault("access_token")) is not 0 and var over ? No(over, "access_token")
                : request.Json()?["msgid"]?.GetValue<string>() is { } id && recalled.Add(id) ? No(0, "ok") : No(40058, "msgid");
        }
    }

    private VendorAnswer Robot(VendorRequest request)
    {
        var key = request.Query.GetValueOrDefault("key") ?? "";
        if (VendorWorld.IsNobody(key) || !key.StartsWith("robot-", StringComparison.Ordinal))
        {
            return No(93000, "invalid webhook url");
        }

        if (request.Json() is not { } message || message["msgtype"]?.GetValue<string>() != "text" || Content(message) is not { Length: > 0 } text)
        {
            return No(40008, "invalid message type");
        }

        if (Encoding.UTF8.GetByteCount(text) > LongestText)
        {
            return No(45002, "content size out of limit");
        }

        if (!rates.Take($"robot {key}", 20, Minute))
        {
            return No(45009, "api freq out of limit");
        }

        world.Log.Arrived("wecom-robot", key, text);
        return No(0, "ok");
    }

    private static string? Content(JsonObject message) => message["text"]?["content"]?.GetValue<string>();

    private static VendorAnswer No(int code, string text) => VendorAnswer.Json(new { errcode = code, errmsg = text });
}
