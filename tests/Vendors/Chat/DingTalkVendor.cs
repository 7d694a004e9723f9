using System.Globalization;
using SalesGrains.Channels.DingTalk;

namespace SalesGrains.Vendors.Chat;

/// <summary>Imitates 钉钉.</summary>
internal sealed class DingTalkVendor(VendorWorld world)
{
    public const string AppKey = "ding-imitated";
    public const string Secret = "ding-secret";
    public const long AgentId = 2000003;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Block = TimeSpan.FromMinutes(10);
    private readonly VendorTokens tokens = new(world);
    private readonly RateWindow rates = new(world.Time, world.Unlimited);
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> blocked = [];
    private readonly Dictionary<long, List<(string User, string? Forbidden)>> tasks = [];

    public VendorAnswer Answer(VendorRequest request) => request.Path switch
    {
        "/gettoken" => Token(request),
        "/robot/send" => Robot(request),
        "/topapi/message/corpconversation/asyncsend_v2" => Send(request),
        "/topapi/message/corpconversation/getsendresult" => Result(request),
        _ => No(40035, "no such path"),
    };

    private VendorAnswer Token(VendorRequest request)
    {
        if (request.Query.GetValueOrDefault("appkey") != AppKey || request.Query.GetValueOrDefault("appsecret") != Secret)
        {
            return No(40089, "invalid appkey or secret");
        }

        var (token, seconds) = tokens.Give();
        return VendorAnswer.Json(new { errcode = 0, errmsg = "ok", access_token = token, expires_in = seconds });
    }

    private VendorAnswer Robot(VendorRequest request)
    {
        var key = request.Query.GetValueOrDefault("access_token") ?? "";
        if (VendorWorld.IsNobody(key) || !key.StartsWith("robot-", StringComparison.Ordinal))
        {
            return No(300001, "token is not exist");
        }

        if (!long.TryParse(request.Query.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs(at - world.Now.ToUnixTimeMilliseconds()) > TimeSpan.FromHours(1).TotalMilliseconds
            || request.Query.GetValueOrDefault("sign") != DingTalkSignature.Of(at, Secret))
        {
            return No(310000, "sign not match");
        }

        if (request.Json()?["text"]?["content"]?.GetValue<string>() is not { Length: > 0 } text)
        {
            return No(400801, "text is empty");
        }

        lock (gate)
        {
            if (blocked.TryGetValue(key, out var until) && world.Now < until)
            {
                return No(130101, "send too fast");
            }

            if (!rates.Take($"robot {key}", 20, Minute))
            {
                blocked[key] = world.Now + Block;
                return No(130101, "send too fast, exceed 20 times per minute");
            }
        }

        world.Log.Arrived("dingtalk-robot", key, text);
        return No(0, "ok");
    }

    private VendorAnswer Send(VendorRequest request)
    {
        if (tokens.Check(request.Query.GetValueOrDefault("access_token")) is not 0 and var over)
        {
            return No(over, "access_token");
        }

        var message = request.Json();
        if (message?["agent_id"]?.GetValue<long>() != AgentId || message["userid_list"]?.GetValue<string>() is not { Length: > 0 } list
            || message["msg"]?["text"]?["content"]?.GetValue<string>() is not { Length: > 0 } text)
        {
            return No(40035, "invalid parameter");
        }

        var users = list.Split(',');
        if (users.Length > 100)
        {
            return No(33013, "too many users");
        }

        if (users.All(VendorWorld.IsNobody))
        {
            return No(33012, "invalid userid");
        }

        lock (gate)
        {
            var task = 900_000L + tasks.Count;
            tasks[task] = [.. users.Select(user => (user, Forbidden(user, text)))];
            foreach (var (user, _) in tasks[task].Where(one => one.Forbidden is null))
            {
                world.Log.Arrived("dingtalk-work", user, text);
            }

            return VendorAnswer.Json(new { errcode = 0, errmsg = "ok", task_id = task, request_id = "r" });
        }
    }

    /// <summary>The same content goes to a person once a day, and 500 in all; the answer says success nevertheless.</summary>
    private string? Forbidden(string user, string text)
    {
        var day = TimeSpan.FromDays(1);
        return VendorWorld.IsNobody(user) ? "invalid"
            : !rates.Take($"same {user}\n{text}", 1, day) ? "143106"
            : !rates.Take($"day {user}", 500, day) ? "143105" : null;
    }

    private VendorAnswer Result(VendorRequest request)
    {
        if (tokens.Check(request.Query.GetValueOrDefault("access_token")) is not 0 and var over)
        {
            return No(over, "access_token");
        }

        lock (gate)
        {
            if (request.Json()?["task_id"]?.GetValue<long>() is not { } task || !tasks.TryGetValue(task, out var users))
            {
                return No(33018, "no such task");
            }

            var failed = world.Receipts == "failed";
            string[] Of(Func<string?, bool> which) => [.. users.Where(one => which(one.Forbidden)).Select(one => one.User)];
            return VendorAnswer.Json(new
            {
                errcode = 0,
                errmsg = "ok",
                send_result = new
                {
                    invalid_user_id_list = Of(code => code == "invalid"),
                    forbidden_list = users.Where(one => one.Forbidden is { } code && code != "invalid")
                        .Select(one => new { code = one.Forbidden, count = 1, userid = one.User }),
                    failed_user_id_list = failed ? Of(code => code is null) : [],
                    read_user_id_list = Array.Empty<string>(),
                    unread_user_id_list = failed || world.Receipts == "waiting" ? [] : Of(code => code is null),
                },
            });
        }
    }

    private static VendorAnswer No(int code, string text) => VendorAnswer.Json(new { errcode = code, errmsg = text });
}
