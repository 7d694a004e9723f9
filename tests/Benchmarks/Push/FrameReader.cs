using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SalesGrains.Benchmarks.Push;

/// <summary>
/// Which commits a frame shows. A thousand sockets get the same bytes, so each frame is kept once, by its cursor, and read after the clock
/// has stopped.
/// </summary>
internal sealed class FrameReader
{
    private static readonly byte[] Target = Encoding.ASCII.GetBytes("{\"type\":1,\"target\":\"f\",");
    private readonly ConcurrentDictionary<(long Epoch, long From, long To), int> numbers = new();
    private readonly ConcurrentDictionary<int, byte[]> kept = new();
    private int next;
    private long began;

    /// <summary>What was committed before this is not asked of the frames: a whole board shows it, too, and may have shown it before.</summary>
    public void Begin() => began = Stopwatch.GetTimestamp();

    /// <summary>True for a frame, false for beats, pings and answers.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> message) => message.StartsWith(Target);

    /// <summary>The number of a frame, the same for all that go from the same version to the same version.</summary>
    public int Number(ReadOnlySpan<byte> message)
    {
        var cursor = Cursor(message);
        if (!numbers.TryGetValue(cursor, out var number))
        {
            // Two sockets may keep the same frame under two numbers; that costs memory only.
            number = Interlocked.Increment(ref next);
            kept[number] = message.ToArray();
            numbers[cursor] = number;
        }

        return number;
    }

    /// <summary>Milliseconds from commit to frame, for every socket and every commit that a frame shows.</summary>
    /// <param name="sockets">The sockets.</param>
    /// <param name="commits">When each version was durable; null for the raw baseline, whose frames carry the time themselves.</param>
    /// <param name="whole">Every frame is a whole board: it shows only what none before it showed.</param>
    public List<double> Lateness(IEnumerable<WatchSocket> sockets, Dictionary<(string, long), long>? commits, bool whole = false)
    {
        var shown = whole ? new HashSet<(string, long)>() : null;
        var shows = kept.OrderBy(frame => Cursor(frame.Value).To)
            .ToDictionary(frame => frame.Key, frame => commits is null ? [Stamp(frame.Value)] : Shown(frame.Value, commits, shown));
        return
        [
            .. sockets.SelectMany(socket => socket.Seen)
                .SelectMany(seen => shows[seen.Frame].Where(committed => committed >= began).Select(committed => Stopwatch.GetElapsedTime(committed, seen.At).TotalMilliseconds)),
        ];
    }

    // Raw: {"type":1,"target":"f","at":00000000000000000000,…   Ours: {"type":1,"target":"f","arguments":["topic",epoch,from,to,…
    private static (long Epoch, long From, long To) Cursor(ReadOnlySpan<byte> message)
    {
        var rest = message[Target.Length..];
        if (rest.StartsWith("\"at\":"u8))
        {
            return (0, 0, Stamp(message));
        }

        rest = rest[(rest.IndexOf("\","u8) + 2)..];
        return (Take(ref rest), Take(ref rest), Take(ref rest));
    }

    private static long Take(ref ReadOnlySpan<byte> rest)
    {
        var comma = rest.IndexOf((byte)',');
        var number = long.Parse(rest[..comma], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        rest = rest[(comma + 1)..];
        return number;
    }

    private static long Stamp(ReadOnlySpan<byte> message) =>
        long.Parse(message.Slice(Target.Length + "\"at\":".Length, 20), NumberStyles.None, CultureInfo.InvariantCulture);

    private static long[] Shown(byte[] message, Dictionary<(string, long), long> commits, HashSet<(string, long)>? before)
    {
        using var json = JsonDocument.Parse(message);
        var arguments = json.RootElement.GetProperty("arguments");
        if (arguments[2].GetInt64() < 0)
        {
            // A whole table shows what is long past.
            return [];
        }

        // n/{contract}/{node}, whose last cell is the contract's version.
        return
        [
            .. arguments[5].EnumerateArray()
                .Where(row => row[0].GetString()!.StartsWith("n/", StringComparison.Ordinal) && row[2].ValueKind == JsonValueKind.Array)
                .Select(row => (row[0].GetString()!.Split('/')[1], row[2][row[2].GetArrayLength() - 1].GetInt64()))
                .Distinct()
                .Where(version => commits.ContainsKey(version) && before?.Add(version) != false)
                .Select(version => commits[version]),
        ];
    }
}
