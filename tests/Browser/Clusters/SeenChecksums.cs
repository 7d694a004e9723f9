using System.Text.Json;
using Microsoft.Playwright;

namespace SalesGrains.Clusters;

/// <summary>
/// Reads along what the socket tells a page of its board: of the newest frame the epoch, the version and the checksum, which the page shows only
/// if its own rows have the same.
/// </summary>
public sealed class SeenChecksums
{
    private const char End = '\u001e';
    private readonly Lock gate = new();
    private (long Epoch, long Version, uint Check) newest;

    public SeenChecksums(IPage page) => page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Take(frame.Text);

    /// <summary>Of the newest frame.</summary>
    public (long Epoch, long Version, uint Check) Newest
    {
        get
        {
            lock (gate)
            {
                return newest;
            }
        }
    }

    private void Take(string? text)
    {
        foreach (var message in (text ?? "").Split(End, StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(message);
            if (json.RootElement.TryGetProperty("target", out var target) && target.GetString() == "f")
            {
                var frame = json.RootElement.GetProperty("arguments");
                if (!frame[0].GetString()!.StartsWith("payments", StringComparison.Ordinal))
                {
                    // The same socket tells of the inbox.
                    continue;
                }

                lock (gate)
                {
                    newest = (frame[1].GetInt64(), frame[3].GetInt64(), frame[4].GetUInt32());
                }
            }
        }
    }
}
