using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;

namespace SalesGrains.Telemetry;

/// <summary>Whoever balances load is told in time.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_program_that_is_asked_to_stop_is_not_ready_any_more_but_alive()
    {
        var app = await SalesApp.Start(new());
        try
        {
            using var client = app.Client();
            await Wait.Until(async () => (await client.Get("/health/ready")).Status == 200, TimeSpan.FromSeconds(30), "the program to be ready");

            app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

            Assert.Equal(503, (await client.Get("/health/ready")).Status);
            Assert.Equal(200, (await client.Get("/health/live")).Status);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Before_the_first_sweep_it_is_not_ready()
    {
        var result = await new SweepCheck(new SweepState()).CheckHealthAsync(new());

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
    }

    [Theory]
    [InlineData(StoreFault.FailBefore)]
    [InlineData(StoreFault.HangBefore)]
    public async Task A_store_that_fails_or_hangs_makes_it_unready_until_it_answers_again(StoreFault fault)
    {
        var app = await SalesApp.Start(new());
        try
        {
            var store = new FaultyEntityStore(app.Services.GetRequiredService<IEntityStore>()) { Plan = _ => fault };
            var check = new StoreCheck(store);
            Assert.Equal(HealthStatus.Unhealthy, (await check.CheckHealthAsync(new())).Status);

            store.Plan = _ => StoreFault.None;
            store.Release();

            await Wait.Until(
                async () => (await check.CheckHealthAsync(new())).Status == HealthStatus.Healthy, TimeSpan.FromSeconds(30), "the store to be asked again");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
