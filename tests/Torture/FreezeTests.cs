using SalesGrains.Company;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>A silo that is frozen while it holds portfolio and entities is replaced within seconds; what it still wanted to write when it goes on is refused (K04).</summary>
public sealed class FreezeTests(ITestOutputHelper output)
{
    [Fact, Trait("Tier", "Full")]
    public async Task A_frozen_silo_is_replaced_and_writes_nothing_when_it_thaws()
    {
        await using var run = await TortureRun.Begin(new(
            Kills: 0, Commands: 0, Customers: 40, Seed: 20261124, new(Engine.PostgreSql, Programs: 2), Sabotage: false));
        await run.FreezeAndSettle();
        await run.Check(output.WriteLine);

        Assert.Equal(0, run.Misjudged);
        Assert.All(run.Back, back => Assert.True(back < TimeSpan.FromSeconds(10)));
    }
}
