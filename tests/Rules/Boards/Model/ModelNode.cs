namespace SalesGrains.Boards.Model;

/// <summary>An API node: a copy of the table, and what it last sent to each of its browsers.</summary>
internal sealed class ModelNode(Mutant without)
{
    public BoardTable Copy { get; set; } = new();

    public Dictionary<int, (long Epoch, long Version)> Browsers { get; } = [];

    /// <summary>Frames from owners that are still under way: in any order, twice, or never.</summary>
    public List<BoardFrame> Inbox { get; } = [];

    /// <summary>What is sent to a browser now, or null.</summary>
    public Message? Pump(int browser)
    {
        var (epoch, version) = Browsers[browser];
        var ahead = epoch > Copy.Epoch || (epoch == Copy.Epoch && version > Copy.Version);
        var frame = Copy.From(epoch, version);
        if (frame is null && ahead && without.HasFlag(Mutant.WholeTableToWhoIsAhead))
        {
            frame = Copy.From(0, -1);
        }

        if (frame is null)
        {
            return null;
        }

        if (!frame.IsWhole && without.HasFlag(Mutant.NoTombstones))
        {
            frame = frame with { Rows = [.. frame.Rows.Where(row => row.Cells is not null)] };
        }

        Browsers[browser] = (frame.Epoch, frame.To);
        return new(frame, frame.Epoch, frame.To);
    }

    /// <summary>A beat goes only to a browser that should hold just what this node holds.</summary>
    public Message? Beat(int browser) =>
        !without.HasFlag(Mutant.NoHeartbeat) && Copy.Version >= 0 && Browsers[browser] == (Copy.Epoch, Copy.Version)
            ? new(null, Copy.Epoch, Copy.Version)
            : null;
}
