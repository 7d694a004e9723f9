using System.Collections.Immutable;

namespace SalesGrains.Boards;

/// <summary>What became of a frame.</summary>
public enum FrameOutcome
{
    /// <summary>The copy is now at the frame's version.</summary>
    Applied,

    /// <summary>The copy was there already, or is ahead; nothing changed.</summary>
    Old,

    /// <summary>It does not fit, or fails the checksum: ask again with the copy's epoch and version.</summary>
    Misfit,
}

/// <summary>
/// The one data structure of the push path (看板表), held by the owner of a board and by each of its copies. Within an epoch a row's
/// seq is the version at which it last changed, so "what changed since version v" needs no log: it is every row, tombstones
/// included, with a seq above v. Tombstones are kept for <see cref="Kept"/> versions; an older cursor gets the whole table.
/// Not for use by several threads at once.
/// </summary>
public sealed class BoardTable
{
    /// <summary>How many versions back a cursor may be and still get a delta.</summary>
    public const int Kept = 128;

    /// <summary>Most tombstones a table keeps; beyond it the oldest versions lose their deltas.</summary>
    public const int MostTombstones = 1024;

    private readonly Dictionary<string, (FrameRow Row, uint Hash)> live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FrameRow> removed = new(StringComparer.Ordinal);
    private long oldest;

    /// <summary>An empty copy, to be filled by frames.</summary>
    public BoardTable()
    {
    }

    private BoardTable(long epoch) => (Epoch, Version) = (epoch, 0);

    /// <summary>Whose table it is, 0 before the first frame.</summary>
    public long Epoch { get; private set; }

    /// <summary>How many changes it holds, or −1 when it holds nothing that can be trusted.</summary>
    public long Version { get; private set; } = -1;

    /// <summary>Checksum of the live rows.</summary>
    public uint Check { get; private set; }

    /// <summary>The live rows, in no order.</summary>
    public IEnumerable<FrameRow> Rows => live.Values.Select(held => held.Row);

    /// <summary>The table of an owner that has just woken, empty at version 0.</summary>
    public static BoardTable Own(long epoch) => new(epoch);

    /// <summary>The owner's change: the table becomes exactly <paramref name="wanted"/>, as one version.</summary>
    /// <returns>False when it is that already, and nothing changed.</returns>
    public bool Become(IReadOnlyDictionary<string, ImmutableArray<BoardCell>> wanted)
    {
        var next = Version + 1;
        var changes = new List<FrameRow>();
        foreach (var (key, cells) in wanted)
        {
            if (!live.TryGetValue(key, out var held) || !held.Row.Cells!.Value.AsSpan().SequenceEqual(cells.AsSpan()))
            {
                changes.Add(new(key, next, cells));
            }
        }

        foreach (var key in live.Keys)
        {
            if (!wanted.ContainsKey(key))
            {
                changes.Add(new(key, next, null));
            }
        }

        if (changes.Count == 0)
        {
            return false;
        }

        foreach (var row in changes)
        {
            Put(row, BoardChecksum.Of(row));
        }

        MoveTo(next);
        return true;
    }

    /// <summary>A copy's change: a frame from upstream. It is verified before anything is touched, and a copy never goes back.</summary>
    public FrameOutcome Apply(BoardFrame frame)
    {
        if (frame.Epoch < Epoch || (frame.Epoch == Epoch && frame.To <= Version))
        {
            return FrameOutcome.Old;
        }

        if (!frame.IsWhole && (frame.Epoch != Epoch || frame.From > Version))
        {
            return FrameOutcome.Misfit;
        }

        var newer = new List<(FrameRow Row, uint Hash)>(frame.Rows.Length);
        var check = frame.IsWhole ? 0 : Check;
        foreach (var row in frame.Rows)
        {
            var hash = BoardChecksum.Of(row);
            if (!frame.IsWhole && live.TryGetValue(row.Key, out var held))
            {
                if (held.Row.Seq >= row.Seq)
                {
                    continue;
                }

                check -= held.Hash;
            }

            check += hash;
            newer.Add((row, hash));
        }

        if (check != frame.Check)
        {
            // Either this copy or the frame is wrong. The next question gets the whole table; the epoch stays as a floor.
            (Version, Check) = (-1, 0);
            live.Clear();
            removed.Clear();
            return FrameOutcome.Misfit;
        }

        if (frame.IsWhole)
        {
            live.Clear();
            removed.Clear();
            (Epoch, Check, oldest) = (frame.Epoch, 0, frame.To);
        }

        foreach (var (row, hash) in newer)
        {
            Put(row, hash);
        }

        MoveTo(frame.To);
        return FrameOutcome.Applied;
    }

    /// <summary>
    /// What a copy at this epoch and version lacks. Null when it lacks nothing, when it is ahead (then this table stays silent until it
    /// has caught up, so that no screen goes back), or when this table holds nothing yet.
    /// </summary>
    public BoardFrame? From(long epoch, long version)
    {
        if (Version < 0 || epoch > Epoch || (epoch == Epoch && version >= Version))
        {
            return null;
        }

        if (epoch != Epoch || version < oldest)
        {
            return new(Epoch, -1, Version, Check, [.. Rows]);
        }

        var rows = ImmutableArray.CreateBuilder<FrameRow>();
        foreach (var (row, _) in live.Values)
        {
            if (row.Seq > version)
            {
                rows.Add(row);
            }
        }

        rows.AddRange(removed.Values.Where(row => row.Seq > version));
        return new(Epoch, version, Version, Check, rows.ToImmutable());
    }

    private void Put(FrameRow row, uint hash)
    {
        if (live.Remove(row.Key, out var held))
        {
            Check -= held.Hash;
        }

        if (row.Cells is null)
        {
            removed[row.Key] = row;
            return;
        }

        removed.Remove(row.Key);
        live[row.Key] = (row, hash);
        Check += hash;
    }

    private void MoveTo(long version)
    {
        Version = version;
        oldest = Math.Max(oldest, version - Kept);
        if (removed.Count > MostTombstones)
        {
            oldest = removed.Values.Select(row => row.Seq).Order().ElementAt(removed.Count - MostTombstones - 1);
        }

        // Anyone who still gets a delta has seen these already.
        foreach (var (key, row) in removed)
        {
            if (row.Seq <= oldest)
            {
                removed.Remove(key);
            }
        }
    }
}
