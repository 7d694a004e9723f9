using SalesGrains.Vendors.Chat;
using SalesGrains.Vendors.Other;
using SalesGrains.Vendors.Sms;

namespace SalesGrains.Vendors;

/// <summary>
/// Imitates the vendors of all channels on one port of this machine: they check what the real ones check, limit what they limit, and fail
/// as they are told to by <c>/__script</c>. <c>/__requests</c> lists what came, <c>/__deliveries</c> what arrived, <c>/</c> shows it.
/// </summary>
public sealed class FakeVendors : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SmtpVendor smtp;
    private readonly CancellationTokenSource stopping = new();
    private bool stopped;

    private FakeVendors(WebApplication app, VendorWorld world, SmtpVendor smtp, PushVendor push)
    {
        (this.app, World, this.smtp, Push) = (app, world, smtp, push);
        Stopped = app.WaitForShutdownAsync();
    }

    /// <summary>Clock, log and faults.</summary>
    public VendorWorld World { get; }

    /// <summary>The push service; browsers subscribe here.</summary>
    public PushVendor Push { get; }

    /// <summary>Where they are.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>Ends when the program is told to.</summary>
    public Task Stopped { get; }

    /// <summary>Starts them.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="time">Their clock.</param>
    /// <param name="unlimited">They limit nothing: the senders' day may take seconds, and fifty messages a day be one in a moment.</param>
    public static async Task<FakeVendors> Start(int port = 0, TimeProvider? time = null, bool unlimited = false)
    {
        var world = new VendorWorld(time ?? TimeProvider.System, unlimited);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var push = new PushVendor(world);
        var vendors = new FakeVendors(app, world, new SmtpVendor(world), push);
        new ScriptPages(world).Map(app);
        var handlers = new Dictionary<string, Func<VendorRequest, VendorAnswer>>
        {
            ["wecom"] = new WeComVendor(world).Answer,
            ["dingtalk"] = new DingTalkVendor(world).Answer,
            ["feishu"] = new FeishuVendor(world).Answer,
            ["aliyun"] = new AliyunVendor(world).Answer,
            ["tencent"] = new TencentVendor(world).Answer,
            ["push"] = push.Answer,
        };
        app.MapFallback(async context => await vendors.Serve(context, handlers));
        app.MapPost("/", async context => await vendors.Serve(context, handlers));
        await app.StartAsync();
        vendors.smtp.Start();
        return vendors;
    }

    /// <summary>The production program's settings for them.</summary>
    public Dictionary<string, string> Settings()
    {
        var address = Address.ToString().TrimEnd('/');
        return new()
        {
            ["Demo:Phones"] = address,
            ["Channels:WeCom:BaseUrl"] = address,
            ["Channels:WeCom:CorpId"] = WeComVendor.CorpId,
            ["Channels:WeCom:Secret"] = WeComVendor.Secret,
            ["Channels:WeCom:AgentId"] = $"{WeComVendor.AgentId}",
            ["Channels:WeCom:Robots:east"] = "robot-east",
            ["Channels:WeCom:Robots:gone"] = "gone-robot",
            ["Channels:WeCom:CallbackToken"] = WeComVendor.CallbackToken,
            ["Channels:WeCom:CallbackAesKey"] = WeComVendor.CallbackAesKey,
            ["Channels:DingTalk:BaseUrl"] = address,
            ["Channels:DingTalk:AppKey"] = DingTalkVendor.AppKey,
            ["Channels:DingTalk:AppSecret"] = DingTalkVendor.Secret,
            ["Channels:DingTalk:AgentId"] = $"{DingTalkVendor.AgentId}",
            ["Channels:DingTalk:Robots:east:Token"] = "robot-east",
            ["Channels:DingTalk:Robots:east:Secret"] = DingTalkVendor.Secret,
            ["Channels:DingTalk:Robots:gone:Token"] = "gone-robot",
            ["Channels:DingTalk:Robots:gone:Secret"] = DingTalkVendor.Secret,
            ["Channels:DingTalk:Robots:forged:Token"] = "robot-forged",
            ["Channels:DingTalk:Robots:forged:Secret"] = "wrong",
            ["Channels:Feishu:BaseUrl"] = address,
            ["Channels:Feishu:Robots:east:Token"] = "robot-east",
            ["Channels:Feishu:Robots:east:Secret"] = FeishuVendor.Secret,
            ["Channels:Feishu:Robots:gone:Token"] = "gone-robot",
            ["Channels:Feishu:Robots:gone:Secret"] = FeishuVendor.Secret,
            ["Channels:Feishu:Robots:forged:Token"] = "robot-forged",
            ["Channels:Feishu:Robots:forged:Secret"] = "wrong",
            ["Channels:AliyunSms:BaseUrl"] = address,
            ["Channels:AliyunSms:AccessKeyId"] = AliyunVendor.KeyId,
            ["Channels:AliyunSms:AccessKeySecret"] = AliyunVendor.KeySecret,
            ["Channels:AliyunSms:SignName"] = AliyunVendor.SignName,
            ["Channels:AliyunSms:TemplateCode"] = AliyunVendor.Template,
            ["Channels:TencentSms:BaseUrl"] = address,
            ["Channels:TencentSms:SecretId"] = TencentVendor.KeyId,
            ["Channels:TencentSms:SecretKey"] = TencentVendor.KeySecret,
            ["Channels:TencentSms:AppId"] = TencentVendor.AppId,
            ["Channels:TencentSms:SignName"] = TencentVendor.SignName,
            ["Channels:TencentSms:TemplateId"] = TencentVendor.Template,
            ["Channels:WebPush:Subject"] = "mailto:it@example.com",
            ["Channels:WebPush:PublicKey"] = PushVendor.PublicKey,
            ["Channels:WebPush:PrivateKey"] = PushVendor.PrivateKey,
            ["Channels:WebPush:Hosts:0"] = Address.Authority,
            ["Channels:Mail:Host"] = "127.0.0.1",
            ["Channels:Mail:Port"] = $"{smtp.Port}",
            ["Channels:Mail:From"] = "crm@example.com",
            ["Channels:Mail:Tls"] = "false",
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref stopped, true))
        {
            return;
        }

        await stopping.CancelAsync();
        await smtp.DisposeAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private async Task Serve(HttpContext context, Dictionary<string, Func<VendorRequest, VendorAnswer>> handlers)
    {
        var request = await Read(context);
        World.Log.Add(request);
        if (!handlers.TryGetValue(request.Vendor, out var handler))
        {
            context.Response.StatusCode = 404;
            return;
        }

        var fault = World.Faults.Take(request.Vendor, request.Path);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        await Spoiled.Write(context, fault, () => handler(request), gone.Token);
    }

    private async Task<VendorRequest> Read(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(one => one.Key.ToLowerInvariant(), one => one.Value.ToString());
        var path = context.Request.Path.Value ?? "/";
        var vendor = headers.ContainsKey("x-acs-action") ? "aliyun"
            : headers.ContainsKey("x-tc-action") ? "tencent"
            : path.StartsWith("/cgi-bin/", StringComparison.Ordinal) ? "wecom"
            : path is "/gettoken" or "/robot/send" || path.StartsWith("/topapi/", StringComparison.Ordinal) ? "dingtalk"
            : path.StartsWith("/open-apis/", StringComparison.Ordinal) ? "feishu"
            : path.StartsWith("/push/", StringComparison.Ordinal) ? "push" : "";
        return new(
            World.Now, vendor, context.Request.Method, path,
            context.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString()), headers, body.ToArray());
    }
}
