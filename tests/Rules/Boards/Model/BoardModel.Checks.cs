namespace SalesGrains.Boards.Model;

/// <content>What must hold after each step, and at the end.</content>
internal sealed partial class BoardModel
{
    private void Deliver(int browser, Message message)
    {
        var screen = browsers[browser];
        var before = (screen.Epoch, screen.Version);
        if (screen.Take(message))
        {
            nodes[home[browser]].Browsers[browser] = screen.Cursor;
        }

        if (before == (screen.Epoch, screen.Version))
        {
            return;
        }

        Shown++;
        if (before.CompareTo((screen.Epoch, screen.Version)) > 0)
        {
            Fault ??= $"browser {browser} went back from {before} to {(screen.Epoch, screen.Version)}";
        }

        Verify($"browser {browser}", screen.Epoch, screen.Version, screen.Rows);
    }

    private void Verify(string who, long epoch, long version, IEnumerable<FrameRow> rows)
    {
        if (version >= 0 && (!history.TryGetValue((epoch, version), out var expected) || expected != ModelBrowser.Fingerprint(rows)))
        {
            Fault ??= $"{who} shows at ({epoch}, {version}) what the owner never held";
        }
    }

    /// <summary>The network heals, nothing is written any more, one owner is left: all screens must come to show its table.</summary>
    private void Settle()
    {
        var owner = owners[^1].Table;
        for (var round = 0; round < 6 && Fault is null; round++)
        {
            for (var node = 0; node < nodes.Length; node++)
            {
                Sync(node, owner);
                nodes[node].Inbox.ForEach(frame => nodes[node].Copy.Apply(frame));
                nodes[node].Inbox.Clear();
            }

            for (var i = 0; i < browsers.Length; i++)
            {
                Send(i, nodes[home[i]].Pump(i));
                Send(i, nodes[home[i]].Beat(i));
                foreach (var message in links[i].ToArray())
                {
                    Deliver(i, message);
                }

                links[i].Clear();
            }
        }

        var behind = browsers.Count(b => (b.Epoch, b.Version) != (owner.Epoch, owner.Version));
        if (behind > 0)
        {
            Fault ??= $"{behind} browsers never show the last state";
        }
    }
}
