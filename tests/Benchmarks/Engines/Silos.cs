using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Engines;

/// <summary>The program so many times on one store, each in a process of its own.</summary>
internal sealed class Silos : IAsyncDisposable
{
    private Silos(IReadOnlyList<(Child, string)> servers, string key) => (Servers, Key) = (servers, key);

    /// <summary>The processes and where each listens.</summary>
    public IReadOnlyList<(Child Server, string Url)> Servers { get; }

    /// <summary>A key of an API client.</summary>
    public string Key { get; }

    /// <summary>How many there are.</summary>
    public int Count => Servers.Count;

    /// <summary>Processor time of all of them.</summary>
    public double CpuMicroseconds => Servers.Sum(one => one.Server.CpuMicroseconds);

    /// <summary>Starts them on an empty store; the first makes the company.</summary>
    public static async Task<Silos> Start(EngineUnderTest engine, int count, string folder, int contracts)
    {
        string[] options = [.. await engine.Program(), .. count > 1 ? ["--cluster", "bench", "--silo-port", "0"] : Array.Empty<string>()];
        var servers = new List<(Child, string)>();
        var key = "";
        for (var i = 0; i < count; i++)
        {
            var (child, ready) = await Child.Start([i == 0 ? "server-ours" : "server-joining", Path.Combine(folder, $"{i}"), $"{contracts}", .. options]);
            servers.Add((child, ready[0]));
            key = i == 0 ? ready[1] : key;
        }

        return new(servers, key);
    }

    /// <summary>Records receipts through all of them at once; complete when all is delivered.</summary>
    public async Task Receipts(int count, int callers)
    {
        await Task.WhenAll(Servers.Select(one => one.Server.Ask("receipts", count / Count, callers / Count)));
        await Servers[0].Server.Ask("settle");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var (server, _) in Servers)
        {
            server.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
