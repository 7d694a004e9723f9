using System.Globalization;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.DingTalk;

/// <summary>钉钉 work notifications to one user. That it was taken says little; only its receipt tells whether it was delivered.</summary>
internal sealed class DingTalkWorkSender(IHttpClientFactory clients, ChannelOptions options, AccessTokens tokens, DingTalkTasks tasks) : IChannelSender
{
    private const int LongestText = 2048;
    private const string Api = "/topapi/message/corpconversation/";

    /// <inheritdoc/>
    public string Channel => ChannelKinds.DingTalkWork;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (Settings(message) is not { } settings)
        {
            return NotConfigured.Result;
        }

        if (message.Address.Length == 0 || message.Address.Contains(',', StringComparison.Ordinal))
        {
            return new(SendOutcome.Refused, Code: "address");
        }

        var body = new
        {
            agent_id = settings.AgentId,
            userid_list = message.Address,
            msg = new { msgtype = "text", text = new { content = MessageText.Of(message, LongestText) } },
        };
        var reply = await Call(message.Org, settings, $"{Api}asyncsend_v2", body, ct);
        var result = reply.Fault ?? DingTalkCodes.Of(reply.Json);
        if (result is { Outcome: SendOutcome.Sent, VendorId: { } task })
        {
            tasks.Add(message.Org, message.MessageId, task);
        }

        return result;
    }

    /// <inheritdoc/>
    public async Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct)
    {
        if (Settings(message) is not { } settings
            || !long.TryParse(tasks.Of(message.Org, message.MessageId), NumberStyles.None, CultureInfo.InvariantCulture, out var task))
        {
            return null;
        }

        var reply = await Call(message.Org, settings, $"{Api}getsendresult", new { agent_id = settings.AgentId, task_id = task }, ct);
        return reply.Fault is null && reply.Json.Number("errcode") is 0 ? DingTalkCodes.OfReceipt(reply.Json, message.Address) : null;
    }

    private DingTalkSettings? Settings(ChannelMessage message) =>
        options.Of(message.Org, all => all.DingTalk) is { AppKey.Length: > 0 } settings ? settings : null;

    private async Task<VendorReply> Call(string org, DingTalkSettings settings, string path, object body, CancellationToken ct)
    {
        var client = clients.CreateClient(nameof(ChannelSettings.DingTalk));
        var secret = $"dingtalk {org} {settings.AppKey} {settings.AppSecret}";
        for (var again = false; ; again = true)
        {
            var token = await tokens.Get(secret, () => Ask(client, settings), ct);
            if (token.Fault is { } fault)
            {
                return new(default, fault);
            }

            var reply = await client.Ask(JsonMembers.Post(new(settings.BaseUrl, $"{path}?access_token={Uri.EscapeDataString(token.Value)}"), body), ct);
            if (reply.Fault is null && DingTalkCodes.IsTokenOver(reply.Json))
            {
                tokens.Forget(secret, token);
                if (!again)
                {
                    continue;
                }
            }

            return reply;
        }
    }

    private static async Task<AccessToken> Ask(HttpClient client, DingTalkSettings settings)
    {
        var reply = await client.Ask(
            new(HttpMethod.Get, new Uri(settings.BaseUrl, $"/gettoken?appkey={Uri.EscapeDataString(settings.AppKey)}&appsecret={Uri.EscapeDataString(settings.AppSecret)}")),
            CancellationToken.None);
        if (reply.Fault is null && reply.Json.Number("errcode") is 0 && reply.Json.Text("access_token") is { Length: > 0 } token)
        {
            return new(token, TimeSpan.FromSeconds(reply.Json.Number("expires_in") ?? 0));
        }

        var result = reply.Fault ?? DingTalkCodes.Of(reply.Json);
        return new("", default, result with { Outcome = result.Outcome == SendOutcome.Limited ? SendOutcome.Limited : SendOutcome.Failed });
    }
}
