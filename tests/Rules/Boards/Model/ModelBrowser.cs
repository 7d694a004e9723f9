using System.Collections.Immutable;

namespace SalesGrains.Boards.Model;

/// <summary>What a node sends to a browser: a frame, or a beat when <paramref name="Frame"/> is null.</summary>
internal sealed record Message(BoardFrame? Frame, long Epoch, long Version);

/// <summary>The rules of <c>Web/src/live/table.ts</c>, word for word, with each of them removable.</summary>
internal sealed class ModelBrowser(Mutant without)
{
    private Dictionary<string, (FrameRow Row, uint Hash)> rows = [];
    private uint check;
    private bool fromScratch;

    public long Epoch { get; private set; }

    public long Version { get; private set; } = -1;

    public IEnumerable<FrameRow> Rows => rows.Values.Select(held => held.Row);

    /// <summary>What it asks for.</summary>
    public (long Epoch, long Version) Cursor => fromScratch ? (0, -1) : (Epoch, Version);

    /// <summary>True when it has to ask.</summary>
    public bool Take(Message message) => message.Frame is { } frame ? Take(frame) : message.Epoch != Epoch || message.Version != Version;

    private bool Take(BoardFrame frame)
    {
        var old = frame.Epoch < Epoch || (frame.Epoch == Epoch && frame.To <= Version);
        if (old && !(frame.IsWhole ? without.HasFlag(Mutant.GoesBack) : without.HasFlag(Mutant.NoEpochCheck) && frame.Epoch != Epoch))
        {
            return false;
        }

        if (!frame.IsWhole
            && ((frame.Epoch != Epoch && !without.HasFlag(Mutant.NoEpochCheck)) || (frame.From > Version && !without.HasFlag(Mutant.NoFromCheck))))
        {
            return true;
        }

        var next = frame.IsWhole ? [] : new Dictionary<string, (FrameRow Row, uint Hash)>(rows);
        var sum = frame.IsWhole ? 0 : check;
        foreach (var row in frame.Rows)
        {
            if (next.Remove(row.Key, out var held))
            {
                if (held.Row.Seq >= row.Seq && frame.Epoch == Epoch)
                {
                    next[row.Key] = held;
                    continue;
                }

                sum -= held.Hash;
            }

            if (row.Cells is not null)
            {
                var hash = BoardChecksum.Of(row);
                next[row.Key] = (row, hash);
                sum += hash;
            }
        }

        if (sum != frame.Check && !without.HasFlag(Mutant.NoChecksum))
        {
            fromScratch = true;
            return true;
        }

        (rows, check, Epoch, Version, fromScratch) = (next, sum, frame.Epoch, frame.To, false);
        return false;
    }

    /// <summary>A hash over everything shown, made in another way than the table's own checksum.</summary>
    public static ulong Fingerprint(IEnumerable<FrameRow> rows)
    {
        var sum = 0ul;
        foreach (var row in rows)
        {
            var hash = new HashCode();
            hash.Add(row.Key);
            hash.Add(row.Seq);
            foreach (var cell in row.Cells ?? ImmutableArray<BoardCell>.Empty)
            {
                hash.Add(cell);
            }

            sum += (ulong)(uint)hash.ToHashCode() * 0x9E3779B97F4A7C15ul;
        }

        return sum;
    }
}
