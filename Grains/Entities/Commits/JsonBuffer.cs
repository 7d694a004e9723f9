using System.Buffers;
using System.Text.Json;

namespace SalesGrains.Entities.Commits;

/// <summary>
/// A JSON writer with its buffer, lent by its thread for one synchronous piece of work: every commit writes several small documents,
/// and none of them should grow a buffer of its own.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    private const int LargestKept = 64 * 1024;

    [ThreadStatic] private static JsonBuffer? free;

    private readonly ArrayBufferWriter<byte> bytes = new(4096);

    private JsonBuffer() => Writer = new(bytes, ProtocolJson.Writer);

    /// <summary>Writes into the buffer; Chinese text as it is.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>A buffer that is empty; give it back on the same thread.</summary>
    public static JsonBuffer Rent()
    {
        var taken = free ?? new();
        free = null;
        return taken;
    }

    /// <summary>What was written.</summary>
    public byte[] ToArray()
    {
        Writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Gives it back, unless it has grown too large to be kept.</summary>
    public void Dispose()
    {
        if (bytes.Capacity > LargestKept)
        {
            Writer.Dispose();
            return;
        }

        bytes.ResetWrittenCount();
        Writer.Reset();
        free = this;
    }
}
