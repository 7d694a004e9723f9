using System.Globalization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains;

/// <summary>
/// Puts a store that fails in front of the program's own. <c>FAULTS_ONE_IN</c>: one of so many writes fails (and one of four times as many
/// loads); <c>FAULTS_SEED</c>: which; <c>FAULTS_HANG_SECONDS</c>: how long a call may hang. They
/// happen while there is a <c>faults.log</c> in the data folder, and each leaves a line in it.
/// </summary>
internal static class PlannedFaults
{
    private const int LoadsPerWrite = 4;

    private static readonly StoreFault[] Kinds =
    [
        StoreFault.FailBefore, StoreFault.FailBefore, StoreFault.FailAfter, StoreFault.FailAfter, StoreFault.StealEtag, StoreFault.StealEtag,
        StoreFault.RefuseEtag, StoreFault.Throttle, StoreFault.HangBefore, StoreFault.HangAfter,
    ];

    /// <summary>Decorates the store that is registered, when the environment plans faults.</summary>
    public static void PlanFaults(this IServiceCollection services, string folder)
    {
        var oneIn = Number("FAULTS_ONE_IN");
        if (oneIn == 0)
        {
            return;
        }

        var registered = services.Last(one => one.ServiceType == typeof(IEntityStore));
        services.Remove(registered);
        services.AddSingleton<IEntityStore>(provider => Faulty((IEntityStore)registered.ImplementationFactory!(provider), folder, oneIn));
    }

    private static FaultyEntityStore Faulty(IEntityStore store, string folder, int oneIn)
    {
        var log = Path.Combine(folder, "faults.log");

        // Each start has faults of its own.
        var seed = (ulong)Number("FAULTS_SEED") + (ulong)(File.Exists(log) ? new FileInfo(log).Length : 0);
        var faulty = new FaultyEntityStore(store);
        var writes = FaultyEntityStore.Seeded(seed, oneIn, Kinds);
        var loads = FaultyEntityStore.Seeded(seed + 1, oneIn * LoadsPerWrite, StoreFault.FailBefore, StoreFault.Throttle);
        faulty.Plan = call =>
        {
            var fault = call.Operation == nameof(IEntityStore.Load) ? loads(call with { Operation = nameof(IEntityStore.Commit) }) : writes(call);
            return fault != StoreFault.None && Written(log, fault) ? fault : StoreFault.None;
        };
        _ = ReleaseAgainAndAgain(faulty, TimeSpan.FromSeconds(Math.Max(1, Number("FAULTS_HANG_SECONDS"))));
        return faulty;
    }

    private static bool Written(string log, StoreFault fault)
    {
        try
        {
            using var file = new FileStream(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(0, SeekOrigin.End);
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{fault}\n"));
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static async Task ReleaseAgainAndAgain(FaultyEntityStore store, TimeSpan every)
    {
        while (true)
        {
            await Task.Delay(every);
            store.Release();
        }
    }

    private static int Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
