using System.Collections.Immutable;
using SalesGrains.PostgreSql;

namespace SalesGrains.Company;

/// <summary>The programs that serve one company together, and the store that they share.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly SiteStore store;
    private readonly SalesClusterProcess? cluster;

    private Site(SiteStore store, ImmutableArray<SalesProcess> programs, SalesClusterProcess? cluster = null) =>
        (this.store, Programs, this.cluster) = (store, programs, cluster);

    /// <summary>The programs, started.</summary>
    public ImmutableArray<SalesProcess> Programs { get; }

    /// <summary>Between the programs and their database, when that is to fail.</summary>
    public PostgreSqlProxy? Proxy => store.Proxy;

    /// <summary>The store is a server, which can be too busy for a start.</summary>
    public bool HasServer => store is not SqliteSite;

    /// <summary>Where they listen.</summary>
    public ImmutableArray<Uri> Addresses => [.. Programs.Select(program => program.Address)];

    /// <summary>Starts the programs.</summary>
    public static async Task<Site> Start(SitePlan plan)
    {
        var store = await SiteStore.Make(plan.Engine);
        if (plan.Programs > 1)
        {
            var cluster = await SalesClusterProcess.Start(plan.Programs, Program(plan), store.Arguments);
            foreach (var silo in plan.ClockAt is null ? [] : cluster.Silos)
            {
                using var its = new FileClock(silo.Folder);
                its.Set(plan.ClockAt!.Value);
            }

            return new(store, [.. cluster.Silos], cluster);
        }

        var program = new SalesProcess(Program(plan, store.Arguments));
        if (plan.ClockAt is { } at)
        {
            using var clock = new FileClock(program.Folder);
            clock.Set(at);
        }

        await program.Restart();
        return new(store, [program]);
    }

    /// <summary>Starts a program again that was killed, where it was.</summary>
    public Task Restart(int program) => cluster?.Restart(program) ?? Programs[program].Restart();

    /// <summary>Entities with something undelivered, as the store has it: no call reaches a program.</summary>
    public Task<long> Pending() => store.Pending(Programs[0].Folder);

    /// <summary>Nudges that were ever raised, as the store has them.</summary>
    public Task<long> Nudges() => store.Nudges(Programs[0].Folder);

    /// <summary>True when the other programs have declared a program dead that is at this port for them.</summary>
    public Task<bool> IsDeclaredDead(string port) => ((PostgreSqlSite)store).IsDeclaredDead(port);

    /// <summary>Faults that the programs' store was made to have, by kind.</summary>
    public ILookup<string, string> Faults() =>
        Programs.Select(program => FaultLog(program) + ".done").Where(File.Exists).SelectMany(File.ReadLines).ToLookup(fault => fault);

    /// <summary>From now on the store fails as planned.</summary>
    public void BeginFaults()
    {
        foreach (var program in Programs)
        {
            File.WriteAllText(FaultLog(program), "");
        }
    }

    /// <summary>From now on it does not.</summary>
    public void EndFaults()
    {
        foreach (var program in Programs)
        {
            File.Move(FaultLog(program), FaultLog(program) + ".done", overwrite: true);
        }
    }

    /// <summary>Kills all programs at once.</summary>
    public Task Kill() => Task.WhenAll(Programs.Select(program => program.Kill()));

    /// <summary>Kills all programs and reads what they leave.</summary>
    public async Task<Checking.StoredWorld> End()
    {
        await Kill();
        return await store.Read(Programs[0].Folder);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in Programs)
        {
            await program.DisposeAsync();
        }

        await store.DisposeAsync();
    }

    private static string FaultLog(SalesProcess program) => Path.Combine(program.Folder, "faults.log");

    private static SalesProgram Program(SitePlan plan, params string[] arguments) => new()
    {
        Project = plan.IsFaulty ? SalesProgram.Faulty : "Api",
        Arguments = arguments,
        Environment = new Dictionary<string, string>(plan.Settings.Select(one => KeyValuePair.Create(one.Key.Replace(":", "__", StringComparison.Ordinal), one.Value)))
        {
            ["FAULTS_ONE_IN"] = $"{plan.FaultsOneIn}",
            ["FAULTS_SEED"] = $"{plan.Seed}",
            ["FAULTS_HANG_SECONDS"] = $"{plan.HangSeconds}",
        },
    };
}

/// <summary>Which programs on which store.</summary>
/// <param name="Engine">Where it is kept.</param>
/// <param name="Programs">How many programs share the store.</param>
/// <param name="FaultsOneIn">One of so many writes fails; 0: none.</param>
/// <param name="HangSeconds">How long a call may hang.</param>
/// <param name="Seed">Which fail.</param>
/// <param name="ClockAt">What the program's clock says when it starts, when the test sets it.</param>
internal sealed record SitePlan(
    Engine Engine = Engine.Sqlite, int Programs = 1, int FaultsOneIn = 0, int HangSeconds = 8, ulong Seed = 1, DateTimeOffset? ClockAt = null)
{
    /// <summary>What the programs are configured with, by its key.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The program that can be made to fail, instead of the one that people run.</summary>
    public bool IsFaulty => FaultsOneIn > 0 || ClockAt is not null;
}
