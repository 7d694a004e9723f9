namespace SalesGrains;

/// <summary>
/// Several silos of one cluster, each a process of its own with a data folder and ports of its own; what they share is the store. Each can
/// be killed, frozen, thawed and started again at the place where it was.
/// </summary>
public sealed class SalesClusterProcess : IAsyncDisposable
{
    private readonly SalesProcess[] silos;
    private readonly string[] arguments;

    private SalesClusterProcess(SalesProcess[] silos, string[] arguments) => (this.silos, this.arguments) = (silos, arguments);

    /// <summary>The silos, in the order in which they were started.</summary>
    public IReadOnlyList<SalesProcess> Silos => silos;

    /// <summary>Where each serves browsers; it stays the same through restarts.</summary>
    public IReadOnlyList<Uri> Addresses => [.. silos.Select(silo => silo.Address)];

    /// <summary>
    /// Starts silos, the first one by itself, and waits until all are ready.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="arguments">What they all are told, the store above all: <c>--storage postgres --connection …</c>.</param>
    public static Task<SalesClusterProcess> Start(int count, params string[] arguments) => Start(count, new SalesProgram(), arguments);

    /// <inheritdoc cref="Start(int, string[])"/>
    public static async Task<SalesClusterProcess> Start(int count, SalesProgram program, params string[] arguments)
    {
        string[] told = ["--cluster", "test", .. arguments];
        var silos = new List<SalesProcess>();
        try
        {
            silos.Add(await SalesProcess.Start(program, [.. told, "--silo-port", "0"]));
            silos.AddRange(await Task.WhenAll(Enumerable.Range(1, count - 1).Select(_ => SalesProcess.Start(program, [.. told, "--silo-port", "0"]))));
            return new([.. silos], told);
        }
        catch
        {
            foreach (var silo in silos)
            {
                await silo.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Starts a silo again that has ended, at the same address and the same port for the others, and waits until it is ready.</summary>
    public Task Restart(int silo) => silos[silo].Restart([.. arguments, "--silo-port", PortOf(silo)]);

    /// <summary>Starts all silos again that have ended, as after a power cut.</summary>
    public Task RestartAll() => Task.WhenAll(Enumerable.Range(0, silos.Length).Where(silo => silos[silo].HasEnded).Select(Restart));

    /// <summary>SIGKILL.</summary>
    public Task Kill(int silo) => silos[silo].Kill();

    /// <summary>SIGKILL for all at once.</summary>
    public Task KillAll() => Task.WhenAll(silos.Where(silo => !silo.HasEnded).Select(silo => silo.Kill()));

    /// <summary>SIGSTOP.</summary>
    public Task Freeze(int silo) => silos[silo].Freeze();

    /// <summary>SIGCONT.</summary>
    public Task Thaw(int silo) => silos[silo].Thaw();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }

    private string PortOf(int silo) => silos[silo].Printed(@"for other silos at \S+:(\d+)")
        ?? throw new InvalidOperationException("The silo has not said at which port it is.");
}
