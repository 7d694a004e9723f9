using SalesGrains.Hosting;

return await Launch.Run(args, options => options.OrBackup(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.AddSales(options);
    await using var app = builder.Build();
    app.UseSales();
    return options.FoundOrganization is null ? await app.RunUntilStopped() : await app.FoundOrganization();
}));
