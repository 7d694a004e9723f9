using System.Collections.Immutable;

namespace SalesGrains.Boards.Model;

/// <summary>
/// One seeded run of the whole push path: owners (two may be alive at once), three nodes, six browsers, and a network that loses,
/// repeats and reorders. It throws nothing; it says what went wrong first.
/// </summary>
internal sealed partial class BoardModel
{
    private readonly ModelRandom random;
    private readonly Mutant without;
    private readonly Dictionary<(long Epoch, long Version), ulong> history = [];
    private readonly List<(BoardTable Table, Dictionary<int, long> Cursors)> owners = [];
    private readonly ModelNode[] nodes;
    private readonly ModelBrowser[] browsers;
    private readonly List<Message>[] links;
    private readonly int[] home;
    private ImmutableDictionary<string, ImmutableArray<BoardCell>> truth = ImmutableDictionary<string, ImmutableArray<BoardCell>>.Empty;
    private long epochs;

    public BoardModel(ulong seed, Mutant without)
    {
        (random, this.without) = (new(seed), without);
        nodes = [.. Enumerable.Range(0, 3).Select(_ => new ModelNode(without))];
        browsers = [.. Enumerable.Range(0, 6).Select(_ => new ModelBrowser(without))];
        links = [.. browsers.Select(_ => new List<Message>())];
        home = [.. browsers.Select(_ => 0)];
        Activate();
        for (var i = 0; i < browsers.Length; i++)
        {
            Connect(i);
        }
    }

    /// <summary>What went wrong first, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>How many states browsers have shown.</summary>
    public int Shown { get; private set; }

    public BoardModel Run(int steps)
    {
        for (var i = 0; i < steps && Fault is null; i++)
        {
            // Toward the end nothing more is written, so that what gets lost then is a last frame.
            Step(writes: i < steps * 3 / 4);
        }

        Settle();
        return this;
    }

    private void Step(bool writes)
    {
        var node = random.Below(nodes.Length);
        var browser = random.Below(browsers.Length);
        switch (random.Below(100))
        {
            case < 22: if (writes) { Commit(); } break;
            case < 34: Push(node); break;
            case < 48: Receive(node); break;
            case < 56: Sync(node, random.Pick(owners).Table); break;
            case < 74: Send(browser, nodes[home[browser]].Pump(browser)); break;
            case < 90: Show(browser); break;
            case < 94: Send(browser, nodes[home[browser]].Beat(browser)); break;
            case < 97: Connect(browser); break;
            case < 98: Crash(node); break;
            default: if (writes) { Activate(); } break;
        }
    }

    private void Commit()
    {
        var owner = random.Pick(owners).Table;
        for (var n = random.Below(3); n >= 0; n--)
        {
            var key = $"k{random.Below(7)}";
            truth = random.Chance(30) ? truth.Remove(key) : truth.SetItem(key, [(long)random.Below(50), "text"]);
        }

        owner.Become(truth);
        Remember(owner);
    }

    private void Activate()
    {
        // The older activation may live on for a while: nobody has told it.
        if (owners.Count > 1)
        {
            owners.RemoveAt(0);
        }

        var table = BoardTable.Own(++epochs);
        owners.Add((table, []));
        Remember(table);
        table.Become(truth);
        Remember(table);
    }

    private void Remember(BoardTable owner) => history[(owner.Epoch, owner.Version)] = ModelBrowser.Fingerprint(owner.Rows);

    private void Push(int node)
    {
        var (table, cursors) = random.Pick(owners);
        if (table.From(table.Epoch, cursors.GetValueOrDefault(node, -1)) is { } frame)
        {
            cursors[node] = frame.To;
            nodes[node].Inbox.Add(frame);
        }
    }

    private void Receive(int node)
    {
        var inbox = nodes[node].Inbox;
        if (inbox.Count == 0)
        {
            return;
        }

        var at = random.Chance(70) ? 0 : random.Below(inbox.Count);
        var frame = inbox[at];
        if (!random.Chance(10))
        {
            inbox.RemoveAt(at);
        }

        if (!random.Chance(15))
        {
            nodes[node].Copy.Apply(frame);
            Verify($"node {node}", nodes[node].Copy.Epoch, nodes[node].Copy.Version, nodes[node].Copy.Rows);
        }
    }

    private void Sync(int node, BoardTable owner)
    {
        if (without.HasFlag(Mutant.NoSync))
        {
            return;
        }

        if (owner.From(nodes[node].Copy.Epoch, nodes[node].Copy.Version) is { } frame)
        {
            nodes[node].Inbox.Add(frame);
        }

        owners.First(o => o.Table == owner).Cursors[node] = owner.Version;
    }

    private void Send(int browser, Message? message)
    {
        if (message is not null)
        {
            links[browser].Add(message);
        }
    }

    private void Show(int browser)
    {
        var link = links[browser];
        if (link.Count == 0)
        {
            return;
        }

        var at = random.Chance(85) ? 0 : random.Below(link.Count);
        var message = link[at];
        if (!random.Chance(5))
        {
            link.RemoveAt(at);
        }

        if (random.Chance(10))
        {
            return;
        }

        if (random.Chance(3) && message.Frame is { Rows: [{ Cells: { Length: > 0 } cells } first, .. var others] } frame)
        {
            message = message with { Frame = frame with { Rows = [first with { Cells = cells.SetItem(0, 99L) }, .. others] } };
        }

        Deliver(browser, message);
    }

    private void Connect(int browser)
    {
        nodes[home[browser]].Browsers.Remove(browser);
        links[browser].Clear();
        home[browser] = random.Below(nodes.Length);
        nodes[home[browser]].Browsers[browser] = browsers[browser].Cursor;
    }

    private void Crash(int node)
    {
        nodes[node].Copy = new();
        nodes[node].Inbox.Clear();
        for (var i = 0; i < browsers.Length; i++)
        {
            if (home[i] == node)
            {
                Connect(i);
            }
        }
    }
}
