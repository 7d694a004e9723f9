using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Tencent;

/// <summary>腾讯云短信. A repeat is a second message: whoever has no answer asks for the receipt first.</summary>
internal sealed class TencentSmsSender(IHttpClientFactory clients, ChannelOptions options, TimeProvider time) : IChannelSender
{
    /// <summary>How far back receipts are asked for.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public string Channel => ChannelKinds.SmsTencent;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (options.Of(message.Org, all => all.TencentSms) is not { } settings)
        {
            return NotConfigured.Result;
        }

        var reply = await Call(settings, "SendSms", new
        {
            PhoneNumberSet = new[] { message.Address },
            SmsSdkAppId = settings.AppId,
            settings.SignName,
            settings.TemplateId,
            TemplateParamSet = settings.Link ? [message.Title, message.Text, MessageText.LinkTail(message)] : new[] { message.Title, message.Text },
            SessionContext = message.MessageId,
        }, ct);
        return reply.Fault ?? TencentCodes.Of(reply.Json);
    }

    /// <inheritdoc/>
    public async Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct)
    {
        if (options.Of(message.Org, all => all.TencentSms) is not { } settings)
        {
            return null;
        }

        var reply = await Call(settings, "PullSmsSendStatusByPhoneNumber", new
        {
            BeginTime = (time.GetUtcNow() - Back).ToUnixTimeSeconds(),
            Offset = 0,
            Limit = 100,
            PhoneNumber = message.Address,
            SmsSdkAppId = settings.AppId,
        }, ct);
        return reply.Fault is null ? TencentCodes.OfReceipts(reply.Json, message.MessageId) : null;
    }

    private Task<VendorReply> Call(TencentSmsSettings settings, string action, object parameters, CancellationToken ct)
    {
        var body = JsonSerializer.Serialize(parameters, parameters.GetType());
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.BaseUrl, "/"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(Tc3Signature.ContentType) } },
        };
        request.Headers.TryAddWithoutValidation("X-TC-Action", action);
        request.Headers.TryAddWithoutValidation("X-TC-Version", "2021-01-11");
        request.Headers.TryAddWithoutValidation("X-TC-Region", settings.Region);
        request.Headers.TryAddWithoutValidation("X-TC-Timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            Tc3Signature.Authorization(settings.BaseUrl.Authority, "sms", action, body, now, settings.SecretId, settings.SecretKey));
        return clients.CreateClient(nameof(ChannelSettings.TencentSms)).Ask(request, ct);
    }
}
