using Orleans.Runtime;
using SalesGrains;
using SalesGrains.Hosting;

// The program that people run, put together by the same words, on a store that fails as the environment plans and by a clock that a
// file in the data folder moves. What it leaves out is only how the program tells people why it cannot start.
var options = SalesOptions.Parse(args);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddSingleton<TimeProvider>(new FileClock(options.Data));

// Orleans stamps a silo's life by the machine's clock whatever is registered. Judged by a clock a day ahead, the silo would be dead at birth.
foreach (var area in (string[])[TimeProviderNames.Membership, TimeProviderNames.SystemTimers, TimeProviderNames.Messaging, TimeProviderNames.GrainDirectory, TimeProviderNames.ActivationManagement])
{
    builder.Services.AddKeyedSingleton(area, TimeProvider.System);
}

builder.AddSales(options);
builder.Services.PlanFaults(options.Data);
await using var app = builder.Build();
app.UseSales();
await app.RunAsync();
