using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.WeCom;

/// <summary>企业微信 application messages to one user.</summary>
internal sealed class WeComAppSender(IHttpClientFactory clients, ChannelOptions options, AccessTokens tokens) : IChannelSender
{
    private const int LongestText = 2048;

    /// <summary>A repeat within it is not delivered a second time, in seconds.</summary>
    private const int DuplicateCheck = 1800;

    /// <inheritdoc/>
    public string Channel => ChannelKinds.WeComApp;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (options.Of(message.Org, all => all.WeCom) is not { Secret.Length: > 0 } settings)
        {
            return NotConfigured.Result;
        }

        // Several users are separated by a bar, and @all is everybody.
        if (message.Address.Length == 0 || message.Address.AsSpan().IndexOfAny('|', '@') >= 0)
        {
            return new(SendOutcome.Refused, Code: "address");
        }

        var client = clients.CreateClient(nameof(ChannelSettings.WeCom));
        for (var again = false; ; again = true)
        {
            var token = await tokens.Get(Secret(message.Org, settings), () => Ask(client, settings), ct);
            if (token.Fault is { } fault)
            {
                return fault;
            }

            var reply = await client.Ask(Request(settings, token.Value, message), ct);
            if (reply.Fault is null && WeComCodes.IsTokenOver(reply.Json))
            {
                tokens.Forget(Secret(message.Org, settings), token);
                if (!again)
                {
                    continue;
                }
            }

            return reply.Fault ?? WeComCodes.Of(reply.Json, message.Address);
        }
    }

    /// <inheritdoc/>
    public Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct) => Task.FromResult<SendResult?>(null);

    private static string Secret(string org, WeComSettings settings) => $"wecom {org} {settings.CorpId} {settings.Secret}";

    private static HttpRequestMessage Request(WeComSettings settings, string token, ChannelMessage message) => JsonMembers.Post(
        new(settings.BaseUrl, $"/cgi-bin/message/send?access_token={Uri.EscapeDataString(token)}"),
        new
        {
            touser = message.Address,
            msgtype = "text",
            agentid = settings.AgentId,
            text = new { content = MessageText.Of(message, LongestText) },
            safe = 0,
            enable_duplicate_check = 1,
            duplicate_check_interval = DuplicateCheck,
        });

    private static async Task<AccessToken> Ask(HttpClient client, WeComSettings settings)
    {
        var reply = await client.Ask(
            new(HttpMethod.Get, new Uri(settings.BaseUrl, $"/cgi-bin/gettoken?corpid={Uri.EscapeDataString(settings.CorpId)}&corpsecret={Uri.EscapeDataString(settings.Secret)}")),
            CancellationToken.None);
        if (reply.Fault is null && reply.Json.Number("errcode") is 0 && reply.Json.Text("access_token") is { Length: > 0 } token)
        {
            return new(token, TimeSpan.FromSeconds(reply.Json.Number("expires_in") ?? 0));
        }

        // Without a token nothing was sent, whatever became of this call.
        var result = reply.Fault ?? WeComCodes.Of(reply.Json, address: null);
        return new("", default, result with { Outcome = result.Outcome == SendOutcome.Limited ? SendOutcome.Limited : SendOutcome.Failed });
    }
}
