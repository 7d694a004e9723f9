using SalesGrains.Company;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>
/// The whole program under SIGKILL, with clients that write and browsers that watch all the while (K01, K05, K13, K18). One write in
/// twenty-five meets a store that fails before, fails after, hangs, throttles, refuses or steals the etag. TORTURE_KILLS and TORTURE_COMMANDS change how hard.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    // Of a hundred commits about five meet a fault: lanes and marks are writes, too.
    private const int OneIn = 40;

    [Fact]
    public Task Nothing_is_lost_or_done_twice_through_ten_kills_on_a_store_that_fails() =>
        Torture(new(Kills: 10, Commands: 0, Customers: 40, Seed: 20260131, new(FaultsOneIn: OneIn)));

    [Fact, Trait("Tier", "Full")]
    public Task Nothing_is_lost_or_done_twice_through_fifty_kills() =>
        Torture(new(Kills: 50, Commands: 25_000, Customers: 160, Seed: 20260807, new()));

    [Fact, Trait("Tier", "Full")]
    public Task Nothing_is_lost_or_done_twice_through_forty_kills_on_a_PostgreSql_database_that_is_cut_off() =>
        Torture(new(Kills: 40, Commands: 0, Customers: 160, Seed: 20260915, new(Engine.PostgreSql, FaultsOneIn: OneIn, HangSeconds: 20)));

    [Fact, Trait("Tier", "Full")]
    public Task Nothing_is_lost_or_done_twice_when_two_silos_on_PostgreSql_are_killed_forty_times() =>
        Torture(new(Kills: 40, Commands: 25_000, Customers: 160, Seed: 20261001, new(Engine.PostgreSql, Programs: 2, FaultsOneIn: OneIn), Writers: 48));

    [Fact, Trait("Tier", "Full")]
    public Task Nothing_is_lost_or_done_twice_when_two_silos_on_AzureTables_are_killed_forty_times() =>
        Torture(new(Kills: 40, Commands: 25_000, Customers: 160, Seed: 20261103, new(Engine.AzureTables, Programs: 2, FaultsOneIn: OneIn), Writers: 48));

    private async Task Torture(TorturePlan plan)
    {
        plan = plan with { Kills = Number("TORTURE_KILLS") ?? plan.Kills, Commands = Number("TORTURE_COMMANDS") ?? plan.Commands };
        output.WriteLine($"seed {plan.Seed}");
        await using var run = await TortureRun.Begin(plan);
        await run.KillAndSettle();
        await run.Check(output.WriteLine);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
