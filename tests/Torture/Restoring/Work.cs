using SalesGrains.Commands;

namespace SalesGrains.Restoring;

/// <summary>Clients that write until they are told to stop.</summary>
internal sealed class Work
{
    private const int Writers = 8;

    private readonly CancellationTokenSource stop = new();
    private readonly CommandLog log;
    private readonly List<SalesClient> clients;
    private readonly List<Task> writing;

    /// <param name="first">Number of the first client; ids and keys of its work begin with it.</param>
    public Work(BackedCompany company, CommandLog log, ulong seed, int first = 1)
    {
        this.log = log;
        var random = new SplitMix64(seed);
        var desk = new Desk(company.Customers, company.Today);
        clients = [.. Enumerable.Range(0, Writers).Select(_ => new SalesClient([company.Process.Address], company.Keys, log))];
        writing = [.. clients.Select((client, i) => new Writer(first + i, random.Next(), client, desk).Work(stop.Token))];
    }

    /// <summary>Waits until so many commands have been answered in all.</summary>
    public Task Until(long answered) => Wait.Until(() => log.Answered >= answered, TimeSpan.FromMinutes(2), $"{answered} answers");

    public async Task Stop()
    {
        await stop.CancelAsync();
        await Task.WhenAll(writing);
        clients.ForEach(client => client.Dispose());
        stop.Dispose();
    }
}
