using System.Collections.Immutable;

namespace SalesGrains.Boards;

/// <summary>A process that watches a board.</summary>
internal sealed class Screen : IBoardSink
{
    private readonly BoardTable table = new();

    private readonly Guid node = Guid.NewGuid();
    private IBoardGrain board = null!;
    private IBoardSink sink = null!;

    private Screen()
    {
    }

    /// <summary>The keys of the rows that are shown; numbers and day left out.</summary>
    public ImmutableArray<string> Keys
    {
        get
        {
            lock (table)
            {
                return [.. table.Rows.Select(row => row.Key).Where(key => key[0] is not ('m' or 't')).Order(StringComparer.Ordinal)];
            }
        }
    }

    private (long Epoch, long Version) At
    {
        get
        {
            lock (table)
            {
                return (table.Epoch, table.Version);
            }
        }
    }

    /// <summary>Watches from now on, and has the whole board when this returns.</summary>
    public static async Task<Screen> Watch(SalesCluster sales, BoardTopic topic)
    {
        var screen = new Screen { board = sales.Grains.GetGrain<IBoardGrain>(topic.GrainKey) };
        screen.sink = sales.Grains.CreateObjectReference<IBoardSink>(screen);
        await screen.Shows(() => screen.Cells("m/asOf") is not null, "the board to be complete");
        return screen;
    }

    /// <summary>Goes on watching, as a node does, until the board shows something: a clock that jumps ends every lease.</summary>
    public Task Shows(Func<bool> condition, string what) => SalesCluster.Eventually(
        async () =>
        {
            var (epoch, version) = At;
            var sync = await board.Sync(node, sink, epoch, version);
            return sync.IsComplete && (sync.Frame is null || await Push("", sync.Frame, 0)) && condition();
        },
        what);

    /// <summary>The cells of a row, or null.</summary>
    public ImmutableArray<BoardCell>? Cells(string key)
    {
        lock (table)
        {
            return table.Rows.FirstOrDefault(row => row.Key == key)?.Cells;
        }
    }

    /// <summary>A number.</summary>
    public long Count(string bucket) => Cells($"t/{bucket}")?[0].Number ?? -1;

    /// <inheritdoc/>
    public Task<bool> Push(string topic, BoardFrame frame, long ageMs)
    {
        lock (table)
        {
            return Task.FromResult(table.Apply(frame) != FrameOutcome.Misfit);
        }
    }
}
