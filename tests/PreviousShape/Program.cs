using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Hosting;
using SalesGrains.Hosting;
using SalesGrains.PreviousShape;

// A silo of the program as it was before test accounts had a log, wakes and notes. It joins the cluster of the database that it is told,
// says where it is, and goes when its input ends.
var builder = Host.CreateEmptyApplicationBuilder(new());
builder.Logging.ClearProviders();
builder.AddSalesSilo(new() { PostgreSql = new() { ConnectionString = args[0] }, Cluster = new(SiloPort: 0) });
builder.Services.AddSingleton(AccountRules.Effects);
builder.Services.Configure<EntityOptions>(entities => entities.ClearAfter = TimeSpan.FromMilliseconds(200));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine($"silo {host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString()}");
await Console.In.ReadToEndAsync();
await host.StopAsync();
