using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.DingTalk;

/// <summary>钉钉 group robots.</summary>
internal sealed class DingTalkRobotSender(IHttpClientFactory clients, ChannelOptions options, TimeProvider time) : IChannelSender
{
    private const int LongestText = 4096;

    /// <inheritdoc/>
    public string Channel => ChannelKinds.DingTalkRobot;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (options.Of(message.Org, all => all.DingTalk) is not { } settings || settings.Robots.GetValueOrDefault(message.Address) is not { } robot)
        {
            return NotConfigured.Result;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var sign = Uri.EscapeDataString(DingTalkSignature.Of(now, robot.Secret));
        var reply = await clients.CreateClient(nameof(ChannelSettings.DingTalk)).Ask(
            JsonMembers.Post(
                new(settings.BaseUrl, $"/robot/send?access_token={Uri.EscapeDataString(robot.Token)}&timestamp={now}&sign={sign}"),
                new { msgtype = "text", text = new { content = MessageText.Of(message, LongestText) } }),
            ct);
        return reply.Fault ?? DingTalkCodes.Of(reply.Json);
    }

    /// <inheritdoc/>
    public Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct) => Task.FromResult<SendResult?>(null);
}
