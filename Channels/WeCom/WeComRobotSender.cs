using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.WeCom;

/// <summary>企业微信 group robots.</summary>
internal sealed class WeComRobotSender(IHttpClientFactory clients, ChannelOptions options) : IChannelSender
{
    private const int LongestText = 2048;

    /// <inheritdoc/>
    public string Channel => ChannelKinds.WeComRobot;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (options.Of(message.Org, all => all.WeCom) is not { } settings || settings.Robots.GetValueOrDefault(message.Address) is not { } key)
        {
            return NotConfigured.Result;
        }

        var reply = await clients.CreateClient(nameof(ChannelSettings.WeCom)).Ask(
            JsonMembers.Post(
                new(settings.BaseUrl, $"/cgi-bin/webhook/send?key={Uri.EscapeDataString(key)}"),
                new { msgtype = "text", text = new { content = MessageText.Of(message, LongestText) } }),
            ct);
        return reply.Fault ?? WeComCodes.Of(reply.Json, address: null);
    }

    /// <inheritdoc/>
    public Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct) => Task.FromResult<SendResult?>(null);
}
