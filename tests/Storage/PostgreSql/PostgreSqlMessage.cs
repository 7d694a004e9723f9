using System.Buffers.Binary;
using System.Text;

namespace SalesGrains.PostgreSql;

/// <summary>One message of the server's protocol: a letter, a length, a body.</summary>
internal sealed class PostgreSqlMessage(byte[] bytes)
{
    /// <summary>All of it, as it was read.</summary>
    public byte[] Bytes => bytes;

    /// <summary>The server has ended a transaction and waits.</summary>
    public bool IsReady => bytes[0] == 'Z';

    /// <summary>The next message, or null at the end of the stream.</summary>
    public static async Task<PostgreSqlMessage?> Read(Stream from, CancellationToken stop)
    {
        var head = new byte[5];
        if (await from.ReadAtLeastAsync(head, 5, throwOnEndOfStream: false, stop) < 5)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
        var bytes = new byte[1 + length];
        head.CopyTo(bytes, 0);
        await from.ReadExactlyAsync(bytes.AsMemory(5), stop);
        return new(bytes);
    }

    /// <summary>The first message of a connection, which has no letter.</summary>
    public static async Task<byte[]> ReadStartup(Stream from, CancellationToken stop)
    {
        var head = new byte[4];
        await from.ReadExactlyAsync(head, stop);
        var bytes = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
        head.CopyTo(bytes, 0);
        await from.ReadExactlyAsync(bytes.AsMemory(4), stop);
        return bytes;
    }

    /// <summary>Name and text of the statement that it prepares, or null.</summary>
    public (string Name, string Sql)? Prepares()
    {
        if (bytes[0] != 'P')
        {
            return null;
        }

        var name = TextAt(5, out var after);
        return (name, TextAt(after, out _));
    }

    /// <summary>Name of the statement that it binds, or the text that it runs, or null.</summary>
    public string? Executes()
    {
        switch ((char)bytes[0])
        {
            case 'B':
                TextAt(5, out var after);
                return TextAt(after, out _);
            case 'Q':
                return TextAt(5, out _);
            default:
                return null;
        }
    }

    private string TextAt(int start, out int after)
    {
        var end = Array.IndexOf(bytes, (byte)0, start);
        after = end + 1;
        return Encoding.UTF8.GetString(bytes, start, end - start);
    }
}
