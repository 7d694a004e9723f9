using System.Globalization;
using System.Text.Json;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Feishu;

/// <summary>飞书 group robots.</summary>
internal sealed class FeishuRobotSender(IHttpClientFactory clients, ChannelOptions options, TimeProvider time) : IChannelSender
{
    private const int LongestText = 8 * 1024;

    /// <inheritdoc/>
    public string Channel => ChannelKinds.FeishuRobot;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (options.Of(message.Org, all => all.Feishu) is not { } settings || settings.Robots.GetValueOrDefault(message.Address) is not { } robot)
        {
            return NotConfigured.Result;
        }

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var reply = await clients.CreateClient(nameof(ChannelSettings.Feishu)).Ask(
            JsonMembers.Post(
                new(settings.BaseUrl, $"/open-apis/bot/v2/hook/{Uri.EscapeDataString(robot.Token)}"),
                new
                {
                    timestamp = now.ToString(CultureInfo.InvariantCulture),
                    sign = FeishuSignature.Of(now, robot.Secret),
                    msg_type = "text",
                    content = new { text = MessageText.Of(message, LongestText) },
                }),
            ct);
        return reply.Fault ?? Of(reply.Json);
    }

    /// <inheritdoc/>
    public Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct) => Task.FromResult<SendResult?>(null);

    private static SendResult Of(JsonElement answer) => (answer.Number("code") ?? answer.Number("StatusCode")) switch
    {
        null => new(SendOutcome.Unknown, Code: "no-code"),
        0 => new(SendOutcome.Sent),
        11232 => new(SendOutcome.Limited, Code: "11232", RetryAfter: TimeSpan.FromMinutes(1)),
        19001 => new(SendOutcome.Refused, Code: "19001"),
        { } code => new(SendOutcome.Failed, Code: $"{code}"),
    };
}
