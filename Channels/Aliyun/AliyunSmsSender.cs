using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Aliyun;

/// <summary>阿里云短信. A repeat is a second message: whoever has no answer asks for the receipt first.</summary>
internal sealed class AliyunSmsSender(IHttpClientFactory clients, ChannelOptions options, TimeProvider time) : IChannelSender
{
    /// <inheritdoc/>
    public string Channel => ChannelKinds.SmsAliyun;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (Settings(message) is not { } settings)
        {
            return NotConfigured.Result;
        }

        var reply = await Call(settings, "SendSms", new()
        {
            ["PhoneNumbers"] = Number(message),
            ["SignName"] = settings.SignName,
            ["TemplateCode"] = settings.TemplateCode,
            ["TemplateParam"] = settings.Link
                ? JsonSerializer.Serialize(new { title = message.Title, text = message.Text, link = MessageText.LinkTail(message) })
                : JsonSerializer.Serialize(new { title = message.Title, text = message.Text }),
            ["OutId"] = message.MessageId,
        }, ct);
        return reply.Fault ?? AliyunCodes.Of(reply.Json);
    }

    /// <inheritdoc/>
    public async Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct)
    {
        if (Settings(message) is not { } settings)
        {
            return null;
        }

        // Its days are those of China, and a message of just before midnight is asked for just after.
        for (var back = 0; back < 2; back++)
        {
            var day = time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddDays(-back).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var reply = await Call(settings, "QuerySendDetails", new()
            {
                ["PhoneNumber"] = Number(message),
                ["SendDate"] = day,
                ["PageSize"] = "50",
                ["CurrentPage"] = "1",
            }, ct);
            if (reply.Fault is null && reply.Json.Text("Code") == "OK" && AliyunCodes.OfReceipts(reply.Json, message.MessageId) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private AliyunSmsSettings? Settings(ChannelMessage message) => options.Of(message.Org, all => all.AliyunSms);

    /// <summary>A number of the mainland goes without its country.</summary>
    private static string Number(ChannelMessage message) =>
        message.Address.StartsWith("+86", StringComparison.Ordinal) ? message.Address[3..] : message.Address.TrimStart('+');

    private Task<VendorReply> Call(AliyunSmsSettings settings, string action, Dictionary<string, string> query, CancellationToken ct)
    {
        var empty = Acs3Signature.Hash([]);
        var headers = new Dictionary<string, string>
        {
            ["host"] = settings.BaseUrl.Authority,
            ["x-acs-action"] = action,
            ["x-acs-content-sha256"] = empty,
            ["x-acs-date"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["x-acs-signature-nonce"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            ["x-acs-version"] = "2017-05-25",
        };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.BaseUrl, $"/?{Acs3Signature.Query(query)}"));
        foreach (var (name, value) in headers.Where(one => one.Key != "host"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            Acs3Signature.Authorization("POST", query, headers, empty, settings.AccessKeyId, settings.AccessKeySecret));
        return clients.CreateClient(nameof(ChannelSettings.AliyunSms)).Ask(request, ct);
    }
}
